package dev.faultline.shape;

import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.transform;

import dev.faultline.udf.rule.ShapeRule;
import dev.faultline.udf.rule.ValueSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Events with all that their shape and stream say: what reports ask. */
public final class NamedEvents {

  /** What all records of a batch have in common. */
  private static final List<String> COMMON =
      List.of(
          "kind",
          "event_name",
          "log_file_path",
          "host_name",
          "service_name",
          "rank",
          "shape_hash",
          "shape",
          "severity_number",
          "level",
          "code");

  private static final String TIME = "time_micros";
  private static final String ROW = "_row";

  private NamedEvents() {}

  /**
   * Joins batches of events with what they refer to.
   *
   * @param cube holds them
   */
  public static Dataset<Row> batches(Cube cube) {
    Dataset<Row> meaning =
        cube.shapes()
            .where(col("cause").isNotNull().or(col("signal").isNotNull()))
            .select("shape_hash", "shape", "code");
    return cube.events()
        .join(broadcast(meaning), "shape_hash")
        .join(broadcast(cube.streams().drop("file_id", "format_id")), "stream_id")
        .withColumn("level", NamedCells.level());
  }

  /**
   * Returns a row per record: what its batch says, {@code timestamp} and {@code offset}.
   *
   * @param batches what {@link #batches} returns
   */
  public static Dataset<Row> events(Dataset<Row> batches) {
    return rows(batches, ofRecords());
  }

  /**
   * Returns the same with further columns.
   *
   * @param values for each the array with its value of each record of a batch
   */
  static Dataset<Row> events(Dataset<Row> batches, Map<String, Column> values) {
    Map<String, Column> columns = ofRecords();
    columns.putAll(values);
    return rows(batches, columns);
  }

  /**
   * Returns the records of one rule, a row for each: as {@link #events(Dataset)}, and a column per
   * value.
   */
  public static Dataset<Row> events(Dataset<Row> batches, String kind, ShapeRule rule) {
    Map<String, Column> columns = ofRecords();
    values(rule)
        .forEach(
            (name, value) ->
                columns.put(name, transform(col("places"), place -> value.getItem(place))));
    return rows(of(batches, kind, rule), columns);
  }

  /**
   * Returns the same with {@code is_copy}: whether another file of the host has the record, too,
   * and counts it.
   */
  public static Dataset<Row> copies(Dataset<Row> batches, String kind, ShapeRule rule) {
    Dataset<Row> records =
        events(batches, kind, rule)
            .withColumn("_second", col("timestamp").cast("long"))
            .withColumn("_records", lit(1L));
    String[] body = rule.values().stream().map(ValueSpec::name).toArray(String[]::new);
    return Copies.mark(records, body).drop("_second", "_records");
  }

  /**
   * Returns the different values of one rule, a row for each in a batch: what the batch says, a
   * column per value, {@code count}, and the first {@code timestamp} and {@code offset}.
   */
  public static Dataset<Row> values(Dataset<Row> batches, String kind, ShapeRule rule) {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("count", col("counts"));
    columns.put(TIME, col("first_times"));
    columns.put("offset", col("first_offsets"));
    columns.putAll(values(rule));
    return rows(of(batches, kind, rule), columns);
  }

  private static Dataset<Row> of(Dataset<Row> batches, String kind, ShapeRule rule) {
    return batches.where(col("kind").equalTo(kind).and(col("event_name").equalTo(rule.id())));
  }

  private static Map<String, Column> ofRecords() {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put(TIME, col("times"));
    columns.put("offset", col("offsets"));
    return columns;
  }

  /** The columns of a rule's values, by name and in its order. */
  private static Map<String, Column> values(ShapeRule rule) {
    Map<String, Column> columns = new LinkedHashMap<>();
    int numbers = 0;
    int texts = 0;
    for (ValueSpec value : rule.values()) {
      columns.put(
          value.name(),
          value.type().equals(ValueSpec.NUMBER)
              ? col("numbers").getItem(numbers++)
              : col("texts").getItem(texts++));
    }
    return columns;
  }

  /** Turns arrays whose elements belong together into rows. */
  private static Dataset<Row> rows(Dataset<Row> batches, Map<String, Column> arrays) {
    // RAPIDS places explode, but not inline.
    Column zipped =
        arrays_zip(
            arrays.entrySet().stream()
                .map(array -> array.getValue().as(array.getKey()))
                .toArray(Column[]::new));
    Stream<Column> common = COMMON.stream().map(NamedEvents::column);
    Stream<Column> own = arrays.keySet().stream().map(name -> col(ROW).getField(name).as(name));
    return batches
        .withColumn(ROW, explode(zipped))
        .select(Stream.concat(common, own).toArray(Column[]::new))
        .withColumn("timestamp", timestamp_micros(col(TIME)))
        .drop(TIME);
  }

  private static Column column(String name) {
    return col(name);
  }
}
