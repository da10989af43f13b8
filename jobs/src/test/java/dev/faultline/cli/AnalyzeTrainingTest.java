package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzeTrainingTest {

  @TempDir private Path folder;

  /** A training that starts again from its seed writes the same lines again. */
  @ParameterizedTest
  @ValueSource(strings = {"cpu", "gpu"})
  void theLastEpochIsTheLastEvenIfItCameBefore(String engine) throws IOException {
    Path log = folder.resolve("train.log");
    Files.writeString(
        log,
        """
        2026-03-14 02:00:00 INFO Epoch 1/3 - loss: 2.5 - val_loss: 2.4
        2026-03-14 02:10:00 INFO Epoch 2/3 - loss: 1.5 - val_loss: 1.4
        2026-03-14 02:20:00 INFO Epoch 1/3 - loss: 2.5 - val_loss: 2.4
        """);
    AnalyzeRun run =
        AnalyzeRun.of(folder.resolve("out"), log.toString(), "--set", "engine=" + engine);
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode training = run.report().at("/training/runs/0");
    assertThat(training.get("epochs").asLong()).isEqualTo(3);
    assertThat(training.get("last_epoch").asDouble()).isEqualTo(2);
    assertThat(training.get("last_loss").asDouble()).isEqualTo(2.5);
    assertThat(training.get("best_val_loss").asDouble()).isEqualTo(1.4);
    assertThat(training.get("last_val_loss").asDouble()).isEqualTo(2.4);
    assertThat(training.get("last_time").asText()).isEqualTo("2026-03-14T02:20:00Z");
  }
}
