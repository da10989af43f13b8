package dev.faultline.io;

import java.util.function.Supplier;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.internal.SQLConf$;

/**
 * Lets Spark generate code for the queries that are planned in some work, whatever the session says
 * of others: that pays off for millions of rows, and costs more than it saves for thousands.
 */
public final class Compiled {

  private Compiled() {}

  /** Returns what the work returns; what it plans on other threads is not compiled. */
  public static <T> T plan(org.apache.spark.sql.SparkSession session, Supplier<T> work) {
    SQLConf conf = ((SparkSession) session).sessionState().conf().clone();
    conf.setConfString(SQLConf.WHOLESTAGE_CODEGEN_ENABLED().key(), "true");
    conf.setConfString(SQLConf.CODEGEN_FACTORY_MODE().key(), "FALLBACK");
    return SQLConf$.MODULE$.withExistingConf(conf, work::get);
  }
}
