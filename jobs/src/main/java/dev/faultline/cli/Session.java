package dev.faultline.cli;

import dev.faultline.storage.StorageSettings;
import org.apache.spark.sql.SparkSession;

/** Starts the Spark session of a job. Spark's own shutdown hook stops it. */
final class Session {

  /** In spark-hadoop-cloud, which a Spark of one's own may lack. */
  private static final String COMMIT_PROTOCOL =
      "org.apache.spark.internal.io.cloud.PathOutputCommitProtocol";

  private Session() {}

  /**
   * Returns a session that reaches its storage with our patience, and writes to S3 without renames.
   *
   * @param name shown in Spark's UI and by the cluster
   * @param output where the job writes
   */
  static SparkSession start(String name, String output) {
    SparkSession spark = SparkSession.builder().appName(name).getOrCreate();
    StorageSettings.complete(spark.sparkContext().hadoopConfiguration());
    if (output.startsWith("s3a:") && hasCommitProtocol()) {
      // A rename copies each object of a table; the magic committer completes an upload instead.
      setDefault(spark, "spark.sql.sources.commitProtocolClass", COMMIT_PROTOCOL);
      setDefault(
          spark,
          "spark.sql.parquet.output.committer.class",
          "org.apache.spark.internal.io.cloud.BindingParquetOutputCommitter");
    }
    return spark;
  }

  /** Sets what the user has not set. */
  static void setDefault(SparkSession spark, String key, String value) {
    if (!spark.sparkContext().conf().contains(key)) {
      spark.conf().set(key, value);
    }
  }

  private static boolean hasCommitProtocol() {
    try {
      Class.forName(COMMIT_PROTOCOL, false, Thread.currentThread().getContextClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
