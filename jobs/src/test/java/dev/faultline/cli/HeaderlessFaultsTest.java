package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults that a program prints without a header, between lines that have one. */
class HeaderlessFaultsTest {

  private static final String STEP = "2026-03-14 02:00:0%d INFO step 7 loss 3.1";
  private static final String EXCEPTION =
      "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.50 GiB.";

  @TempDir private static Path folder;

  private static Path logs;
  private static JsonNode report;

  @BeforeAll
  static void writeAndAnalyze() throws IOException {
    logs = folder.resolve("logs/node-a");
    Files.createDirectories(logs);
    Files.write(
        logs.resolve("train.log"),
        List.of(
            STEP.formatted(1),
            "NVRM: Xid (PCI:0000:17:00): 79, GPU has fallen off the bus",
            STEP.formatted(2),
            "Traceback (most recent call last):",
            "  File \"train.py\", line 7, in step",
            "    loss.backward()",
            EXCEPTION,
            "Exiting.",
            STEP.formatted(3),
            "config:",
            "  cuda: true",
            "on_error: stop",
            STEP.formatted(4),
            "wandb: syncing",
            "Traceback (most recent call last):",
            "  File \"train.py\", line 9, in save",
            "KeyError: 'optimizer'"));
    report = analyze("cpu").report();
  }

  private static AnalyzeRun analyze(String engine) {
    return AnalyzeRun.of(
        folder.resolve("out-" + engine), logs.toString(), "--set", "engine=" + engine);
  }

  @Test
  void eachIsAFaultAtTheTimeOfTheRecordBefore() {
    assertThat(ReportFigures.counts(report.get("faults"), "cause", "event_count"))
        .isEqualTo(Map.of("gpu_off_bus", 1L, "cuda_out_of_memory", 1L, "python_exception", 1L));
    assertThat(report.get("faults"))
        .extracting(fault -> fault.get("first_time").asText())
        .containsExactly("2026-03-14T02:00:01Z", "2026-03-14T02:00:02Z", "2026-03-14T02:00:04Z");
    assertThat(report.get("faults"))
        .extracting(fault -> fault.get("sample").asText())
        .contains(
            "Traceback (most recent call last): " + EXCEPTION,
            "Traceback (most recent call last): KeyError: 'optimizer'");
  }

  @Test
  void everyLineIsAccountedFor() {
    JsonNode lines = report.get("lines");
    assertThat(lines.get("records").asLong()).isEqualTo(4);
    assertThat(lines.get("unparsed").asLong()).isEqualTo(3);
    assertThat(lines.get("continuation").asLong()).isEqualTo(10);
    ReportFigures.assertAddsUp(report);
  }

  @Test
  void bothEnginesSayTheSame() {
    assertThat(analyze("gpu").results()).isEqualTo(analyze("cpu").results());
  }

  @Test
  void explainShowsThemAsAScanSeesThem() {
    Console console = new Console();
    assertThat(console.run("explain", logs.resolve("train.log").toString())).isZero();
    assertThat(console.out())
        .contains("line 2: NVRM: Xid")
        .contains("cause      gpu_off_bus")
        .contains("line 4: Traceback (most recent call last): " + EXCEPTION)
        .contains("values     tried_to_allocate_gib = 2.50")
        .contains("line 7: belongs to the record above");
  }
}
