package dev.faultline.catalog;

import dev.faultline.schema.ColumnType;
import dev.faultline.schema.PlotSpec;
import dev.faultline.schema.SectionSpec;
import dev.faultline.schema.SectionSpec.JsonForm;
import dev.faultline.schema.TableSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The report's part of a configuration: {@code report/*.yaml} and {@code schema/*.yaml}.
 *
 * @param sections in their order
 * @param tables by id
 */
record ReportFiles(List<SectionSpec> sections, List<TableSpec> tables) {

  /** What the ledger puts into {@code report.json} itself. */
  private static final Set<String> TAKEN =
      Set.of("schema_version", "dt", "inputs", "time", "lines", "bytes", "skipped", "problems");

  /**
   * Reads and checks the files.
   *
   * @throws CatalogException naming the file and what is wrong in it
   */
  static ReportFiles read(ConfFiles files) {
    Map<String, TableSpec> tables = new HashMap<>();
    for (String name : files.yamlIn("schema")) {
      TableSpec table = Yaml.read(files.required(name), TableSpec.class, files.at(name));
      named(table.file(), name, files);
      tables.put(table.id(), table);
    }
    List<SectionSpec> sections = new ArrayList<>();
    Set<String> unused = new HashSet<>(tables.keySet());
    Set<String> paths = new HashSet<>(TAKEN);
    for (String name : files.yamlIn("report")) {
      SectionSpec section = Yaml.read(files.required(name), SectionSpec.class, files.at(name));
      named(section.file(), name, files);
      TableSpec table = tables.get(section.table());
      if (table == null) {
        throw new CatalogException(
            files.at(name)
                + ": there is no table '"
                + section.table()
                + "' in "
                + files.at("schema")
                + "; declare its columns there.");
      }
      if (!unused.remove(table.id())) {
        throw new CatalogException(
            files.at(name) + ": another section fills the table '" + table.id() + "' already.");
      }
      if (!paths.add(section.json().path())) {
        throw new CatalogException(
            files.at(name) + ": json.path '" + section.json().path() + "' is taken already.");
      }
      checkColumns(section, table, files.at(name));
      checkPlot(section.plot(), table, files.at(name));
      sections.add(section);
    }
    if (!unused.isEmpty()) {
      throw new CatalogException(
          files.at("schema") + ": no section fills " + unused.stream().sorted().toList() + ".");
    }
    checkReads(sections, files);
    sections.sort(
        Comparator.comparingInt(SectionSpec::order).thenComparing(section -> section.id()));
    return new ReportFiles(
        List.copyOf(sections),
        tables.values().stream().sorted(Comparator.comparing(TableSpec::id)).toList());
  }

  private static void checkReads(List<SectionSpec> sections, ConfFiles files) {
    Map<String, SectionSpec> byId = new HashMap<>();
    sections.forEach(section -> byId.put(section.id(), section));
    for (SectionSpec section : sections) {
      Deque<String> toFollow = new ArrayDeque<>(section.reads());
      Set<String> followed = new HashSet<>();
      while (!toFollow.isEmpty()) {
        String id = toFollow.pop();
        if (!byId.containsKey(id) || id.equals(section.id())) {
          throw new CatalogException(
              files.at(section.file())
                  + (byId.containsKey(id)
                      ? ": by what reads names, the section reads itself."
                      : ": reads names '" + id + "', which is no section."));
        }
        if (followed.add(id)) {
          toFollow.addAll(byId.get(id).reads());
        }
      }
    }
  }

  private static void named(String expected, String name, ConfFiles files) {
    if (!expected.equals(name)) {
      throw new CatalogException(
          files.at(name) + ": by its id and order this file has to be called " + expected + ".");
    }
  }

  private static void checkColumns(SectionSpec section, TableSpec table, String place) {
    List<String> shown = new ArrayList<>(section.text().columns());
    shown.addAll(section.text().below());
    shown.addAll(section.page().proof());
    if (!section.text().bar().isEmpty()) {
      shown.add(section.text().bar());
    }
    for (String column : shown) {
      if (table.indexOf(column) < 0) {
        throw new CatalogException(
            place
                + ": people are shown '"
                + column
                + "', which is no column of "
                + table.file()
                + ".");
      }
    }
    String bar = section.text().bar();
    if (!bar.isEmpty() && !table.columns().get(table.indexOf(bar)).type().isNumeric()) {
      throw new CatalogException(place + ": text.bar '" + bar + "' is no column of numbers.");
    }
    if (section.json().form() == JsonForm.MAP && table.columns().size() != 2) {
      throw new CatalogException(
          place + ": json.form is map, so " + table.file() + " has to declare two columns.");
    }
  }

  private static void checkPlot(PlotSpec plot, TableSpec table, String place) {
    if (plot == null) {
      return;
    }
    ColumnType x = typeOf("x", plot.x(), table, place);
    if (plot.kind().isOverTime() != (x == ColumnType.TIMESTAMP)
        || (x != ColumnType.TIMESTAMP && !x.isText())) {
      throw new CatalogException(
          place
              + ": plot.x '"
              + plot.x()
              + "' is no column of "
              + (plot.kind().isOverTime() ? "times." : "texts."));
    }
    if (!typeOf("y", plot.y(), table, place).isNumeric()) {
      throw new CatalogException(place + ": plot.y '" + plot.y() + "' is no column of numbers.");
    }
    if (!plot.series().isEmpty() && !typeOf("series", plot.series(), table, place).isText()) {
      throw new CatalogException(
          place + ": plot.series '" + plot.series() + "' is no column of texts.");
    }
  }

  private static ColumnType typeOf(String key, String column, TableSpec table, String place) {
    int at = table.indexOf(column);
    if (at < 0) {
      throw new CatalogException(
          place + ": plot." + key + " '" + column + "' is no column of " + table.file() + ".");
    }
    return table.columns().get(at).type();
  }
}
