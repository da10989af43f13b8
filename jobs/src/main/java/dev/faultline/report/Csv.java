package dev.faultline.report;

import dev.faultline.schema.TableSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A table as CSV by RFC 4180, but with {@code \n} as line end: a header, then all rows. Times are
 * ISO 8601 in UTC, an unknown value is an empty cell, the elements of a list stand between {@code
 * "; "}.
 */
public final class Csv {

  /**
   * First characters at which spreadsheets take a cell for a formula, with their full-width forms
   * (<a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP, CSV Injection</a>).
   */
  private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private Csv() {}

  /** Returns the whole file. */
  public static String of(SectionResult section) {
    StringBuilder csv = new StringBuilder();
    List<String> names = section.table().columns().stream().map(TableSpec.Column::name).toList();
    csv.append(String.join(",", names)).append('\n');
    for (List<Object> row : section.rows()) {
      for (int i = 0; i < row.size(); i++) {
        csv.append(i == 0 ? "" : ",").append(cell(row.get(i)));
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  private static String cell(Object cell) {
    if (cell == null) {
      return "";
    }
    if (cell instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (cell instanceof Double number) {
      return Double.isFinite(number) ? Numbers.plain(number).toPlainString() : number.toString();
    }
    if (cell instanceof List<?> list) {
      return quoted(harmless(String.join("; ", list.stream().map(String::valueOf).toList())));
    }
    return cell instanceof String text ? quoted(harmless(text)) : cell.toString();
  }

  /** A log line must not become a formula in somebody's spreadsheet. */
  public static String harmless(String text) {
    boolean formula =
        !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 && !NUMBER.matcher(text).matches();
    return formula ? "'" + text : text;
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
