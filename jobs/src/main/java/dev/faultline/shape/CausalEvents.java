package dev.faultline.shape;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import dev.faultline.udf.rule.CauseSpec;
import dev.faultline.udf.rule.ValueSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The records of known faults second by second, with the device that each names: what incidents are
 * made of. A storm of a hundred thousand lines is some hundred rows.
 */
public final class CausalEvents {

  private static final String PCI = "pci_address";
  private static final String INDEX = "gpu_index";
  private static final String HOST = "host_name";

  private CausalEvents() {}

  /**
   * Returns a row per second, file, shape and device: {@code cause}, {@code code}, {@code
   * log_file_path}, {@code host_name} (that which the message is about, if it names one, else that
   * which wrote it), {@code rank}, {@code shape_hash}, {@code shape}, {@code pci_address} in one
   * spelling, {@code gpu_index}, {@code device}, {@code second} (since 1970 UTC; NULL without a
   * time), {@code first_time}, {@code last_time}, {@code count} of the records and {@code offset}
   * of the first of them.
   *
   * @param batches what {@link NamedEvents#batches} returns
   * @param causes the rules whose values name devices
   */
  public static Dataset<Row> of(Dataset<Row> batches, List<CauseSpec> causes) {
    Map<String, Column> values = new LinkedHashMap<>();
    values.put(PCI, texts(causes, PCI));
    values.put("_about", texts(causes, HOST));
    values.put(INDEX, numbers(causes, INDEX));
    values.put("_named", texts(causes, null));
    values.put("_numbered", numbers(causes, null));
    Dataset<Row> events = NamedEvents.events(batches.where(col("kind").equalTo("cause")), values);
    Column numbered = col("_numbered").cast("bigint").cast("string");
    return events
        .withColumn(PCI, PciColumns.normalised(col(PCI)))
        .withColumn(INDEX, col(INDEX).cast("int"))
        .withColumn("device", coalesce(col("_named"), numbered))
        .withColumn(HOST, coalesce(col("_about"), col(HOST)))
        .withColumn("second", col("timestamp").cast("bigint"))
        .groupBy(
            col("event_name").as("cause"),
            col("code"),
            col("log_file_path"),
            col(HOST),
            col("rank"),
            col("shape_hash"),
            col("shape"),
            col(PCI),
            col(INDEX),
            col("device"),
            col("second"))
        .agg(
            min("timestamp").as("first_time"),
            max("timestamp").as("last_time"),
            count(lit(1)).as("count"),
            min("offset").as("offset"));
  }

  /** The text of each record that its cause calls so; of no name: that which is its device. */
  private static Column texts(List<CauseSpec> causes, String name) {
    return of(causes, name, ValueSpec.TEXT, "texts", "string");
  }

  private static Column numbers(List<CauseSpec> causes, String name) {
    return of(causes, name, ValueSpec.NUMBER, "numbers", "double");
  }

  private static Column of(
      List<CauseSpec> causes, String name, String type, String arrays, String element) {
    Column found = lit(null).cast("array<" + element + ">");
    for (CauseSpec cause : causes) {
      String wanted = name == null ? cause.device() : name;
      List<ValueSpec> ofType =
          cause.values().stream().filter(value -> value.type().equals(type)).toList();
      for (int at = 0; at < ofType.size(); at++) {
        if (ofType.get(at).name().equals(wanted)) {
          Column values = col(arrays).getItem(at);
          found = when(col("event_name").equalTo(cause.id()), values).otherwise(found);
        }
      }
    }
    Column chosen = found;
    return transform(col("places"), place -> chosen.getItem(place));
  }
}
