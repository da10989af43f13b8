package dev.faultline.catalog;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A CSV file of the configuration: lines that begin with {@code #} are comments, the first other
 * one names the columns, and each row is one line.
 *
 * @param place name of the file, for messages
 * @param columns what its first line says
 * @param rows the others, in their order
 */
record CsvRows(String place, List<String> columns, List<Row> rows) {

  /**
   * A row.
   *
   * @param place file and line, for messages
   * @param values column to value, without spaces around it; empty for a blank one
   */
  record Row(String place, Map<String, String> values) {

    String get(String column) {
      return values.get(column);
    }

    CatalogException wrong(String problem) {
      return new CatalogException(place + ": " + problem + ".");
    }
  }

  /**
   * Reads a file.
   *
   * @param place name of the file, for messages
   * @throws CatalogException with file and line if a row is empty, has no value for each column, or
   *     is no CSV
   */
  static CsvRows read(String text, String place) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.RAISE_ERROR);
    CsvParser parser = new CsvParser(settings);
    List<String> columns = null;
    List<Row> rows = new ArrayList<>();
    // Spreadsheets write a byte-order mark.
    List<String> lines = text.replaceFirst("^\ufeff", "").lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String at = place + ":" + (i + 1);
      if (lines.get(i).strip().startsWith("#")) {
        continue;
      }
      String[] values = parse(parser, lines.get(i), at);
      if (columns == null) {
        columns = List.of(values);
        if (Set.copyOf(columns).size() < columns.size()) {
          throw new CatalogException(at + ": a column stands here twice; remove one.");
        }
      } else {
        rows.add(row(columns, values, at));
      }
    }
    if (columns == null || rows.isEmpty()) {
      throw new CatalogException(place + " has no rows; add some or remove the file.");
    }
    return new CsvRows(place, columns, rows);
  }

  private static String[] parse(CsvParser parser, String line, String at) {
    if (line.replaceAll("[,\\s]", "").isEmpty()) {
      throw new CatalogException(at + ": the row is empty; remove it.");
    }
    try {
      return parser.parseLine(line);
    } catch (TextParsingException e) {
      throw new CatalogException(
          at + ": this is no CSV; put a value with quotes in quotes and double those in it.", e);
    }
  }

  private static Row row(List<String> columns, String[] values, String at) {
    if (values.length != columns.size()) {
      throw new CatalogException(
          String.format(
              "%s: the row has %d values, not %d; known columns are %s.",
              at, values.length, columns.size(), String.join(", ", columns)));
    }
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      row.put(columns.get(i), values[i]);
    }
    return new Row(at, row);
  }

  /**
   * Returns the same file.
   *
   * @throws CatalogException naming the columns that it lacks
   */
  CsvRows with(Collection<String> needed) {
    List<String> missing = needed.stream().filter(column -> !columns.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new CatalogException(
          String.format(
              "%s: the column %s is missing; add it to the first line and to each row.",
              place, String.join(", ", missing)));
    }
    return this;
  }
}
