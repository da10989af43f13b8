package dev.faultline.shape;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.timestamp_micros;

import dev.faultline.udf.rule.ShapeRule;
import dev.faultline.udf.rule.ValueReader;
import dev.faultline.udf.rule.ValueSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Events with all that their shape and stream say: what reports ask. */
public final class NamedEvents {

  private static final List<String> NAMES =
      List.of(
          "kind",
          "event_name",
          "log_file_path",
          "host_name",
          "service_name",
          "rank",
          "offset",
          "shape_hash",
          "shape",
          "severity_number",
          "code");

  private NamedEvents() {}

  /**
   * Joins events, or their values, with what they refer to.
   *
   * @param events {@link Cube#events} or {@link Cube#values}
   * @param cube the cube
   */
  public static Dataset<Row> of(Dataset<Row> events, Cube cube) {
    Dataset<Row> meaning =
        cube.shapes()
            .where(col("cause").isNotNull().or(col("signal").isNotNull()))
            .select("shape_hash", "shape", "code");
    List<Column> columns = new ArrayList<>();
    for (String name : NAMES) {
      columns.add(col(name));
    }
    columns.add(NamedCells.level().as("level"));
    columns.add(split(col("values"), String.valueOf(ValueReader.SEPARATOR)).as("values"));
    boolean one = List.of(events.columns()).contains(TimeColumns.TIME);
    columns.add(timestamp_micros(col(one ? TimeColumns.TIME : "first_time")).as("timestamp"));
    columns.add((one ? lit(1L) : col("count")).as("count"));
    return events
        .join(broadcast(meaning), "shape_hash")
        .join(broadcast(cube.streams().drop("file_id", "format_id")), "stream_id")
        .select(columns.toArray(Column[]::new));
  }

  /**
   * Returns the events of one rule, with a column per value.
   *
   * @param events what {@link #of(Dataset, Cube)} returns
   */
  public static Dataset<Row> of(Dataset<Row> events, String kind, ShapeRule rule) {
    List<Column> columns = new ArrayList<>();
    for (String name : events.columns()) {
      if (!name.equals("values")) {
        columns.add(col(name));
      }
    }
    for (int i = 0; i < rule.values().size(); i++) {
      ValueSpec value = rule.values().get(i);
      Column text = nullif(col("values").getItem(i), lit(""));
      boolean number = value.type().equals(ValueSpec.NUMBER);
      columns.add((number ? text.cast("double") : text).as(value.name()));
    }
    return events
        .where(col("kind").equalTo(kind).and(col("event_name").equalTo(rule.id())))
        .select(columns.toArray(Column[]::new));
  }
}
