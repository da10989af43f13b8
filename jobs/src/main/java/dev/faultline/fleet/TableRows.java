package dev.faultline.fleet;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import dev.faultline.ingest.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rows of a table whose first line names its columns, each row on a line of its own. Between
 * values stands what stands between the names: {@code |}, a tab, a comma or a semicolon. A value
 * may be in quotes, unless it is between {@code |} or tabs, which Slurm does not quote.
 *
 * @param place of the file, for messages
 * @param rows the rows in their order; empty lines are left out
 */
record TableRows(String place, List<Row> rows) {

  private static final String UNQUOTED = "|\t";
  private static final int MOST_COLUMNS = 1000;

  /** A row, with spaces around values taken off. */
  static final class Row {

    private final String place;
    private final int line;
    private final Map<String, Integer> columns;
    private final String[] values;

    private Row(String place, int line, Map<String, Integer> columns, String[] values) {
      this.place = place;
      this.line = line;
      this.columns = columns;
      this.values = values;
    }

    /** Returns the number of its line, from 1. */
    int line() {
      return line;
    }

    /** Returns a value, or null if there is none. */
    String get(Column column) {
      return column.keys().stream()
          .map(columns::get)
          .filter(at -> at != null && !values[at].isEmpty())
          .findFirst()
          .map(at -> values[at])
          .orElse(null);
    }

    /**
     * Returns a number, or null if there is none.
     *
     * @throws InputException if it is no whole number
     */
    Integer number(Column column) {
      String text = get(column);
      if (text == null) {
        return null;
      }
      if (!text.matches("[0-9]{1,9}")) {
        throw wrong(
            String.format(
                "%s is '%s', which is no number; correct it, or leave the column out",
                column.title(), text));
      }
      return Integer.valueOf(text);
    }

    /** Returns what to throw: one sentence with file and line. */
    InputException wrong(String problem) {
      return new InputException(place + ":" + line + ": " + problem + ".");
    }
  }

  /**
   * Reads a table.
   *
   * @param needed columns that must be there
   * @param advice how to get such a table, a clause
   * @throws InputException with file and line if there is no header with these columns, or a row
   *     has not as many values as it
   */
  static TableRows of(TableText table, List<Column> needed, String advice) {
    List<String> lines = table.text().lines().toList();
    int header = 0;
    while (header < lines.size() && lines.get(header).isBlank()) {
      header++;
    }
    if (header == lines.size()) {
      throw new InputException(table.place() + " is empty; " + advice + ".");
    }
    String at = table.place() + ":";
    char separator = separator(lines.get(header));
    CsvParser parser = parser(separator);
    String[] names = values(parser, lines.get(header), at + (header + 1));
    // With --parsable, sacct ends each line with a separator.
    boolean closed = names[names.length - 1].isEmpty();
    Map<String, Integer> columns =
        columns(closed ? Arrays.copyOf(names, names.length - 1) : names, at + (header + 1));
    for (Column column : needed) {
      if (column.keys().stream().noneMatch(columns::containsKey)) {
        throw new InputException(
            String.format(
                "%s%d: no column is called %s; %s.", at, header + 1, column.title(), advice));
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int i = header + 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        Row row =
            new Row(table.place(), i + 1, columns, values(parser, lines.get(i), at + (i + 1)));
        if (row.values.length != names.length) {
          throw row.wrong(uneven(row.values.length, names.length, separator));
        }
        rows.add(row);
      }
    }
    return new TableRows(table.place(), List.copyOf(rows));
  }

  private static char separator(String header) {
    return (char) "|\t,;".chars().filter(c -> header.indexOf(c) >= 0).findFirst().orElse(',');
  }

  private static CsvParser parser(char separator) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setMaxCharsPerColumn(-1);
    settings.setMaxColumns(MOST_COLUMNS);
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.RAISE_ERROR);
    settings.getFormat().setDelimiter(separator);
    settings.getFormat().setComment('\0');
    if (UNQUOTED.indexOf(separator) >= 0) {
      settings.getFormat().setQuote('\0');
      settings.getFormat().setQuoteEscape('\0');
    }
    return new CsvParser(settings);
  }

  private static String[] values(CsvParser parser, String line, String at) {
    try {
      return parser.parseLine(line);
    } catch (TextParsingException e) {
      throw new InputException(
          at
              + ": this is no row of a table; put a value with quotes in quotes and double those in"
              + " it.",
          e);
    }
  }

  private static Map<String, Integer> columns(String[] names, String at) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      if (columns.put(Column.key(names[i]), i) != null) {
        throw new InputException(
            at + ": the column '" + names[i] + "' stands here twice; leave one out.");
      }
    }
    return columns;
  }

  private static String uneven(int values, int names, char separator) {
    String why =
        values < names
            ? "the line may have been cut; export the table again"
            : separator == '|'
                ? "a value may hold a | itself: export with --delimiter=$'\\t', or without that column"
                : "put a value that holds what separates values in quotes";
    return String.format(
        Locale.ROOT, "the row has %d values and the header %d; %s", values, names, why);
  }
}
