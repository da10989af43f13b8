package dev.faultline.cli;

import static dev.faultline.cli.ReportFigures.counts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures that the shell scripts of the course give for its samples, counted by hand too. */
class AnalyzeCourseSamplesTest {

  @TempDir private static Path folder;

  private static JsonNode report;

  @BeforeAll
  static void analyzeOnce() {
    Path samples = AnalyzeRun.realLogs().resolve("course-samples");
    AnalyzeRun run = AnalyzeRun.of(folder, samples + "/*.log");
    assertThat(run.exitCode()).isZero();
    assertThat(run.manifest().get("dt").asText()).isEqualTo("2024-10-18");
    report = run.report();
  }

  @Test
  void linesAndLevels() {
    assertThat(report.at("/lines/read").asLong()).isEqualTo(39);
    assertThat(report.at("/lines/records").asLong()).isEqualTo(39);
    assertThat(counts(report.get("levels")))
        .isEqualTo(Map.of("INFO", 22L, "WARN", 3L, "ERROR", 14L));
    ReportFigures.assertAddsUp(report);
    ReportFigures.assertAllRecordsCount(report);
  }

  @Test
  void errorsByFileAndHour() {
    Map<String, Long> files = new TreeMap<>();
    counts(report.get("errors_by_file"))
        .forEach((file, errors) -> files.put(file.substring(file.lastIndexOf('/') + 1), errors));
    assertThat(files).isEqualTo(Map.of("api.log", 3L, "errors.log", 10L, "training.log", 1L));

    Map<String, Long> hours = new TreeMap<>();
    counts(report.get("errors_by_hour"), "hour", "errors")
        .forEach((hour, errors) -> hours.put(hour.substring(11, 13), errors));
    assertThat(hours)
        .isEqualTo(
            Map.of("09", 1L, "10", 7L, "11", 1L, "12", 1L, "13", 1L, "14", 1L, "15", 1L, "16", 1L));
  }

  @Test
  void categoriesAndSeverities() {
    Map<String, Long> matched = new TreeMap<>();
    matched.put("gpu", 2L);
    matched.put("memory", 2L);
    matched.put("disk", 1L);
    matched.put("network", 3L);
    matched.put("authentication", 3L);
    matched.put("data", 3L);
    matched.put("model", 2L);
    matched.put("database", 1L);
    assertThat(counts(report.get("categories"), "id", "matched")).isEqualTo(matched);
    assertThat(counts(report.get("severities")))
        .isEqualTo(Map.of("critical", 2L, "high", 5L, "medium", 7L, "error_records", 14L));
  }

  @Test
  void responsesAndDurations() {
    assertThat(counts(report.at("/http/status")))
        .isEqualTo(Map.of("200", 3L, "400", 1L, "401", 1L));
    Map<String, Long> endpoints = new TreeMap<>();
    for (JsonNode endpoint : report.at("/http/endpoints")) {
      endpoints.put(
          endpoint.get("method").asText() + " " + endpoint.get("path").asText(),
          endpoint.get("count").asLong());
    }
    assertThat(endpoints)
        .isEqualTo(
            Map.of(
                "GET /predict",
                2L,
                "POST /predict/batch",
                1L,
                "POST /predict",
                1L,
                "GET /health",
                1L));
    JsonNode latency = report.at("/http/latency_ms");
    assertThat(latency.get("count").asLong()).isEqualTo(4);
    assertThat(latency.get("mean").asText()).isIn("321.5", "321.50");
    assertThat(latency.get("min").asLong()).isEqualTo(2);
    assertThat(latency.get("max").asLong()).isEqualTo(1234);
  }

  @Test
  void trainingAndScore() {
    assertThat(report.at("/training/epochs").asLong()).isEqualTo(5);
    assertThat(report.at("/training/early_stopping").asLong()).isEqualTo(1);
    assertThat(report.at("/training/checkpoints").asLong()).isEqualTo(1);
    assertThat(report.at("/seed_score/score").asDouble()).isZero();
    assertThat(report.at("/seed_score/grade").asText()).isEqualTo("poor");
  }
}
