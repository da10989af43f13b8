package dev.faultline.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faultline.LocalSpark;
import dev.faultline.catalog.Catalog;
import dev.faultline.udf.rule.Interpreter;
import dev.faultline.udf.rule.Meaning;
import dev.faultline.udf.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped rules say of whole logs, counted by line. */
class ClassifyTest {

  private static final Catalog CATALOG = Catalog.load("../conf", new Configuration());

  private static final Interpreter INTERPRETER = new Interpreter(CATALOG.knowledge());

  /** A line and the row that classification gave its shape. */
  private record Classified(LogLines line, Row row) {

    String cause() {
      return row.getAs("cause");
    }

    boolean isError() {
      return line.isError() || cause() != null;
    }

    List<String> matched() {
      return row.getList(row.fieldIndex(isError() ? "matched_error" : "matched_any"));
    }
  }

  private static Map<String, Row> classify(Map<String, Boolean> shapes) {
    StructType type =
        new StructType()
            .add("id", DataTypes.IntegerType)
            .add("shape", DataTypes.StringType)
            .add("has_error", DataTypes.BooleanType);
    List<Row> rows = new ArrayList<>();
    shapes.forEach((shape, error) -> rows.add(RowFactory.create(rows.size(), shape, error)));
    Dataset<Row> in = LocalSpark.session().createDataFrame(rows, type);
    Dataset<Row> out = Classify.classify(in, CATALOG.knowledge());
    assertThat(out.columns())
        .containsExactly(
            "id",
            "shape",
            "has_error",
            "signal",
            "cause",
            "code",
            "matched_any",
            "matched_error",
            "category",
            "severity");
    List<Row> found = out.collectAsList();
    found.forEach(ClassifyTest::checkInterpreter);
    return found.stream().collect(Collectors.toMap(row -> row.getAs("shape"), row -> row));
  }

  /** The engine for CPUs must find the same in every shape of every test here. */
  private static void checkInterpreter(Row row) {
    Interpreter interpreter = INTERPRETER;
    Meaning meaning = interpreter.interpret(row.getAs("shape"));
    String shape = row.getAs("shape");
    assertThat(row.<String>getAs("signal"))
        .as(shape)
        .isEqualTo(id(interpreter.signals(), meaning.signal()));
    assertThat(row.<String>getAs("cause"))
        .as(shape)
        .isEqualTo(id(interpreter.causes(), meaning.cause()));
    assertThat(row.<String>getAs("code")).as(shape).isEqualTo(meaning.code());
    assertThat(row.<String>getAs("category")).as(shape).isEqualTo(meaning.category());
    assertThat(row.<String>getAs("severity")).as(shape).isEqualTo(meaning.severity());
    assertThat(row.<String>getList(row.fieldIndex("matched_any")))
        .as(shape)
        .isEqualTo(meaning.matchedAny());
    assertThat(row.<String>getList(row.fieldIndex("matched_error")))
        .as(shape)
        .isEqualTo(meaning.matchedError());
  }

  private static String id(RuleSet<?> rules, int index) {
    return index == RuleSet.NONE ? null : rules.rules().get(index).id();
  }

  private static List<Classified> classify(Path logs) throws IOException {
    List<LogLines> lines = LogLines.in(logs, CATALOG);
    Map<String, Boolean> shapes = new HashMap<>();
    lines.forEach(line -> shapes.merge(line.shape(), line.isError(), Boolean::logicalOr));
    Map<String, Row> rows = classify(shapes);
    return lines.stream().map(line -> new Classified(line, rows.get(line.shape()))).toList();
  }

  private static Row one(String shape, boolean error) {
    return classify(Map.of(shape, error)).get(shape);
  }

