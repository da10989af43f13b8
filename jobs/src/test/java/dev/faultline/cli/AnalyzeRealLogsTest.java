package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every set of real logs: all of its lines are accounted for, and both engines agree. */
class AnalyzeRealLogsTest {

  @TempDir private Path folder;

  static List<Path> sets() throws IOException {
    try (Stream<Path> children = Files.list(AnalyzeRun.realLogs())) {
      return children.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void aSetBalancesAndBothEnginesGiveTheSameBytes(Path set) throws IOException {
    AnalyzeRun cpu = analyze(set, "cpu");
    JsonNode report = cpu.report();
    for (JsonNode file : report.get("files")) {
      Path path = Path.of(file.get("log_file_path").asText().substring("file:".length()));
      byte[] content = Grep.content(path);
      long newlines = file.get("lines").asLong() - file.get("overwritten_lines").asLong();
      assertThat(newlines).as("%s", path).isEqualTo(Grep.lines(content));
      assertThat(file.get("read_bytes").asLong()).as("%s", path).isEqualTo(content.length);
    }
    ReportFigures.assertAddsUp(report);
    ReportFigures.assertAllRecordsCount(report);
    // The second engine is slow on a CPU; SqlCubeProperty holds it to all lines of all sets.
    if (report.at("/bytes/read").asLong() < 700_000) {
      assertThat(analyze(set, "gpu").results()).isEqualTo(cpu.results());
    }
  }

  private AnalyzeRun analyze(Path set, String engine) {
    AnalyzeRun run =
        AnalyzeRun.of(folder, set.toString(), "--date", "2026-01-02", "--set", "engine=" + engine);
    assertThat(run.exitCode()).as("%s", run.err()).isZero();
    return run;
  }
}
