package dev.faultline.score;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table of incidents as CSV by RFC 4180: the first line names the columns, in any order, and
 * those that nobody asks for are left alone.
 *
 * @param rows in the order of the file
 */
record CsvTable(List<Row> rows) {

  /** Names an incident in both kinds of tables. */
  static final String ID = "incident_id";

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

    /** Returns the elements of a list, which stand between semicolons. */
    Set<String> list(String column) {
      Set<String> elements = new LinkedHashSet<>();
      for (String element : get(column).split(";")) {
        if (!element.isBlank()) {
          elements.add(element.strip());
        }
      }
      return elements;
    }

    /** Returns a time, or null for a blank one. */
    Instant time(String column) throws IOException {
      String text = get(column);
      try {
        return text.isEmpty() ? null : Instant.parse(text);
      } catch (DateTimeException e) {
        throw wrong(column + " is '" + text + "', no time like 2026-03-14T01:02:03Z", e);
      }
    }

    IOException wrong(String problem) {
      return wrong(problem, null);
    }

    private IOException wrong(String problem, Exception cause) {
      return new IOException(place + ": " + problem + ".", cause);
    }
  }

  /**
   * Reads a file.
   *
   * @param place name of the file, for messages
   * @param needed columns that it must have
   * @throws IOException if it is no such table, or two rows have the same {@link #ID} or one has
   *     none; the message is one sentence with the file and, where there is one, the line
   */
  static CsvTable read(String text, String place, Collection<String> needed) throws IOException {
    CsvParser parser = new CsvParser(settings());
    // Spreadsheets write a byte-order mark.
    parser.beginParsing(new StringReader(text.replaceFirst("^\ufeff", "")));
    List<String> columns = null;
    List<Row> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    try {
      for (long line = 1; ; line = parser.getContext().currentLine() + 1) {
        String[] values = parser.parseNext();
        if (values == null) {
          break;
        }
        if (values.length == 1 && values[0].isEmpty()) {
          continue;
        }
        if (columns == null) {
          columns = columns(values, place, needed);
          continue;
        }
        Row row = row(columns, values, place + ":" + line);
        if (!ids.add(row.get(ID))) {
          throw row.wrong("a second incident is called " + row.get(ID));
        }
        rows.add(row);
      }
    } catch (TextParsingException e) {
      throw new IOException(
          place
              + ":"
              + (e.getLineIndex() + 1)
              + ": this is no CSV; a value with quotes must stand in quotes, and those in it doubled.",
          e);
    } finally {
      parser.stopParsing();
    }
    if (columns == null) {
      throw new IOException(place + " is empty; its first line must name the columns.");
    }
    return new CsvTable(rows);
  }

  private static CsvParserSettings settings() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.RAISE_ERROR);
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setCommentProcessingEnabled(false);
    // The parser does not count the lines that it skips.
    settings.setSkipEmptyLines(false);
    // A sample may be as long as a line of a log.
    settings.setMaxCharsPerColumn(-1);
    return settings;
  }

  private static List<String> columns(String[] values, String place, Collection<String> needed)
      throws IOException {
    List<String> columns = Arrays.asList(values);
    List<String> missing = needed.stream().filter(column -> !columns.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new IOException(
          place
              + ":1: the column "
              + String.join(", ", missing)
              + " is missing; the file has "
              + String.join(", ", columns)
              + ".");
    }
    return columns;
  }

  private static Row row(List<String> columns, String[] values, String place) throws IOException {
    Map<String, String> cells = new HashMap<>();
    for (int i = 0; i < Math.min(values.length, columns.size()); i++) {
      cells.put(columns.get(i), values[i]);
    }
    Row row = new Row(place, cells);
    if (values.length != columns.size()) {
      throw row.wrong(
          "the row has " + values.length + " values, the first line has " + columns.size());
    }
    if (row.get(ID).isEmpty()) {
      throw row.wrong("the incident has no " + ID);
    }
    return row;
  }
}
