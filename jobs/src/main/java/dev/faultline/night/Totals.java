package dev.faultline.night;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sums over all cells of a night.
 *
 * @param cells how many cells there are
 * @param records how many records they count
 * @param critical how many of these are critical errors
 * @param high how many are errors of severity high
 * @param first earliest time of a record, or null
 * @param last latest time of a record, or null
 */
public record Totals(
    long cells, long records, long critical, long high, Instant first, Instant last) {

  /** Adds up the cells. */
  public static Totals of(Dataset<Row> cells) {
    Row row =
        cells
            .agg(
                count(lit(1)),
                coalesce(sum("count"), lit(0L)),
                errors("critical"),
                errors("high"),
                min("first_time"),
                max("last_time"))
            .first();
    return new Totals(
        row.getLong(0),
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        instant(row.getTimestamp(4)),
        instant(row.getTimestamp(5)));
  }

  private static Column errors(String severity) {
    return coalesce(sum(when(col("severity").equalTo(severity), col("count"))), lit(0L));
  }

  private static Instant instant(Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
