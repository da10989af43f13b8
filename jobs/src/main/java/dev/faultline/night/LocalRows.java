package dev.faultline.night;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import dev.faultline.catalog.Catalog;
import dev.faultline.catalog.CodeAction;
import dev.faultline.catalog.Codes;
import dev.faultline.incident.IncidentSpec;
import dev.faultline.ingest.Counts;
import dev.faultline.ingest.Ledger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
          .add("severity", StringType)
          .add("code_table", StringType)
          .add("layer", IntegerType, false)
          .add("is_symptom", BooleanType, false)
          .add("meaning", StringType, false)
          .add("action", StringType, false);

  /** Columns of the view {@code codes}. */
  public static final StructType CODES =
      new StructType()
          .add("code_table", StringType, false)
          .add("code", StringType, false)
          .add("name", StringType)
          .add("description", StringType)
          .add("severity", StringType, false)
          .add("immediate_action", StringType)
          .add("immediate_rank", IntegerType)
          .add("immediate_meaning", StringType)
          .add("investigatory_action", StringType);

  /** Columns of the view {@code registers}. */
  public static final StructType REGISTERS =
      new StructType()
          .add("code", StringType, false)
          .add("unit", StringType, false)
          .add("mask", LongType, false)
          .add("bits", LongType, false)
          .add("error_status", LongType)
          .add("immediate_action", StringType)
          .add("immediate_rank", IntegerType)
          .add("immediate_meaning", StringType)
          .add("investigatory_action", StringType);

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

  /** Returns the faults that are known, those that no line tells among them. */
  public static LocalRows causes(Catalog catalog) {
    List<IncidentSpec.Layer> layers = catalog.incidents().layers();
    List<String> ids = layers.stream().map(IncidentSpec.Layer::id).toList();
    Stream<Row> told =
        catalog.causes().stream()
            .map(
                cause ->
                    RowFactory.create(
                        cause.id(),
                        cause.title(),
                        cause.category(),
                        orNull(cause.severity()),
                        orNull(cause.codes()),
                        ids.indexOf(cause.layer()),
                        layers.get(ids.indexOf(cause.layer())).symptom(),
                        cause.meaning(),
                        cause.action()));
    Stream<Row> untold =
        catalog.incidents().unlogged().stream()
            .map(
                cause ->
                    RowFactory.create(
                        cause.id(),
                        cause.title(),
                        cause.category(),
                        cause.severity(),
                        null,
                        ids.indexOf(cause.layer()),
                        layers.get(ids.indexOf(cause.layer())).symptom(),
                        cause.meaning(),
                        cause.action()));
    return new LocalRows(CAUSES, Stream.concat(told, untold).toList());
  }

  /** Returns what numbers in messages stand for. */
  public static LocalRows codes(Codes codes) {
    Map<String, CodeAction> actions = actions(codes);
    return new LocalRows(
        CODES,
        codes.tables().values().stream()
            .flatMap(List::stream)
            .map(
                code ->
                    RowFactory.create(
                        code.table(),
                        code.code(),
                        orNull(code.name()),
                        orNull(code.description()),
                        code.severity(),
                        orNull(code.immediateAction()),
                        rank(actions, code.immediateAction()),
                        meaning(actions, code.immediateAction()),
                        orNull(code.investigatoryAction())))
            .toList());
  }

  /** Returns what the registers of Xid 144 to 150 say. */
  public static LocalRows registers(Codes codes) {
    Map<String, CodeAction> actions = actions(codes);
    return new LocalRows(
        REGISTERS,
        codes.registers().stream()
            .map(
                code ->
                    RowFactory.create(
                        code.code(),
                        code.unit(),
                        code.mask(),
                        code.bits(),
                        code.errorStatus(),
                        orNull(code.immediateAction()),
                        rank(actions, code.immediateAction()),
                        meaning(actions, code.immediateAction()),
                        orNull(code.investigatoryAction())))
            .toList());
  }

  private static Map<String, CodeAction> actions(Codes codes) {
    return codes.actions().stream().collect(Collectors.toMap(CodeAction::action, action -> action));
  }

  private static Integer rank(Map<String, CodeAction> actions, String action) {
    return action.isEmpty() ? null : actions.get(action).rank();
  }

  private static String meaning(Map<String, CodeAction> actions, String action) {
    return action.isEmpty() ? null : actions.get(action).meaning();
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
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
