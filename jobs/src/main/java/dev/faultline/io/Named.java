package dev.faultline.io;

import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Gives queries a name: Spark's pages show it, and {@link Queries} tells it. */
public final class Named {

  private static final String DESCRIPTION = "spark.job.description";

  private Named() {}

  /**
   * Returns what the work makes of the rows.
   *
   * @param name what Spark calls the queries that the work asks on this thread
   */
  public static <T> T query(String name, Dataset<Row> rows, Function<Dataset<Row>, T> work) {
    SparkContext context = rows.sparkSession().sparkContext();
    String before = context.getLocalProperty(DESCRIPTION);
    context.setLocalProperty(DESCRIPTION, name);
    try {
      return work.apply(rows);
    } finally {
      context.setLocalProperty(DESCRIPTION, before);
    }
  }
}
