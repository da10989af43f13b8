package dev.faultline.shape;

import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Adds up what the tasks of a scan in mode {@code cube} counted. */
public final class ScannedCube {

  private ScannedCube() {}

  /**
   * Returns the cube.
   *
   * @param scan rows of {@link dev.faultline.ingest.LogRows#SCHEMA}; it is read several times
   */
  public static Cube of(Dataset<Row> scan) {
    return new Cube(
        cells(scan, "cells"),
        cells(scan, "brief"),
        unpacked(scan, "tallies"),
        shapes(scan),
        streams(scan),
        only(scan, "events"));
  }

  private static Dataset<Row> cells(Dataset<Row> scan, String column) {
    return unpacked(scan, column)
        // The tasks combined already: what is left is to bring equal cells together.
        .repartition(col("shape_hash"), col("stream_id"))
        .groupBy("shape_hash", "stream_id", "severity_number", "bucket")
        .agg(
            sum("count").as("count"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"),
            min("offset").as("offset"));
  }

  private static Dataset<Row> shapes(Dataset<Row> scan) {
    return only(scan, "shape")
        .groupBy("shape_hash")
        // Files and offsets differ, so what stands behind them is never compared.
        .agg(
            min(struct(
                    "file_id",
                    "offset",
                    "shape",
                    "sample",
                    "sample_path",
                    "signal",
                    "cause",
                    "code",
                    "matched_any",
                    "matched_error",
                    "category",
                    "severity"))
                .as("earliest"),
            sum("count").as("count"))
        .selectExpr("shape_hash", "earliest.*", "count");
  }

  private static Dataset<Row> streams(Dataset<Row> scan) {
    return only(scan, "stream").dropDuplicates("stream_id");
  }

  /** A row for each element of a row's arrays. */
  private static Dataset<Row> unpacked(Dataset<Row> scan, String column) {
    Dataset<Row> blocks = only(scan, column);
    Column[] arrays = Arrays.stream(blocks.columns()).map(functions::col).toArray(Column[]::new);
    return blocks.select(inline(arrays_zip(arrays)));
  }

  private static Dataset<Row> only(Dataset<Row> scan, String column) {
    return scan.where(col(column).isNotNull()).select(column + ".*");
  }
}
