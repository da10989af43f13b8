package dev.faultline.night;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import dev.faultline.catalog.Catalog;
import dev.faultline.ingest.Counts;
import dev.faultline.ingest.Ledger;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * A small table that a report's SQL may name, made of what the driver knows.
 *
 * @param schema its columns
 * @param rows its content
 */
public record LocalRows(StructType schema, List<Row> rows) {

  /** Columns of the view {@code categories}. */
  public static final StructType CATEGORIES =
      new StructType()
          .add("id", StringType, false)
          .add("title", StringType, false)
          .add("priority", IntegerType, false)
          .add("recommendations", createArrayType(StringType, false), false)
          .add("actions", createArrayType(StringType, false), false);

  /** Columns of the view {@code causes}. */
  public static final StructType CAUSES =
      new StructType()
          .add("id", StringType, false)
          .add("title", StringType, false)
          .add("category", StringType, false)
          .add("severity", StringType, false)
          .add("meaning", StringType, false)
          .add("action", StringType, false);

  /** Columns of the view {@code files}. */
  public static final StructType FILES =
      new StructType()
          .add("log_file_path", StringType, false)
          .add("compression", StringType, false)
          .add("stored_bytes", LongType, false)
          .add("read_bytes", LongType, false)
          .add("lines", LongType, false)
          .add("overwritten_lines", LongType, false)
          .add("records", LongType, false)
          .add("continuation_lines", LongType, false)
          .add("unparsed_lines", LongType, false)
          .add("blank_lines", LongType, false)
          .add("undecodable_lines", LongType, false)
          .add("nul_lines", LongType, false)
          .add("cut_lines", LongType, false)
          .add("problems", createArrayType(StringType, false), false);

  /** Columns of the view {@code redactions}. */
  public static final StructType REDACTIONS =
      new StructType()
          .add("rule", StringType, false)
          .add("title", StringType, false)
          .add("count", LongType, false)
          .add("files", LongType, false);

  /** Returns the error categories. */
  public static LocalRows categories(Catalog catalog) {
    return new LocalRows(
        CATEGORIES,
        catalog.categories().stream()
            .map(
                category ->
                    RowFactory.create(
                        category.id(),
                        category.title(),
                        category.priority(),
                        category.recommendations().toArray(String[]::new),
                        category.actions().toArray(String[]::new)))
            .toList());
  }

  /** Returns the faults that are known. */
  public static LocalRows causes(Catalog catalog) {
    return new LocalRows(
        CAUSES,
        catalog.causes().stream()
            .map(
                cause ->
                    RowFactory.create(
                        cause.id(),
                        cause.title(),
                        cause.category(),
                        cause.severity(),
                        cause.meaning(),
                        cause.action()))
            .toList());
  }

  /** Returns the accounts of the files. */
  public static LocalRows files(Ledger ledger) {
    return new LocalRows(FILES, ledger.files().stream().map(LocalRows::file).toList());
  }

  /** Returns how many secrets were taken out of lines, for each rule that found some. */
  public static LocalRows redactions(Ledger ledger, Catalog catalog) {
    Map<String, Long> counts = ledger.redactions();
    return new LocalRows(
        REDACTIONS,
        catalog.redaction().rules().stream()
            .filter(rule -> counts.containsKey(rule.id()))
            .map(
                rule ->
                    RowFactory.create(
                        rule.id(),
                        rule.title(),
                        counts.get(rule.id()),
                        ledger.files().stream()
                            .filter(file -> file.redactions().containsKey(rule.id()))
                            .count()))
            .toList());
  }

  private static Row file(Ledger.Entry file) {
    Counts counts = file.counts();
    return RowFactory.create(
        file.path(),
        file.compression(),
        file.lengthBytes(),
        file.readBytes(),
        counts.lines(),
        counts.overwritten(),
        counts.records(),
        counts.continuation(),
        counts.unparsed(),
        counts.blank(),
        counts.undecodable(),
        counts.nul(),
        counts.cut(),
        file.problems().toArray(String[]::new));
  }
}
