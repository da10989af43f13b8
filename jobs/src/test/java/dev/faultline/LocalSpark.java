package dev.faultline;

import org.apache.spark.sql.SparkSession;

/** The one session of a test JVM; starting one takes seconds. */
public final class LocalSpark {

  private LocalSpark() {}

  /** Returns the session, started by the first call. */
  public static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", false)
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", false)
        .getOrCreate();
  }
}
