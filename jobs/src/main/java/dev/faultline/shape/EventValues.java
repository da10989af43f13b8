package dev.faultline.shape;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import dev.faultline.udf.rule.ShapeRule;
import dev.faultline.udf.rule.ValueReader;
import java.util.List;
import org.apache.spark.sql.Column;

/** Reads the values of signals and causes in messages, as {@link ValueReader} does. */
final class EventValues {

  private EventValues() {}

  /** A text over {@code body}, {@code event_name} and {@code kind}; empty for no values. */
  static Column of(CubeSpec spec) {
    Column signal = ofKind(spec.knowledge().signals());
    Column cause = ofKind(spec.knowledge().causes());
    return when(col("kind").equalTo(SqlCube.SIGNAL), signal).otherwise(cause);
  }

  private static Column ofKind(List<? extends ShapeRule> rules) {
    Column values = lit("");
    for (ShapeRule rule : rules) {
      if (!rule.values().isEmpty()) {
        Column[] found =
            rule.values().stream()
                .map(value -> regexp_extract(col("body"), new ValueReader(value).regex(), 1))
                .toArray(Column[]::new);
        values =
            when(
                    col("event_name").equalTo(rule.id()),
                    concat_ws(String.valueOf(ValueReader.SEPARATOR), found))
                .otherwise(values);
      }
    }
    return values;
  }
}
