package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the command is called, and with which exit code it ends. */
class AnalyzeCommandTest {

  @TempDir private Path folder;

  private Path output() {
    return folder.resolve("out");
  }

  private AnalyzeRun analyze(String... args) {
    return AnalyzeRun.of(output(), args);
  }

  private String log(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void aWrongConfigurationIsExitCode2() throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    String conf = folder.resolve("conf").toString();
    AnalyzeRun run = analyze(log("a.log", "one\n"), "--conf-dir", conf);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err().lines()).hasSize(1).first().asString().contains("mask.yaml");
  }

  @Test
  void theSameInputGivesTheSameBytes() throws IOException {
    String input = log("a.log", "one\n\ntwo\n2026-01-02 00:00:00 ERROR three\n");
    AnalyzeRun first = analyze(input);
    AnalyzeRun second = analyze(input);
    assertThat(second.exitCode()).isZero();
    assertThat(second.folder()).isNotEqualTo(first.folder());
    assertThat(second.results()).isEqualTo(first.results()).containsKey("report.html");
  }

  @Test
  void theManifestOfTheDayNamesTheLastRun() throws IOException {
    String input = log("a.log", "2026-01-02 00:00:00 INFO one\n");
    analyze(input);
    AnalyzeRun last = analyze(input);
    assertThat(last.pointer()).isEqualTo(output().resolve("dt=2026-01-02/manifest.json"));
    assertThat(last.pointer()).hasSameBinaryContentAs(last.folder().resolve("manifest.json"));
    Path named = last.pointer().resolveSibling(last.manifest().get("run_path").asText());
    assertThat(named.normalize()).isEqualTo(last.folder());
  }

  @Test
  void aMissingInputIsOneSentenceAndExitCode3() {
    AnalyzeRun run = analyze(folder.resolve("none").toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(run.err().lines()).hasSize(1).first().asString().contains("does not exist");
    assertThat(output()).doesNotExist();
  }

  @Test
  void strictStopsAtDamageBeforeAnythingIsPublished() throws IOException {
    String input = log("a.log.gz", "not gzip\n");
    AnalyzeRun strict = analyze(input, "--strict");
    assertThat(strict.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(strict.err()).contains("--strict").contains("gzip");
    assertThat(output()).doesNotExist();

    AnalyzeRun run = analyze(input, "--date", "2026-01-02");
    assertThat(run.exitCode()).isZero();
    assertThat(run.report().get("problems")).hasSize(1);
  }

  @Test
  void failOnLetsAFinishedRunEndInExitCode10() throws IOException {
    String log = log("a.log", "2026-01-02 00:00:00 ERROR Connection refused\n");
    assertThat(analyze(log, "--fail-on", "critical").exitCode()).isZero();
    AnalyzeRun run = analyze(log, "--fail-on", "high");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAIL_ON);
    assertThat(run.report().at("/severities/high").asLong()).isEqualTo(1);
  }

  @Test
  void failOnForgivesAFileWithoutErrors() throws IOException {
    String log = log("a.log", "2026-01-02 00:00:00 INFO fine\n");
    assertThat(analyze(log, "--fail-on", "high").exitCode()).isZero();
  }

  @Test
  void wrongUsageNamesTheNearestCommand() {
    AnalyzeRun run = AnalyzeRun.of(List.of("analyse", "x"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("analyze").doesNotContain("\tat ");
  }

  @Test
  void wrongUsageNamesTheNearestOption() {
    AnalyzeRun run = AnalyzeRun.of(List.of("analyze", "x", "--ouput", "y"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("Unknown option: '--ouput'").contains("--output");
  }

  /** A user's mistake is told in one sentence that repeats it, and where to read on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --set      | engin=cpu            | did you mean engine?
          --set      | engine=tpu           | must be cpu, gpu or auto
          --set      | shape_budget=0       | must be a number from 1
          --set      | shape_budget         | lacks a value
          --date     | 14.3.2026            | is no day; write it like 2026-03-14
          --timezone | Mars                 | Unknown time zone 'Mars'; write a name like
          --timezone | europe/berln          | did you mean 'Europe/Berlin'?
          --set      | engine=cpuu          | must be cpu, gpu or auto; did you mean cpu?
          --format   | xml                  | --format is 'xml', must be text, json, html or all.
          --fail-on  | medium               | --fail-on is 'medium', must be critical or high.
          --fail-on  | hihg                 | must be critical or high; did you mean high?
          --from     | yesterday            | is no time
          """)
  void aWrongValueIsExitCode2(String option, String value, String told) throws IOException {
    AnalyzeRun run = analyze(log("a.log", "one\n"), option, value);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(told).contains(option).doesNotContain("\tat ");
    assertThat(run.err().lines()).hasSize(2);
    assertThat(run.err().lines().toList().get(0)).startsWith("faultline: ");
    assertThat(run.err().lines().toList().get(1)).isEqualTo("Try: faultline analyze --help");
    assertThat(output()).doesNotExist();
  }

  @Test
  void anOutputThatCannotBeWrittenIsExitCode4() throws IOException {
    log("file", "in the way");
    AnalyzeRun run = AnalyzeRun.of(folder.resolve("file/out"), log("a.log", "one\n"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err().lines()).hasSize(1).first().asString().contains("cannot be written");
  }
}
