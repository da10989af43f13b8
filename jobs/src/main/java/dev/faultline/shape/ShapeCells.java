package dev.faultline.shape;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;

import dev.faultline.udf.cube.ShapeCube;
import dev.faultline.udf.format.TimeSpan;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts records by shape, stream, level and quarter of an hour, and keeps with each cell what its
 * hashes stand for. The texts are keys, as an aggregate over strings cannot be hashed in place.
 */
final class ShapeCells {

  /**
   * 1 for a cell of records within the range of times, 0 for the one cell of all others. It is an
   * aggregate and no key, as Spark pushes filters on keys down to the lines, and then computes the
   * whole time of a record once more within the filter.
   */
  static final String INSIDE = "inside";

  private static final List<String> KEYS =
      List.of(
          "shape_hash",
          "shape",
          "stream_id",
          "file_id",
          "log_file_path",
          "format_id",
          "host_name",
          "service_name",
          "rank",
          "severity_number",
          "bucket");

  private ShapeCells() {}

  /**
   * Counts records.
   *
   * @param records as from {@link RecordColumns#of}
   * @param range which of them count
   * @return the keys, {@link #INSIDE}, {@code count}, {@code first_time}, {@code last_time} and
   *     {@code offset}; of records outside the range only their count, in one row if there are any
   */
  static Dataset<Row> of(Dataset<Row> records, TimeSpan range) {
    // The others are not filtered out but lose their keys: so one pass counts both kinds.
    Column[] keys =
        KEYS.stream().map(key -> when(col("counts"), col(key)).as(key)).toArray(Column[]::new);
    return records
        .withColumn("bucket", bucket())
        .withColumn("counts", isInside(range))
        .groupBy(keys)
        .agg(
            min(when(col("counts"), lit(1)).otherwise(0)).as(INSIDE),
            count(lit(1)).as("count"),
            min(col(TimeColumns.TIME)).as("first_time"),
            max(col(TimeColumns.TIME)).as("last_time"),
            min(col("offset")).as("offset"));
  }

  /** Whether a record counts. */
  static Column isInside(TimeSpan range) {
    if (range.isAll()) {
      return lit(true);
    }
    Column time = col(TimeColumns.TIME);
    return coalesce(time.geq(range.fromMicros()).and(time.lt(range.toMicros())), lit(false));
  }

  /** Rounds down before 1970, too. */
  private static Column bucket() {
    Column time = col(TimeColumns.TIME);
    Column length = lit(ShapeCube.BUCKET_MICROS);
    return call_function("div", time.minus(pmod(time, length)), length).cast("int");
  }
}
