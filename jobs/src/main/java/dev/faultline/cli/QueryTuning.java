package dev.faultline.cli;

import org.apache.spark.sql.SparkSession;

/**
 * What Spark is told about the queries behind the scan: there are some dozens, over little data, so
 * what each costs on its own counts. Whatever the user has set stays.
 */
final class QueryTuning {

  /** Cells are about a thousandth of the logs, so a partition of them stands for much text. */
  private static final long BYTES_PER_PARTITION = 512L << 20;

  private static final int MOST_PARTITIONS = 2000;

  private QueryTuning() {}

  /** Sets what holds for any input. */
  static void forCells(SparkSession spark) {
    // Planned anew after each stage, a query of two stages takes half as long again.
    Session.setDefault(spark, "spark.sql.adaptive.enabled", "false");
    // Rows in one place are joined there: an exchange on either side is a stage more.
    Session.setDefault(spark, "spark.sql.maxSinglePartitionBytes", String.valueOf(Long.MAX_VALUE));
    Session.setDefault(spark, "spark.sql.autoBroadcastJoinThreshold", "-1");
    // Compiling a plan takes longer than running it over some thousand rows.
    Session.setDefault(spark, "spark.sql.codegen.wholeStage", "false");
    Session.setDefault(spark, "spark.sql.codegen.factoryMode", "NO_CODEGEN");
    // Spark's ICU takes almost two seconds to load; what is lowered here is ASCII.
    Session.setDefault(spark, "spark.sql.icu.caseMappings.enabled", "false");
  }

  /** Sets what holds for who runs queries only to see their plans, with all exchanges in them. */
  static void forPlans(SparkSession spark) {
    // One partition would satisfy what an exchange is for.
    Session.setDefault(spark, "spark.sql.maxSinglePartitionBytes", "0");
    forCells(spark);
    Session.setDefault(spark, "spark.sql.shuffle.partitions", "2");
  }

  /**
   * Sets how many parts the cells are dealt out to.
   *
   * @param readBytes uncompressed size of the logs
   */
  static void forCellsOf(SparkSession spark, long readBytes) {
    long partitions = Math.min(MOST_PARTITIONS, 1 + readBytes / BYTES_PER_PARTITION);
    Session.setDefault(spark, "spark.sql.shuffle.partitions", String.valueOf(partitions));
  }
}
