package dev.faultline.shape;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.when;

import dev.faultline.udf.cube.StreamTable;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.LogFormat;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Takes the fields out of lines, in one regex pass per line: the fields of its format are written
 * one behind the other with a separator between them, and the result is split there. Every format
 * writes them in the same order, an absent one as the empty text.
 */
final class HeaderColumns {

  static final String SEPARATOR = String.valueOf(StreamTable.SEPARATOR);

  /** What a separator in a line becomes before its fields are told apart. */
  static final String SUBSTITUTE = String.valueOf(StreamTable.SUBSTITUTE);

  static final String BODY = "body";
  static final String LEVEL = "level";
  static final String PRIORITY = "priority";

  /** Fields that are taken as they stand, {@code -} for none. */
  static final List<String> SLICES = List.of("host", "service", "pid", "rank", "component");

  /** Names as in {@link LogFormat#partsGroups()}, but for the level and the priority. */
  static final List<String> FIELDS =
      List.of(
          "host",
          "service",
          "pid",
          "rank",
          "component",
          LEVEL,
          PRIORITY,
          "time_year",
          "time_month",
          "time_month_name",
          "time_day",
          "time_hour",
          "time_minute",
          "time_second",
          "time_fraction",
          "time_zone",
          "time_epoch",
          "uptime_seconds",
          BODY);

  private static final String PREFIX = "header_";

  private HeaderColumns() {}

  /** The column in which {@link #of} leaves a field: a text, empty where the line lacks it. */
  static Column field(String name) {
    return col(PREFIX + name);
  }

  /** Names of the columns that {@link #of} adds. */
  static String[] names() {
    return FIELDS.stream().map(name -> PREFIX + name).toArray(String[]::new);
  }

  /**
   * Adds a column per field.
   *
   * @param lines with {@code text} and {@code format_id}
   * @param formats those that the lines may have; the body of any other line is the whole line
   */
  static Dataset<Row> of(Dataset<Row> lines, List<LogFormat> formats) {
    // In a column of its own, as Spark would otherwise generate its code once more for each format.
    Dataset<Row> safe =
        lines.withColumn("safe_text", translate(col("text"), SEPARATOR, SUBSTITUTE));
    Column text = col("safe_text");
    Column joined = null;
    for (LogFormat format : formats) {
      Column isOfFormat = col("format_id").equalTo(format.spec().id());
      Column fields = regexp_replace(text, lit(format.partsRegex()), lit(replacement(format)));
      joined = joined == null ? when(isOfFormat, fields) : joined.when(isOfFormat, fields);
    }
    Column none = concat(lit(SEPARATOR.repeat(FIELDS.size() - 1)), text);
    joined = joined == null ? none : joined.otherwise(none);
    Dataset<Row> split = safe.withColumn("header", split(joined, SEPARATOR));
    List<Column> columns = new ArrayList<>();
    for (String name : lines.columns()) {
      columns.add(col(name));
    }
    for (int i = 0; i < FIELDS.size(); i++) {
      columns.add(col("header").getItem(i).as(PREFIX + FIELDS.get(i)));
    }
    return split.select(columns.toArray(Column[]::new));
  }

  private static String replacement(LogFormat format) {
    List<String> references = new ArrayList<>();
    for (String field : FIELDS) {
      int group = group(format, field);
      references.add(group < 0 ? "" : "$" + (group + 1));
    }
    return String.join(SEPARATOR, references);
  }

  /** The level and the priority are told by their type, whatever they are called. */
  private static int group(LogFormat format, String field) {
    if (field.equals(LEVEL) || field.equals(PRIORITY)) {
      return severityGroup(format, field);
    }
    boolean taken = !SLICES.contains(field) || isSlice(format.spec(), field);
    return taken ? format.partsGroups().indexOf(field) : -1;
  }

  /** A time or a priority gives no text, even one that is called {@code host}. */
  private static boolean isSlice(FormatSpec format, String field) {
    return format.fields().containsKey(field)
        && !format.fields().get(field).type().equals(PRIORITY);
  }

  /** Index of the format's group of type {@code level} or {@code priority}, or -1. */
  static int severityGroup(LogFormat format, String type) {
    for (int i = 0; i < format.partsGroups().size(); i++) {
      String name = format.partsGroups().get(i);
      if (format.spec().fields().containsKey(name)
          && format.spec().fields().get(name).type().equals(type)) {
        return i;
      }
    }
    return -1;
  }
}
