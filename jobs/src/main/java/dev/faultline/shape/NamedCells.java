package dev.faultline.shape;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.when;

import dev.faultline.udf.cube.ShapeCube;
import dev.faultline.udf.format.Severity;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Cells with all that their shape and stream say: what reports ask. Reports ask for the shapes of
 * errors, faults and signals; ordinary shapes, which are most, are added up, so that little is left
 * of a large cube.
 */
public final class NamedCells {

  private static final int BUCKET_SECONDS = (int) (ShapeCube.BUCKET_MICROS / 1_000_000);

  private NamedCells() {}

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
   * Joins the brief cells with what they refer to.
   *
   * @param cube the cube
   */
  public static Dataset<Row> of(Cube cube) {
    Dataset<Row> shapes =
        cube.shapes().withColumnRenamed("offset", "sample_offset").drop("file_id", "count");
    return cube.brief()
        .join(broadcast(shapes), new String[] {"shape_hash"}, "left_outer")
        .join(broadcast(cube.streams()), "stream_id")
        .withColumn("is_error", isError())
        .select(columns());
  }

  private static Column[] columns() {
    Column none = array().cast("array<string>");
    return new Column[] {
      col("stream_id"),
      col("log_file_path"),
      col("host_name"),
      col("service_name"),
      col("rank"),
      col("format_id"),
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
      coalesce(when(col("is_error"), col("matched_error")).otherwise(col("matched_any")), none)
          .as("matched"),
      timestamp_seconds(col("bucket").cast("long").multiply(BUCKET_SECONDS)).as("bucket_time"),
      col("count"),
      timestamp_micros(col("first_time")).as("first_time"),
      timestamp_micros(col("last_time")).as("last_time"),
      col("offset"),
      col("sample"),
      col("sample_path"),
      col("sample_offset")
    };
  }

  /** Whether a record is an error: by its level, or because it announces a fault. */
  private static Column isError() {
    return col("severity_number").geq(Severity.FIRST_ERROR).or(col("cause").isNotNull());
  }

  /** The level's short name, null if the line tells none. */
  static Column level() {
    String[] names = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};
    Column level = lit(null).cast("string");
    for (int i = 0; i < names.length; i++) {
      Column here = col("severity_number").between(4 * i + 1, 4 * i + 4);
      level = when(here, lit(names[i])).otherwise(level);
    }
    return level;
  }
}