  private static Map<String, Integer> count(List<Classified> lines, String... columns) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Classified line : lines) {
      List<String> key = new ArrayList<>();
      for (String column : columns) {
        key.add(line.row().getAs(column));
      }
      if (key.get(0) != null) {
        counts.merge(String.join(" ", key.stream().map(String::valueOf).toList()), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static Path realLogs(String name) {
    String named = System.getenv("FAULTLINE_DATA");
    Path data = Path.of(named == null ? "../../shared/data" : named).resolve(name);
    assumeTrue(Files.isDirectory(data), "no real logs: set FAULTLINE_DATA to their folder");
    return data;
  }

  @Test
  void whatIsAbsentIsNull() {
    Row ordinary = one("Server started on port #", false);
    for (String column : List.of("cause", "signal", "code")) {
      assertThat(ordinary.<String>getAs(column)).as(column).isNull();
    }
    assertThat(ordinary.getList(ordinary.fieldIndex("matched_any"))).isEmpty();
    assertThat(ordinary.getList(ordinary.fieldIndex("matched_error"))).isEmpty();
  }

  @Test
  void anErrorThatNothingMatchesIsOtherAndMedium() {
    Row row = one("something odd", true);
    assertThat(row.<String>getAs("category")).isEqualTo("other");
    assertThat(row.<String>getAs("severity")).isEqualTo("medium");
    assertThat(row.<String>getAs("code")).isNull();
  }

  @Test
  void aCategoryCountsARecordOfAnyLevelOnlyWithOneOfItsWords() {
    Row with = one("GPU # reported # errors", false);
    assertThat(with.getList(with.fieldIndex("matched_any"))).containsExactly("gpu");
    Row without = one("GPU # is idle", false);
    assertThat(without.getList(without.fieldIndex("matched_any"))).isEmpty();
    Row error = one("GPU # is idle", true);
    assertThat(error.getList(error.fieldIndex("matched_error"))).containsExactly("gpu");
    assertThat(error.<String>getAs("category")).isEqualTo("gpu");
  }

  @Test
  void aCauseDecidesWhateverTheLevel() {
    Row row = one("NVRM: Xid (PCI:#): 79, pid=#, name=x, GPU has fallen off the bus.", false);
    assertThat(row.<String>getAs("cause")).isEqualTo("gpu_off_bus");
    assertThat(row.<String>getAs("code")).isEqualTo("79");
    assertThat(row.<String>getAs("category")).isEqualTo("gpu");
    assertThat(row.<String>getAs("severity")).isEqualTo("critical");
  }

  /** Beside the number its table says how bad it is; 999 has no row. */
  @ParameterizedTest
  @CsvSource({"62, critical", "8, medium", "151, high", "162, medium", "999, high"})
  void howBadAnXidIsThatHasNoCauseOfItsOwnIsInItsTable(String xid, String severity) {
    Row row = one("NVRM: Xid (PCI:#): " + xid + ", pid=#, name=x", false);
    assertThat(row.<String>getAs("cause")).isEqualTo("xid");
    assertThat(row.<String>getAs("severity")).isEqualTo(severity);
  }

  @Test
  void aDetailBehindTheMessageIsSeen() {
    Row row =
        one("could not write /ckpt/step#.pt | OSError: [Errno #] No space left on device", true);
    assertThat(row.<String>getAs("cause")).isEqualTo("filesystem_full");
  }

  @Test
  void theCourseSamplesGiveTheFiguresOfTheSeed() throws IOException {
    List<Classified> lines =
        classify(realLogs("course-samples")).stream()
            .filter(line -> line.line().text().startsWith("2024-"))
            .toList();
    assertThat(lines).hasSize(39);
    Map<String, Integer> matched = new TreeMap<>();
    lines.forEach(line -> line.matched().forEach(id -> matched.merge(id, 1, Integer::sum)));
    assertThat(matched)
        .isEqualTo(
            Map.of(
                "gpu",
                2,
                "memory",
                2,
                "disk",
                1,
                "network",
                3,
                "authentication",
                3,
                "data",
                3,
                "model",
                2,
                "database",
                1));
    List<Classified> errors = lines.stream().filter(Classified::isError).toList();
    assertThat(errors).hasSize(14).allMatch(error -> error.line().isError());
    assertThat(count(errors, "severity")).isEqualTo(Map.of("critical", 2, "high", 5, "medium", 7));
    assertThat(count(lines, "signal"))
        .isEqualTo(
            Map.of(
                "request",
                5,
                "response",
                5,
                "epoch",
                5,
                "early_stopping",
                1,
                "checkpoint",
                1,
                "overfitting",
                1,
                "training_completed",
                1));
    assertThat(count(lines, "code")).isEqualTo(Map.of("200", 3, "400", 1, "401", 1));
  }

  @Test
  void ordinaryLinesOfRealMachinesHaveNoCause() throws IOException {
    List<Classified> lines = classify(realLogs("kernel/machine-logs"));
    // The loop device did lose a write, in two of the files.
    // grep -rhc 'I/O error, dev loop' kernel/machine-logs
    assertThat(count(lines, "cause")).isEqualTo(Map.of("loop_io_error", 2));
    assertThat(lines.stream().filter(line -> line.cause() != null))
        .noneMatch(line -> "critical".equals(line.row().getAs("severity")));
  }
}
