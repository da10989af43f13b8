package dev.faultline.shape;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.split;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Gives a host to streams whose lines name none, as those of dmesg: that of a folder on their path
 * whose name is a host that other lines name, the innermost one.
 */
public final class StreamHosts {

  private StreamHosts() {}

  /**
   * Returns the streams, with such hosts in {@code host_name}.
   *
   * @param streams those of a {@link Cube}
   */
  public static Dataset<Row> of(Dataset<Row> streams) {
    Dataset<Row> hosts =
        streams.where("host_name IS NOT NULL").select(col("host_name").as("folder")).distinct();
    Dataset<Row> found =
        streams
            .where("host_name IS NULL")
            .select(
                col("stream_id"),
                posexplode(split(col("log_file_path"), "/")).as(new String[] {"depth", "folder"}))
            .join(broadcast(hosts), "folder")
            .groupBy("stream_id")
            .agg(max_by(col("folder"), col("depth")).as("folder"));
    return streams
        .join(broadcast(found), new String[] {"stream_id"}, "left_outer")
        .withColumn("host_name", coalesce(col("host_name"), col("folder")))
        .drop("folder");
  }
}
