package dev.faultline.cli;

import dev.faultline.storage.StorageSettings;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a job; one that was there before, as in a shell, outlives it. */
final class Session implements AutoCloseable {

  /** In spark-hadoop-cloud, which a Spark of one's own may lack. */
  private static final String COMMIT_PROTOCOL =
      "org.apache.spark.internal.io.cloud.PathOutputCommitProtocol";

  private final SparkSession spark;
  private final boolean ours;

  private Session(SparkSession spark, boolean ours) {
    this.spark = spark;
    this.ours = ours;
  }

  /**
   * Starts a session that reaches its storage with our patience, and writes to S3 without renames.
   *
   * @param name shown in Spark's UI and by the cluster
   * @param output where the job writes
   */
  static Session start(String name, String output) {
    boolean ours = SparkSession.getDefaultSession().isEmpty();
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
    return new Session(spark, ours);
  }

  SparkSession spark() {
    return spark;
  }

  /** Ends it in peace: during the JVM's shutdown, executors fail in many words. */
  @Override
  public void close() {
    if (ours) {
      spark.stop();
    }
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
