package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultline.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Message templates in reports, from one day to the next. */
class AnalyzeTemplatesTest {

  @TempDir private Path folder;

  private Path before;
  private Path after;

  @BeforeEach
  void twoDays() throws IOException {
    before =
        Files.writeString(
            folder.resolve("before.log"),
            """
            2026-03-13 01:00:00 INFO job 17 started in slot 3
            2026-03-13 01:00:01 INFO job 18 started in slot 4
            2026-03-13 01:20:00 WARN fan of unit alpha is slow
            2026-03-13 01:40:00 INFO shift report written
            """);
    after =
        Files.writeString(
            folder.resolve("after.log"),
            """
            no format takes this
            2026-03-14 01:00:00 INFO job 21 started in slot 5
            2026-03-14 01:00:01 INFO job 22 started in slot 3
            2026-03-14 01:20:00 WARN fan of unit alpha is slow
            2026-03-14 01:40:00 ERROR pump seized
            Traceback (most recent call last):
              File "x.py", line 3
            ValueError: pressure 7
            """);
  }

  private AnalyzeRun analyze(Path log, String... args) {
    String[] all = Stream.concat(Stream.of(log.toString()), Stream.of(args)).toArray(String[]::new);
    AnalyzeRun run = AnalyzeRun.of(folder.resolve("out"), all);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private static List<Map<String, String>> templates(AnalyzeRun run) {
    return CsvRows.of(run.folder().resolve("csv/templates.csv"));
  }

  /** The status of the template of the message that holds a word. */
  private static Map<String, String> statuses(AnalyzeRun run, String... words) {
    Map<String, String> statuses = new TreeMap<>();
    for (String word : words) {
      for (Map<String, String> row : templates(run)) {
        if (row.get("template").contains(word)) {
          statuses.put(word, String.valueOf(row.get("status")));
        }
      }
    }
    return statuses;
  }

  private static final Map<String, String> CHANGES =
      Map.of(
          "job", "known", "fan", "known", "pump", "new", "no format", "new", "shift", "vanished");

  @Test
  void aTemplateIsNewKnownOrVanishedSinceTheDayBefore() {
    AnalyzeRun first = analyze(before);
    assertThat(statuses(first, "job", "fan", "shift"))
        .isEqualTo(Map.of("job", "null", "fan", "null", "shift", "null"));
    assertThat(first.report().at("/template_changes/remark").asText())
        .isEqualTo("the output has no run of an earlier day");
    // The same day once more says the same: it is not compared with itself.
    assertThat(analyze(before).results()).isEqualTo(first.results());

    AnalyzeRun second = analyze(after);
    assertThat(statuses(second, "job", "fan", "pump", "no format", "shift")).isEqualTo(CHANGES);
    assertThat(analyze(after).results()).isEqualTo(second.results());
    JsonNode changes = second.report().get("template_changes");
    assertThat(changes.get("new").asInt()).isEqualTo(2);
    assertThat(changes.get("known").asInt()).isEqualTo(2);
    assertThat(changes.get("vanished").asInt()).isEqualTo(1);
    assertThat(changes.get("compared_with").asText()).isEqualTo("2026-03-13");
    assertThat(changes.has("remark")).isFalse();
    assertThat(second.folder().resolve("tables/template_mapping")).doesNotExist();

    Map<String, String> gone =
        templates(second).stream()
            .filter(row -> row.get("status").equals("vanished"))
            .findFirst()
            .orElseThrow();
    assertThat(gone)
        .containsEntry("record_count", "0")
        .containsEntry("previous_count", "1")
        .containsEntry("last_time", "2026-03-13T01:40:00Z")
        .containsEntry("sample", "2026-03-13 01:40:00 INFO shift report written");
  }

  @Test
  void countsAddUpToTheRecordsThatTheLedgerHas() {
    AnalyzeRun run = analyze(after);
    List<Map<String, String>> rows = templates(run);
    JsonNode lines = run.report().get("lines");
    assertThat(sum(rows, "record_count"))
        .isEqualTo(lines.get("records").asLong() + lines.get("unparsed").asLong())
        .isEqualTo(
            Stream.of("trace", "debug", "info", "warn", "error", "fatal", "no_level")
                .mapToLong(level -> sum(rows, level + "_count"))
                .sum());
    for (Map<String, String> row : rows) {
      assertThat(row.get("sample")).isNotEmpty();
      assertThat(row.get("log_file_path")).endsWith("after.log");
    }
    // Each shape has a template, and the table has those of the report.
    Path tables = run.folder().resolve("tables");
    assertThat(
            LocalSpark.session()
                .read()
                .parquet(tables.resolve("shapes").toString())
                .select("template_id")
                .distinct()
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactlyInAnyOrderElementsOf(
            rows.stream().map(row -> row.get("template_id")).toList());
    assertThat(
            LocalSpark.session()
                .read()
                .parquet(tables.resolve("templates").toString())
                .collectAsList())
        .hasSameSizeAs(rows)
        .allSatisfy(row -> assertThat(row.<String>getAs("template_id")).matches("[0-9a-f]{16}"));
  }

  private static long sum(List<Map<String, String>> rows, String column) {
    return rows.stream().mapToLong(row -> Long.parseLong(row.get(column))).sum();
  }

  @Test
  void anotherMaskCallsNothingNew() throws IOException {
    analyze(before);
    Path conf = conf("version: \"1\"", "version: \"99\"");
    String mask = Files.readString(conf.resolve("mask.yaml"));
    Files.writeString(
        conf.resolve("mask.yaml"),
        mask.replaceFirst("\nkeep:\n", "\nkeep:\n  - {after: \"in slot \"}\n"));
    AnalyzeRun run = analyze(after, "--conf-dir", conf.toString());
    List<Map<String, String>> rows = templates(run);
    assertThat(statuses(run, "job", "fan", "pump", "no format", "shift")).isEqualTo(CHANGES);
    assertThat(run.report().at("/template_changes/remark").asText())
        .isEqualTo("the mask was of version 1 and is of 99: compared by one line of each shape");
    List<Row> mapping =
        LocalSpark.session()
            .read()
            .parquet(run.folder().resolve("tables/template_mapping").toString())
            .collectAsList();
    // Those of jobs, of which the mask has more shapes now, and of fans stay; that of the report is
    // gone.
    assertThat(mapping).hasSize(3).filteredOn(row -> row.isNullAt(1)).hasSize(1);
  }

  private Path conf(String from, String to) throws IOException {
    Path conf = folder.resolve("conf");
    Path shipped = Path.of("../conf");
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = conf.resolve(shipped.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Path mask = conf.resolve("mask.yaml");
    Files.writeString(mask, Files.readString(mask).replace(from, to));
    return conf;
  }

  @Test
  void anEarlierRunWithoutTemplatesIsNoReasonToFail() throws IOException {
    AnalyzeRun first = analyze(before);
    try (Stream<Path> files = Files.list(first.folder().resolve("tables/templates"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    AnalyzeRun run = analyze(after);
    assertThat(statuses(run, "job", "pump")).isEqualTo(Map.of("job", "null", "pump", "null"));
    assertThat(run.report().at("/template_changes/remark").asText())
        .isEqualTo("the run of 2026-03-13 has no templates that can be read");
  }

  @Test
  void neitherSplitsNorTheEngineChangeAnything() throws IOException {
    StringBuilder text = new StringBuilder("first, and of no format\n");
    for (int i = 0; i < 3000; i++) {
      int minute = i / 50;
      text.append(String.format("2026-03-14 0%d:%02d:%02d ", minute / 60, minute % 60, i % 50));
      text.append(i % 7 == 0 ? "ERROR" : i % 5 == 0 ? "WARN" : "INFO");
      text.append(" kind").append(" and so on".repeat(i % 8)).append(" number ").append(i);
      text.append(i % 11 == 0 ? "\nTraceback:\n  at x\nValueError: no " + i + "\n" : "\n");
    }
    Path log = Files.writeString(folder.resolve("much.log"), text);
    AnalyzeRun whole = analyze(log);
    assertThat(templates(whole)).hasSizeGreaterThan(10);
    String csv = whole.results().get("csv/templates.csv");
    for (List<String> args :
        List.of(List.of("split_bytes=4999"), List.of("split_bytes=70001", "engine=gpu"))) {
      String[] set = args.stream().flatMap(a -> Stream.of("--set", a)).toArray(String[]::new);
      assertThat(analyze(log, set).results().get("csv/templates.csv")).isEqualTo(csv);
    }
  }

  @Test
  void moreShapesThanTheBudgetStillAddUp() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      String word = Integer.toString(i, 26).replaceAll("[0-9]", "q") + letters(i);
      text.append("2026-03-14 01:00:00 INFO left over ").append(word).append(" at last\n");
    }
    Path log = Files.writeString(folder.resolve("hostile.log"), text);
    AnalyzeRun run = analyze(log, "--set", "shape_budget=500");
    assertThat(run.manifest().at("/shapes/folded").asLong()).isGreaterThan(10_000);
    assertThat(sum(templates(run), "record_count")).isEqualTo(20_000);
    assertThat(templates(run)).hasSizeLessThan(501);
  }

  private static String letters(int number) {
    StringBuilder letters = new StringBuilder();
    for (int rest = number; rest > 0; rest /= 20) {
      letters.append((char) ('a' + rest % 20));
    }
    return letters.toString();
  }
}
