package dev.faultline.template;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** The template of each line of the logs. */
public final class TemplateLines {

  private TemplateLines() {}

  /**
   * Joins lines with their templates.
   *
   * @param lines rows of a scan in mode {@code numbered}
   * @param scan rows of another scan of the same files with the same splits, for the accounts
   * @param ids {@code shape_hash} of a record's own shape, and {@code id}, which stays of it
   * @param assignments {@code shape_hash, template_id}
   * @param templates {@code template_id, template}
   * @return {@code log_file_path, line} (from 1 in its file), {@code template_id} and {@code
   *     template}, null for a line that belongs to no record that counts
   */
  public static Dataset<Row> of(
      Dataset<Row> lines,
      Dataset<Row> scan,
      Dataset<Row> ids,
      Dataset<Row> assignments,
      Dataset<Row> templates) {
    Dataset<Row> starts =
        scan.where("split IS NOT NULL")
            .select("split.file_id", "split.start_offset", "split.log_file_path", "split.lines")
            .withColumn("before", coalesce(sum("lines").over(before()), lit(0L)))
            .drop("lines");
    Dataset<Row> meant =
        ids.join(assignments.withColumnRenamed("shape_hash", "id"), "id")
            .join(broadcast(templates), "template_id")
            .select("shape_hash", "template_id", "template");
    return lines
        .where("numbered IS NOT NULL")
        .select("numbered.*")
        .join(broadcast(starts), new String[] {"file_id", "start_offset"})
        .join(broadcast(meant), new String[] {"shape_hash"}, "left_outer")
        .select(
            col("log_file_path"),
            col("before").plus(col("number")).as("line"),
            col("template_id"),
            col("template"));
  }

  /** The splits of a file that stand before one. */
  private static WindowSpec before() {
    return Window.partitionBy("file_id")
        .orderBy("start_offset")
        .rowsBetween(Window.unboundedPreceding(), -1);
  }
}
