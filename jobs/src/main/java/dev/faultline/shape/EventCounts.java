package dev.faultline.shape;

import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.faultline.udf.cube.ShapeCube;
import dev.faultline.udf.rule.ValueReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * How many events the errors of a night are: {@link Copies} count once. Records of known faults are
 * looked at one by one, those of other errors only in their cells. Nothing is looked at that only
 * one file of a host holds.
 */
public final class EventCounts {

  private static final int BUCKET_SECONDS = (int) (ShapeCube.BUCKET_MICROS / 1_000_000);

  /** What a cell with a time is known by. */
  private static final String[] CELL = {
    "stream_id", "shape_hash", "severity_number", "bucket_time"
  };

  private EventCounts() {}

  /**
   * Counts the events in cells that may hold copies.
   *
   * @param cells what {@link NamedCells#timed} returns
   * @param batches what {@link NamedEvents#batches} returns
   * @return of each such cell {@code stream_id, shape_hash, severity_number, bucket_time} and
   *     {@code event_count}, 0 if all of its records are copies
   */
  public static Dataset<Row> of(Dataset<Row> cells, Dataset<Row> batches) {
    Dataset<Row> shared = shared(cells);
    Dataset<Row> faults =
        shared.where(col("cause").isNotNull()).select("stream_id", "shape_hash").distinct();
    return ofRecords(
            batches
                .where(col("kind").equalTo(SqlCube.CAUSE))
                .join(broadcast(faults), new String[] {"stream_id", "shape_hash"}, "left_semi"))
        .union(ofCells(shared.where(col("cause").isNull())));
  }

  /**
   * Adds {@code event_count} to cells.
   *
   * @param counts what {@link #of} returns
   */
  public static Dataset<Row> join(Dataset<Row> cells, Dataset<Row> counts) {
    return cells
        .join(broadcast(counts), CELL, "left_outer")
        .withColumn("event_count", coalesce(col("event_count"), col("count")));
  }

  /** The cells of errors at whose time another file of the host holds the same shape. */
  private static Dataset<Row> shared(Dataset<Row> cells) {
    WindowSpec inOrder = Window.partitionBy("host_name", "shape_hash").orderBy("first_time");
    Column before =
        max("last_time").over(inOrder.rowsBetween(Window.unboundedPreceding(), -1)).cast("long");
    Column pause = col("first_time").cast("long").minus(before);
    WindowSpec together = Window.partitionBy("host_name", "shape_hash", "stretch");
    return cells
        .where("is_error AND host_name IS NOT NULL AND bucket_time IS NOT NULL")
        .select(
            "stream_id",
            "shape_hash",
            "severity_number",
            "bucket_time",
            "host_name",
            "log_file_path",
            "cause",
            "count",
            "first_time",
            "last_time")
        .withColumn("starts", when(pause.gt(Copies.TOLERANCE_SECONDS), 1).otherwise(0))
        .withColumn("stretch", sum("starts").over(inOrder))
        .withColumn("one_file", min("log_file_path").over(together))
        .withColumn("other_file", max("log_file_path").over(together))
        .where("one_file <> other_file");
  }

  /** Exactly, from single records; those of the same second are added up first. */
  private static Dataset<Row> ofRecords(Dataset<Row> batches) {
    // The values are a column each, with the records' places in it.
    Column values = concat(col("texts"), col("numbers").cast("array<array<string>>"));
    Column bodies =
        transform(
            col("counts"),
            (unused, place) ->
                xxhash64(
                    concat_ws(
                        String.valueOf(ValueReader.SEPARATOR),
                        transform(col("read"), value -> coalesce(value.getItem(place), lit(""))))));
    // RAPIDS places explode, but not inline.
    Column records =
        explode(
            arrays_zip(
                transform(col("times"), time -> floor(time.divide(1_000_000))).as("_second"),
                transform(col("places"), place -> col("bodies").getItem(place)).as("body")));
    Dataset<Row> counted =
        batches
            .withColumn("read", values)
            .withColumn("bodies", bodies)
            .select(
                col("stream_id"),
                col("shape_hash"),
                col("severity_number"),
                col("host_name"),
                col("log_file_path"),
                records.as("record"))
            .withColumn("_second", col("record._second"))
            .withColumn("body", col("record.body"))
            .where("_second IS NOT NULL")
            .groupBy(
                "stream_id",
                "shape_hash",
                "severity_number",
                "host_name",
                "log_file_path",
                "_second",
                "body")
            .agg(count(lit(1)).as("_records"));
    Column bucket = floor(col("_second").divide(BUCKET_SECONDS)).multiply(BUCKET_SECONDS);
    return Copies.mark(counted, "body")
        .withColumn("bucket_time", timestamp_seconds(bucket))
        .withColumn("_records", when(col("is_copy"), 0L).otherwise(col("_records")))
        .groupBy(column(CELL[0]), column(CELL[1]), column(CELL[2]), column(CELL[3]))
        .agg(sum("_records").as("event_count"));
  }

  /** The estimate where single records are not known: the most that one file of the host has. */
  private static Dataset<Row> ofCells(Dataset<Row> cells) {
    return Copies.withFileOfMost(
            cells, "count", col("host_name"), col("shape_hash"), col("bucket_time"))
        .withColumn(
            "event_count",
            when(col("log_file_path").equalTo(col("_most")), col("count")).otherwise(0L))
        .select(CELL[0], CELL[1], CELL[2], CELL[3], "event_count");
  }

  private static Column column(String name) {
    return col(name);
  }
}
