package dev.faultline.io;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Keeps rows that many queries start from. */
public final class Flat {

  private Flat() {}

  /**
   * Returns the same rows, kept, and behind a plan of a single node: Spark analyses the whole plan
   * below a query each time that one is asked, which costs more than running it if the rows are
   * few. They are kept as rows and not by {@code persist()}, whose columns need code compiled for
   * each query. Rows that are lost with an executor are computed anew, unlike those of a
   * checkpoint.
   */
  public static Dataset<Row> of(Dataset<Row> rows) {
    var plan = ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
    JavaRDD<InternalRow> kept =
        plan.toRdd()
            .toJavaRDD()
            // The operators below use one object for all of their rows.
            .map(InternalRow::copy)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return ((SparkSession) rows.sparkSession())
        .internalCreateDataFrame(kept.rdd(), rows.schema(), false);
  }
}
