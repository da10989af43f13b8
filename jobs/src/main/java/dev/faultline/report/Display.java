package dev.faultline.report;

import dev.faultline.schema.ColumnType;
import dev.faultline.schema.TableSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * How cells are shown to people, in text and HTML alike.
 *
 * @param root what is left out at the beginning of paths
 */
record Display(String root) {

  /** What stands for an unknown value. */
  static final String UNKNOWN = "-";

  /** A host or path in a line may be as long as the line; nobody reads on behind this. */
  private static final int MOST_CHARACTERS = 1000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * Returns a cell on one line, free of control characters, and cut if it is very long; a ratio as
   * percent.
   */
  String cell(TableSpec.Column column, Object cell) {
    if (cell == null) {
      return UNKNOWN;
    }
    if (cell instanceof Instant time) {
      return time(time);
    }
    if (cell instanceof Long number) {
      return number(number);
    }
    if (cell instanceof BigDecimal decimal) {
      return column.unit().equals("ratio")
          ? decimal(decimal.movePointRight(2).setScale(1, RoundingMode.HALF_UP))
          : decimal(decimal);
    }
    if (cell instanceof Double number) {
      return Double.isFinite(number) ? decimal(Numbers.plain(number)) : number.toString();
    }
    if (cell instanceof List<?> list) {
      return cut(String.join("; ", list.stream().map(String::valueOf).toList()), false);
    }
    return column.type() == ColumnType.PATH
        ? cut(path(cell.toString()), true)
        : cut(cell.toString(), false);
  }

  private static String cut(String text, boolean keepEnd) {
    return PlainText.clean(TextTable.cut(text, MOST_CHARACTERS, keepEnd));
  }

  /** Returns a cell that stands alone: a list tells by its heading what it is. */
  String below(TableSpec.Column column, Object cell) {
    return (column.type() == ColumnType.LIST ? column.heading() + ": " : "") + cell(column, cell);
  }

  /** Returns what follows a number where no heading tells its unit, with a space before it. */
  static String unit(TableSpec.Column column) {
    return switch (column.unit()) {
      case "ms", "bytes" -> " " + column.unit();
      case "percent", "ratio" -> " %";
      default -> "";
    };
  }

  /** Returns a file's path without the folder that all files are in. */
  String path(String path) {
    return path.startsWith(root) ? path.substring(root.length()) : path;
  }

  /** Returns a folder or file as a shell takes it: a local one without {@code file:}. */
  static String place(String uri) {
    return PlainText.clean(uri.replaceFirst("^file:/+", "/"));
  }

  static String time(Instant time) {
    return TIME.format(time);
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String decimal(BigDecimal decimal) {
    int digits = Math.max(0, decimal.scale());
    return decimal.precision() - decimal.scale() > 18 || digits > 18
        ? decimal.toString()
        : String.format(Locale.ROOT, "%,." + digits + "f", decimal);
  }
}
