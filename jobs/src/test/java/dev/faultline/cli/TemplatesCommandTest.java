package dev.faultline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code templates} writes. */
class TemplatesCommandTest {

  @TempDir private Path folder;

  private final Console console = new Console();

  private int templates(Path input, String output, String... args) {
    LocalSpark.session();
    return console.run(
        Stream.concat(
                Stream.of(
                    "templates", input.toString(), "--output", folder.resolve(output).toString()),
                Arrays.stream(args))
            .toArray(String[]::new));
  }

  /** The template of each line of a file, in its order; "-" for none. */
  private List<String> lines(String output, String file) {
    List<Map<String, String>> rows =
        CsvRows.of(folder.resolve(output).resolve("lines")).stream()
            .filter(row -> row.get("log_file_path").endsWith("/" + file))
            .sorted(Comparator.comparing(row -> Long.parseLong(row.get("line"))))
            .toList();
    List<String> templates = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i)).containsEntry("line", String.valueOf(i + 1));
      String template = rows.get(i).get("template");
      assertThat(rows.get(i).get("template_id") == null).isEqualTo(template == null);
      templates.add(template == null ? "-" : template);
    }
    return templates;
  }

  private static void gzip(Path file, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(UTF_8));
    }
  }

  @Test
  void everyLineHasTheTemplateOfItsRecord() throws IOException {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    String text =
        """
        a banner
        another, with "quotes", and commas

        2026-03-14 01:00:00 ERROR it broke 17 times
        Traceback (most recent call last):
          File "x.py", line 3

        ValueError: bad 7
        2026-03-14 01:00:01 INFO fine
          \t
        \r10%|#   |\r20%|##  |\r2026-03-14 01:00:02 INFO fine
        still fine
        """;
    Files.writeString(logs.resolve("a.log"), text);
    gzip(logs.resolve("b.log.gz"), text);
    Files.writeString(logs.resolve("c.log"), "\n\n\nno end of line");
    assertThat(templates(logs, "out", "--lines")).as(console.err()).isZero();
    String broke = "it broke <NUM> times | ValueError: bad <*>";
    List<String> expected =
        List.of(
            "a banner",
            "another, with \"quotes\", and commas",
            "-",
            broke,
            broke,
            broke,
            "-",
            broke,
            "fine",
            "-",
            // What a progress bar wrote over is of no record.
            "-",
            "-",
            "fine",
            "fine");
    assertThat(lines("out", "a.log")).isEqualTo(expected);
    assertThat(lines("out", "b.log.gz")).isEqualTo(expected);
    assertThat(lines("out", "c.log")).containsExactly("-", "-", "-", "no end of line");
    List<Map<String, String>> found = CsvRows.of(folder.resolve("out/templates.csv"));
    assertThat(found).extracting(row -> row.get("template")).contains(broke, "fine", "a banner");
    assertThat(found).extracting(row -> row.get("status")).containsOnlyNulls();
    assertThat(console.out()).contains("5 templates in 32 lines");
  }

  @Test
  void linesDoNotDependOnSplitsAndAddUp() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1500; i++) {
      text.append("2026-03-14 01:00:00 INFO step ")
          .append(i)
          .append(" of ")
          .append("xyz", 0, i % 4);
      text.append('\n');
      if (i % 5 == 0) {
        text.append("Traceback:\n").append("  at frame\n".repeat(i % 90));
        text.append(i % 2 == 0 ? "\n\n" : "").append("ValueError: no\n");
      }
      if (i % 400 == 399) {
        text.append("9%\r".repeat(30_000)).append("\nbehind the bar\n");
      }
    }
    Path log = Files.writeString(folder.resolve("a.log"), text);
    assertThat(templates(log, "whole", "--lines")).as(console.err()).isZero();
    List<String> whole = lines("whole", "a.log");
    for (String bytes : List.of("777", "66001")) {
      assertThat(templates(log, bytes, "--lines", "--set", "split_bytes=" + bytes))
          .as(console.err())
          .isZero();
      assertThat(lines(bytes, "a.log")).isEqualTo(whole);
      assertThat(folder.resolve(bytes + "/templates.csv"))
          .hasSameTextualContentAs(folder.resolve("whole/templates.csv"));
    }
    assertThat(templates(log, "gpu", "--lines", "--set", "engine=gpu")).as(console.err()).isZero();
    assertThat(lines("gpu", "a.log")).isEqualTo(whole);
  }

  @Test
  void theTemplatesAreThoseOfTheReport() throws IOException {
    Path sample = AnalyzeRun.sample().resolve("2026-03-14/slurm");
    assertThat(templates(sample, "out")).as(console.err()).isZero();
    AnalyzeRun run = AnalyzeRun.of(folder.resolve("reports"), sample.toString());
    assertThat(folder.resolve("out/templates.csv"))
        .hasSameTextualContentAs(run.folder().resolve("csv/templates.csv"));
    assertThat(folder.resolve("out/lines")).doesNotExist();
  }

  @Test
  void linesBeyondTheBudgetHaveTheTemplateOfTheRest() throws IOException {
    StringBuilder text = new StringBuilder();
    for (char first = 'a'; first <= 'z'; first++) {
      for (char second = 'a'; second <= 'z'; second++) {
        text.append("2026-03-14 01:00:00 INFO went to ").append(first).append(second).append('\n');
      }
    }
    Path log = Files.writeString(folder.resolve("a.log"), text);
    assertThat(templates(log, "out", "--lines", "--set", "shape_budget=50")).isZero();
    assertThat(lines("out", "a.log")).hasSize(26 * 26).containsOnly("went to <*>");
  }

  @Test
  void recordsOutsideTheTimesHaveNone() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("a.log"),
            "2026-03-14 01:00:00 INFO one\n2026-03-14 02:00:00 INFO two\n");
    assertThat(templates(log, "out", "--lines", "--from", "2026-03-14T01:30")).isZero();
    assertThat(lines("out", "a.log")).containsExactly("-", "two");
  }

  @Test
  void nothingIsWrittenOver() throws IOException {
    Path log = Files.writeString(folder.resolve("a.log"), "one\n");
    assertThat(templates(log, "out")).isZero();
    assertThat(templates(log, "out")).isEqualTo(ExitCode.USAGE);
    assertThat(console.err()).contains("--output: ").contains("templates.csv is there already");
  }

  @Test
  void aMissingInputIsExitCode3() {
    assertThat(templates(folder.resolve("none"), "out")).isEqualTo(ExitCode.INPUT);
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
