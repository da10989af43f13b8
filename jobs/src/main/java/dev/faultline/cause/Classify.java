package dev.faultline.cause;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.when;

import dev.faultline.udf.rule.CategorySpec;
import dev.faultline.udf.rule.CauseSpec;
import dev.faultline.udf.rule.CodeSeverities;
import dev.faultline.udf.rule.Knowledge;
import dev.faultline.udf.rule.RuleSet;
import dev.faultline.udf.rule.SeveritySpec;
import dev.faultline.udf.rule.ShapeRule;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Tells what shapes mean in column expressions that RAPIDS can place; {@link
 * dev.faultline.udf.rule.Interpreter} does the same on a CPU, and a test holds the two equal.
 * Literals are looked for before regular expressions.
 */
public final class Classify {

  private static final String LOWER = "lower_shape";

  private Classify() {}

  /**
   * Classifies shapes.
   *
   * @param shapes with the column {@code shape} STRING; others pass through
   * @return {@code shapes} with {@code signal}, {@code cause} (ids), {@code code}, {@code
   *     matched_any}, {@code matched_error}, {@code category} and {@code severity}, see {@link
   *     dev.faultline.udf.rule.Meaning}; NULL for none
   */
  public static Dataset<Row> classify(Dataset<Row> shapes, Knowledge knowledge) {
    RuleSet<CauseSpec> causes = new RuleSet<>(knowledge.causes());
    RuleSet<? extends ShapeRule> signals = new RuleSet<>(knowledge.signals());
    List<CategorySpec> matching =
        knowledge.categories().stream().filter(c -> !c.pattern().isEmpty()).toList();
    return shapes
        .withColumn(LOWER, lower(col("shape")))
        .withColumn("signal", choose(signals))
        .withColumn("cause", choose(causes))
        .withColumn("code", coalesce(code(causes, "cause"), code(signals, "signal")))
        .withColumn("matched_any", ids(matching.stream().map(Classify::holdsForAnyLevel)))
        .withColumn("matched_error", ids(matching.stream().map(c -> idWhere(c, patternHolds(c)))))
        .withColumn(
            "category",
            coalesce(
                ofCause(causes, cause -> lit(cause.category())),
                primary(matching),
                lit(CategorySpec.OTHER)))
        .withColumn(
            "severity",
            coalesce(
                ofCause(causes, cause -> severity(cause, knowledge.codes())),
                severity(knowledge.severities().critical(), SeveritySpec.CRITICAL),
                severity(knowledge.severities().high(), SeveritySpec.HIGH),
                lit(SeveritySpec.MEDIUM)))
        .drop(LOWER);
  }

  /** The id of the first rule that holds, as {@link RuleSet#choose}. */
  private static Column choose(RuleSet<? extends ShapeRule> rules) {
    Column id = null;
    for (ShapeRule rule : rules.rules()) {
      id = branch(id, holds(rule), lit(rule.id()));
    }
    return orNull(id);
  }

  private static Column holds(ShapeRule rule) {
    Column literal = containsAny(rule.when().contains());
    String pattern = rule.when().pattern();
    return pattern.isEmpty() ? literal : literal.and(col(LOWER).rlike(pattern));
  }

  /** The code that the chosen rule finds. */
  private static Column code(RuleSet<? extends ShapeRule> rules, String chosen) {
    Column code = null;
    for (ShapeRule rule : rules.rules()) {
      if (!rule.code().isEmpty()) {
        Column found = regexp_extract(col(LOWER), rule.code(), 1);
        code = branch(code, col(chosen).equalTo(rule.id()), when(found.notEqual(""), found));
      }
    }
    return orNull(code);
  }

  private static Column ofCause(RuleSet<CauseSpec> causes, Function<CauseSpec, Column> field) {
    Column value = null;
    for (CauseSpec cause : causes.rules()) {
      value = branch(value, col("cause").equalTo(cause.id()), field.apply(cause));
    }
    return orNull(value);
  }

  private static Column severity(CauseSpec cause, CodeSeverities codes) {
    if (!cause.severity().isEmpty()) {
      return lit(cause.severity());
    }
    String others = codes.of(cause.codes(), null);
    Column severity = null;
    for (String one : SeveritySpec.ALL) {
      Object[] of =
          codes.tables().get(cause.codes()).entrySet().stream()
              .filter(code -> code.getValue().equals(one) && !one.equals(others))
              .map(Map.Entry::getKey)
              .toArray();
      if (of.length > 0) {
        severity = branch(severity, col("code").isin(of), lit(one));
      }
    }
    return severity == null ? lit(others) : severity.otherwise(others);
  }

  private static Column severity(List<String> regexes, String severity) {
    return regexes.isEmpty()
        ? lit(null).cast("string")
        : when(col(LOWER).rlike(SeveritySpec.anyOf(regexes)), severity);
  }

  private static Column holdsForAnyLevel(CategorySpec category) {
    Column holds = patternHolds(category);
    return idWhere(
        category, category.with().isEmpty() ? holds : containsAny(category.with()).and(holds));
  }

  private static Column patternHolds(CategorySpec category) {
    return col(LOWER).rlike(category.pattern());
  }

  /** The id of the first category that is more than mentioned. */
  private static Column primary(List<CategorySpec> categories) {
    Column id = null;
    for (CategorySpec category : categories) {
      Column holds = patternHolds(category);
      id =
          branch(
              id,
              category.isPickier() ? holds.and(col(LOWER).rlike(category.primaryPattern())) : holds,
              lit(category.id()));
    }
    return orNull(id);
  }

  private static Column idWhere(CategorySpec category, Column holds) {
    return when(holds, category.id());
  }

  /** The ids that are not NULL, in their order; an id holds no comma. */
  private static Column ids(Stream<Column> columns) {
    Column joined = concat_ws(",", columns.toArray(Column[]::new));
    return when(joined.equalTo(""), none()).otherwise(split(joined, ","));
  }

  private static Column none() {
    return array().cast("array<string>");
  }

  private static Column containsAny(List<String> literals) {
    return literals.stream().map(col(LOWER)::contains).reduce(Column::or).orElse(lit(false));
  }

  private static Column branch(Column cases, Column condition, Column value) {
    return cases == null ? when(condition, value) : cases.when(condition, value);
  }

  private static Column orNull(Column column) {
    return column == null ? lit(null).cast("string") : column;
  }
}
