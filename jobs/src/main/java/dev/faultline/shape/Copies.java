package dev.faultline.shape;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Which records are copies: kern.log, syslog, dmesg and the journal of a host hold the same kernel
 * messages. docs/events.md says what is taken for a copy, and what that leaves out.
 */
final class Copies {

  /** Between the clocks of two files, in whole seconds: syslog has no others, dmesg drifts. */
  static final int TOLERANCE_SECONDS = 2;

  /** Longer bursts are told apart minute by minute, as no file may hold the whole of them. */
  private static final int LONG_SECONDS = 60;

  private Copies() {}

  /**
   * Tells copies from records that count as events.
   *
   * @param rows with {@code host_name, log_file_path, shape_hash}, {@code _second} (whole seconds
   *     since 1970 UTC) and {@code _records} (how many the row stands for); without host or time
   *     nothing is a copy
   * @param body further columns in which copies are equal
   * @return the rows and {@code is_copy}
   */
  static Dataset<Row> mark(Dataset<Row> rows, String... body) {
    Column[] message =
        Stream.concat(Stream.of("host_name", "shape_hash"), Stream.of(body))
            .map(Copies::column)
            .toArray(Column[]::new);
    WindowSpec inOrder = Window.partitionBy(message).orderBy("_second");
    WindowSpec burst = Window.partitionBy(with(message, "_burst"));
    Column isLong = max("_second").over(burst).minus(min("_second").over(burst)).gt(LONG_SECONDS);
    Dataset<Row> parted =
        rows.withColumn("_pause", col("_second").minus(lag("_second", 1).over(inOrder)))
            .withColumn(
                "_burst",
                sum(when(col("_pause").gt(TOLERANCE_SECONDS), 1).otherwise(0)).over(inOrder))
            .withColumn(
                "_minute",
                when(col("_second").isNull(), -1L)
                    .when(isLong, floor(col("_second").divide(LONG_SECONDS)))
                    .otherwise(0L));
    Column[] part = with(message, "_burst", "_minute");
    Dataset<Row> counted = withFileOfMost(parted, "_records", part);
    Column isCopy =
        col("host_name")
            .isNotNull()
            .and(col("_second").isNotNull())
            .and(col("log_file_path").notEqual(col("_most")));
    return counted
        .withColumn("is_copy", coalesce(isCopy, lit(false)))
        .drop("_pause", "_burst", "_minute", "_most");
  }

  /**
   * Adds {@code _most}: of all files in a part of the rows the one that has most, and of several
   * such the one whose path is first.
   */
  static Dataset<Row> withFileOfMost(Dataset<Row> rows, String number, Column... part) {
    Column most =
        first("log_file_path")
            .over(
                Window.partitionBy(part)
                    .orderBy(col("_in_file").desc(), col("log_file_path").asc())
                    .rowsBetween(Window.unboundedPreceding(), Window.currentRow()));
    return rows.withColumn(
            "_in_file", sum(number).over(Window.partitionBy(with(part, "log_file_path"))))
        .withColumn("_most", most)
        .drop("_in_file");
  }

  private static Column[] with(Column[] columns, String... more) {
    return Stream.concat(Stream.of(columns), Stream.of(more).map(Copies::column))
        .toArray(Column[]::new);
  }

  private static Column column(String name) {
    return col(name);
  }
}
