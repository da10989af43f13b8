package dev.faultline.shape;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import dev.faultline.udf.rule.Knowledge;
import dev.faultline.udf.rule.ShapeRule;
import dev.faultline.udf.rule.ValueReader;
import dev.faultline.udf.rule.ValueSpec;
import java.util.List;
import org.apache.spark.sql.Column;

/** Reads the values of signals and causes in messages, as {@link ValueReader} does. */
final class EventValues {

  private EventValues() {}

  /** The numbers that the rule reads, over {@code body}, {@code event_name} and {@code kind}. */
  static Column numbers(CubeSpec spec) {
    return of(spec.knowledge(), true);
  }

  /** The texts that the rule reads. */
  static Column texts(CubeSpec spec) {
    return of(spec.knowledge(), false);
  }

  private static Column of(Knowledge knowledge, boolean numbers) {
    return when(col("kind").equalTo(SqlCube.SIGNAL), ofKind(knowledge.signals(), numbers))
        .otherwise(ofKind(knowledge.causes(), numbers));
  }

  private static Column ofKind(List<? extends ShapeRule> rules, boolean numbers) {
    Column values = array().cast(numbers ? "array<double>" : "array<string>");
    for (ShapeRule rule : rules) {
      Column[] found =
          rule.values().stream()
              .filter(value -> numbers == value.type().equals(ValueSpec.NUMBER))
              .map(EventValues::of)
              .toArray(Column[]::new);
      if (found.length > 0) {
        values = when(col("event_name").equalTo(rule.id()), array(found)).otherwise(values);
      }
    }
    return values;
  }

  private static Column of(ValueSpec value) {
    ValueReader reader = new ValueReader(value);
    Column text = nullif(regexp_extract(col("body"), reader.regex(), 1), lit(""));
    return reader.isNumber() ? text.cast("double") : text;
  }
}
