package dev.faultline.shape;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.when;

import dev.faultline.udf.cube.ShapeCube;
import dev.faultline.udf.format.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Cells with what their shape and stream say: what reports ask, by shape or by time. No question
 * needs both, and either is much less than their product. Reports ask for the shapes of errors,
 * faults and signals; ordinary shapes, which are most, are added up, so that little is left of a
 * large cube.
 */
public final class NamedCells {

  private static final int BUCKET_SECONDS = (int) (ShapeCube.BUCKET_MICROS / 1_000_000);

  /** What cells say of where their records are from. */
  private static final List<String> STREAM =
      List.of("stream_id", "log_file_path", "host_name", "service_name", "rank", "format_id");

  private NamedCells() {}

  /** The start of a cell's quarter of an hour as a TIMESTAMP, null without one. */
  public static Column bucketTime() {
    return timestamp_seconds(col("bucket").cast("long").multiply(BUCKET_SECONDS));
  }

  /**
   * Adds up the cells of shapes that no report asks for: those of no error that no rule takes.
   *
   * @param cells those of a {@link Cube}
   * @param shapes its shapes
   * @return its brief cells
   */
  static Dataset<Row> brief(Dataset<Row> cells, Dataset<Row> shapes) {
    Column isKnown =
        col("cause").isNotNull().or(col("signal").isNotNull()).or(size(col("matched_any")).gt(0));
    Column isTelling = col("is_known").or(col("severity_number").geq(Severity.FIRST_ERROR));
    return cells
        .join(broadcast(shapes.select(col("shape_hash"), isKnown.as("is_known"))), "shape_hash")
        .groupBy(
            when(isTelling, col("shape_hash")).as("shape_hash"),
            col("stream_id"),
            col("severity_number"),
            col("bucket"))
        .agg(
            sum("count").as("count"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"),
            min("offset").as("offset"));
  }

  /**
   * Joins the brief cells with what decides about errors and copies.
   *
   * @param cube the cube
   * @return {@code stream_id, shape_hash, severity_number, bucket_time, count, first_time,
   *     last_time, offset} of each cell, the columns of its stream, {@code cause, category,
   *     severity} of its shape, {@code level} and {@code is_error}
   */
  public static Dataset<Row> timed(Cube cube) {
    Dataset<Row> meanings = cube.shapes().select("shape_hash", "cause", "category", "severity");
    return cube.brief()
        .join(broadcast(meanings), new String[] {"shape_hash"}, "left_outer")
        .join(broadcast(cube.streams()), "stream_id")
        .withColumn("is_error", isError())
        .select(
            columns(
                STREAM,
                col("shape_hash"),
                col("severity_number"),
                level().as("level"),
                col("is_error"),
                col("cause"),
                when(col("is_error"), col("category")).as("category"),
                when(col("is_error"), col("severity")).as("severity"),
                bucketTime().as("bucket_time"),
                col("count"),
                timestamp_micros(col("first_time")).as("first_time"),
                timestamp_micros(col("last_time")).as("last_time"),
                col("offset")));
  }

  /**
   * Adds up the cells of each source, level and quarter of an hour: what happened when.
   *
   * @param timed what {@link #timed} returns, with {@code event_count}
   */
  public static Dataset<Row> byTime(Dataset<Row> timed) {
    return timed
        .groupBy(
            columns(
                STREAM,
                col("severity_number"),
                col("level"),
                col("is_error"),
                col("category"),
                col("severity"),
                col("bucket_time")))
        .agg(
            sum("count").as("count"),
            sum("event_count").as("event_count"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"));
  }

  /**
   * Adds up the cells of each shape, source and level, and joins them with what they refer to: what
   * happened, and where.
   *
   * @param timed what {@link #timed} returns, with {@code event_count}
   * @param cube the cube that it is of
   */
  public static Dataset<Row> of(Dataset<Row> timed, Cube cube) {
    Dataset<Row> shapes =
        cube.shapes().withColumnRenamed("offset", "sample_offset").drop("file_id", "count");
    // The first record is the one whose place is told; those without a time come last.
    Column place = struct(col("first_time").isNull(), col("first_time"), col("offset"));
    return timed
        .groupBy("shape_hash", "stream_id", "severity_number")
        .agg(
            sum("count").as("count"),
            sum("event_count").as("event_count"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"),
            min(place).getField("offset").as("offset"))
        .join(broadcast(shapes), new String[] {"shape_hash"}, "left_outer")
        .join(broadcast(cube.streams()), "stream_id")
        .withColumn("is_error", isError())
        .select(
            columns(
                STREAM,
                col("shape_hash"),
                col("shape"),
                col("severity_number"),
                level().as("level"),
                col("is_error"),
                when(col("severity_number").gt(0), lit("line"))
                    .when(col("cause").isNotNull(), lit("cause"))
                    .as("severity_source"),
                col("cause"),
                col("signal"),
                col("code"),
                when(col("is_error"), col("category")).as("category"),
                when(col("is_error"), col("severity")).as("severity"),
                coalesce(
                        when(col("is_error"), col("matched_error")).otherwise(col("matched_any")),
                        array().cast("array<string>"))
                    .as("matched"),
                col("count"),
                col("event_count"),
                col("first_time"),
                col("last_time"),
                col("offset"),
                col("sample"),
                col("sample_path"),
                col("sample_offset")));
  }

  private static Column[] columns(List<String> names, Column... more) {
    return Stream.concat(names.stream().map(functions::col), Arrays.stream(more))
        .toArray(Column[]::new);
  }

  /** Whether a record is an error: by its level, or because it announces a fault. */
  private static Column isError() {
    return col("severity_number").geq(Severity.FIRST_ERROR).or(col("cause").isNotNull());
  }

  /** The level's short name, null if the line tells none. */
  public static Column level() {
    String[] names = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};
    Column level = lit(null).cast("string");
    for (int i = 0; i < names.length; i++) {
      Column here = col("severity_number").between(4 * i + 1, 4 * i + 4);
      level = when(here, lit(names[i])).otherwise(level);
    }
    return level;
  }
}
