package dev.faultline.template;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.timestamp_micros;

import dev.faultline.shape.NamedCells;
import dev.faultline.udf.format.Severity;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How many records the templates of a run have, by level and quarter of an hour. */
public final class TemplateCounts {

  private TemplateCounts() {}

  /**
   * Adds up tallies.
   *
   * @param tallies those of a {@link dev.faultline.shape.Cube}
   * @param assignments what {@link RunTemplates#assignments} returns
   * @return {@code template_id, severity_number, is_error, bucket, count, first_time, last_time}
   */
  public static Dataset<Row> of(Dataset<Row> tallies, Dataset<Row> assignments) {
    return tallies
        .join(broadcast(assignments), "shape_hash")
        .withColumn(
            "is_error", col("is_fault").or(col("severity_number").geq(Severity.FIRST_ERROR)))
        .groupBy("template_id", "severity_number", "is_error", "bucket")
        .agg(
            sum("count").as("count"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"));
  }

  /** Returns counts as the view {@code template_counts} shows them. */
  public static Dataset<Row> view(Dataset<Row> counts) {
    return counts.select(
        col("template_id"),
        NamedCells.level().as("level"),
        col("is_error"),
        NamedCells.bucketTime().as("bucket_time"),
        col("count"),
        timestamp_micros(col("first_time")).as("first_time"),
        timestamp_micros(col("last_time")).as("last_time"));
  }

  /** Returns how many records all templates have. */
  public static long records(Dataset<Row> counts) {
    return counts.agg(coalesce(sum("count"), lit(0L))).first().getLong(0);
  }

  /**
   * Returns the table {@code templates}: the rows of {@link RunTemplates#rows} with {@code
   * record_count}, {@code first_time} and {@code last_time} (microseconds since 1970 UTC).
   */
  public static Dataset<Row> table(Dataset<Row> counts, Dataset<Row> templates) {
    Dataset<Row> sums =
        counts
            .groupBy("template_id")
            .agg(
                sum("count").as("record_count"),
                min("first_time").as("first_time"),
                max("last_time").as("last_time"));
    return sums.join(broadcast(templates), "template_id")
        .select(
            "template_id",
            "template",
            "record_count",
            "first_time",
            "last_time",
            "shapes",
            "sample",
            "sample_path",
            "sample_offset");
  }
}
