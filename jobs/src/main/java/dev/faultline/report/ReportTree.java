package dev.faultline.report;

import dev.faultline.ingest.Counts;
import dev.faultline.ingest.Ledger;
import dev.faultline.schema.SectionSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report as the tree of {@code report.json}; docs/report.md names its keys. */
public final class ReportTree {

  private ReportTree() {}

  /**
   * Returns the tree, with its keys in a fixed order. Unknown values are left out, times are ISO
   * 8601 in UTC, decimals exact; a number that is not finite is the text NaN, Infinity or
   * -Infinity.
   */
  public static Map<String, Object> of(Report report) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("schema_version", Report.SCHEMA_VERSION);
    tree.put("dt", report.facts().date().toString());
    tree.put("inputs", report.facts().inputs());
    tree.put("time", time(report.facts()));
    tree.putAll(totals(report.ledger()));
    report.sections().forEach(section -> add(tree, section));
    tree.put("skipped", report.ledger().skipped());
    tree.put("problems", report.ledger().allProblems());
    return tree;
  }

  /** Returns only the sums of the ledger, {@code lines} and {@code bytes}. */
  public static Map<String, Object> totals(Ledger ledger) {
    Ledger.Totals totals = ledger.totals();
    Counts counts = totals.counts();
    Map<String, Object> lines = new LinkedHashMap<>();
    lines.put("read", counts.lines());
    lines.put("overwritten", counts.overwritten());
    lines.put("records", counts.records());
    lines.put("continuation", counts.continuation());
    lines.put("unparsed", counts.unparsed());
    lines.put("blank", counts.blank());
    lines.put("undecodable", counts.undecodable());
    lines.put("nul", counts.nul());
    lines.put("cut", counts.cut());
    lines.put("outside", counts.outside());

    Map<String, Object> bytes = new LinkedHashMap<>();
    bytes.put("read", totals.readBytes());
    bytes.put("stored", totals.storedBytes());

    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("lines", lines);
    tree.put("bytes", bytes);
    return tree;
  }

  private static Map<String, Object> time(RunFacts facts) {
    Map<String, Object> time = new LinkedHashMap<>();
    if (facts.first() != null) {
      time.put("first", facts.first().toString());
      time.put("last", facts.last().toString());
    }
    return time;
  }

  private static void add(Map<String, Object> tree, SectionResult section) {
    SectionSpec.Json place = section.spec().json();
    List<List<Object>> rows =
        section.rows().subList(0, Math.min(place.limit(), section.rows().size()));
    int dot = place.path().lastIndexOf('.');
    Map<String, Object> parent = dot < 0 ? tree : child(tree, place.path().substring(0, dot));
    String key = place.path().substring(dot + 1);
    switch (place.form()) {
      case LIST -> {
        List<Object> list = new ArrayList<>();
        rows.forEach(row -> list.add(object(section, row)));
        parent.put(key, list);
      }
      case MAP -> {
        Map<String, Object> map = child(parent, key);
        rows.forEach(row -> map.put(String.valueOf(row.get(0)), value(row.get(1))));
      }
      case OBJECT -> {
        Map<String, Object> object = child(parent, key);
        rows.forEach(row -> object.putAll(object(section, row)));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> child(Map<String, Object> tree, String path) {
    Map<String, Object> at = tree;
    for (String key : path.split("\\.", -1)) {
      at = (Map<String, Object>) at.computeIfAbsent(key, k -> new LinkedHashMap<String, Object>());
    }
    return at;
  }

  private static Map<String, Object> object(SectionResult section, List<Object> row) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i) != null) {
        object.put(section.table().columns().get(i).name(), value(row.get(i)));
      }
    }
    return object;
  }

  private static Object value(Object cell) {
    if (cell instanceof Instant time) {
      return time.toString();
    }
    if (cell instanceof Double number) {
      return Double.isFinite(number) ? Numbers.plain(number) : number.toString();
    }
    return cell;
  }
}
