package dev.faultline.shape;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.when;

import dev.faultline.udf.format.AttributeSpec;
import dev.faultline.udf.format.FormatSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The attributes that formats read, a column each, from expressions that RAPIDS places on a GPU.
 * They mean what {@link dev.faultline.udf.format.AttributeReader} means.
 */
final class AttributeColumns {

  private static final String BACKSLASH = String.valueOf(AttributeSpec.BACKSLASH);
  private static final String QUOTE = String.valueOf(AttributeSpec.QUOTE);
  private static final String SUBSTITUTE = String.valueOf(AttributeSpec.SUBSTITUTE);
  private static final String ESCAPED_BACKSLASH = "\\\\";
  private static final String ESCAPED_QUOTE = "\\\"";
  private static final String PREFIX = "safe_";

  private AttributeColumns() {}

  /**
   * Adds a column per attribute, in the order of their names: STRING or BIGINT, NULL where the line
   * says nothing and in records of formats that do not have the attribute.
   *
   * @param records with {@code format_id}, {@code text} and {@code body}
   * @param formats those that records may have; an attribute of several is of one type in all
   */
  static Dataset<Row> of(Dataset<Row> records, List<FormatSpec> formats) {
    Map<String, Column> found = new TreeMap<>();
    Map<String, String> types = new TreeMap<>();
    for (FormatSpec format : formats) {
      Column isOfFormat = col("format_id").equalTo(format.id());
      for (AttributeSpec attribute : format.attributes()) {
        Column text = col(PREFIX + attribute.in());
        Column value = regexp_extract(text, attribute.pattern(), 1);
        found.merge(
            attribute.name(),
            when(isOfFormat, value),
            (before, any) -> before.when(isOfFormat, value));
        types.put(attribute.name(), attribute.type());
      }
    }
    // Steps of their own, as Spark would else compute a text once for each use of it.
    Dataset<Row> safe =
        records
            .withColumn(PREFIX + AttributeSpec.LINE, withoutEscapes(col("text")))
            .withColumn(PREFIX + AttributeSpec.BODY, withoutEscapes(col("body")));
    Map<String, Column> said = new TreeMap<>();
    types.forEach((name, type) -> said.put(name, said(col(name), type)));
    return with(records.columns(), with(records.columns(), safe, found), said);
  }

  private static Dataset<Row> with(String[] kept, Dataset<Row> rows, Map<String, Column> added) {
    Stream<Column> columns = added.entrySet().stream().map(one -> one.getValue().as(one.getKey()));
    return rows.select(
        Stream.concat(Arrays.stream(kept).map(name -> col(name)), columns).toArray(Column[]::new));
  }

  private static Column said(Column text, String type) {
    Column isThere = text.notEqual("").and(text.notEqual(AttributeSpec.NONE));
    if (type.equals(AttributeSpec.INTEGER)) {
      // A cast alone would also take signs, spaces and fractions.
      Column isNumber =
          translate(text, "0123456789", "")
              .equalTo("")
              .and(length(text).leq(AttributeSpec.MOST_DIGITS));
      return when(isThere.and(isNumber), text.cast("bigint"));
    }
    Column written =
        replace(
            replace(text, lit(BACKSLASH), lit(ESCAPED_BACKSLASH)), lit(QUOTE), lit(ESCAPED_QUOTE));
    return when(isThere, written);
  }

  private static Column withoutEscapes(Column text) {
    Column plain = translate(text, BACKSLASH + QUOTE, SUBSTITUTE.repeat(2));
    return replace(
        replace(plain, lit(ESCAPED_BACKSLASH), lit(BACKSLASH)), lit(ESCAPED_QUOTE), lit(QUOTE));
  }
}
