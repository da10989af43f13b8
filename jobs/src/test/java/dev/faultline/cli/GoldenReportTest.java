package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The report of data/sample is byte for byte the one in data/golden, where {@code DATA} stands for
 * the folder of the sample. {@code -Dfaultline.golden=write} writes it anew.
 */
class GoldenReportTest {

  private static final Path GOLDEN = Path.of("../data/golden");

  @TempDir private Path folder;

  @Test
  void theReportOfTheSampleIsTheExpectedOne() throws IOException {
    Path sample = AnalyzeRun.sample();
    AnalyzeRun run = AnalyzeRun.of(folder, sample.toString());
    assertThat(run.exitCode()).isZero();
    Map<String, String> results = run.results();
    // The page is made of the same figures, and its style may change more often.
    results.remove("report.html");
    // The pictures have the fonts of the machine.
    results.keySet().removeIf(name -> name.startsWith("plots/"));
    results.replaceAll((name, text) -> text.replace(sample.toString(), "DATA"));
    if ("write".equals(System.getProperty("faultline.golden"))) {
      write(results);
    }
    Map<String, String> golden = read();
    assertThat(results.keySet()).as("files in data/golden").isEqualTo(golden.keySet());
    golden.forEach(
        (name, text) ->
            assertThat(results.get(name))
                .as("data/golden/%s; if the change is meant, see data/README.md", name)
                .isEqualTo(text));
  }

  private static void write(Map<String, String> results) throws IOException {
    for (String name : read().keySet()) {
      Files.delete(GOLDEN.resolve(name));
    }
    for (Map.Entry<String, String> result : results.entrySet()) {
      Path file = GOLDEN.resolve(result.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, result.getValue());
    }
  }

  private static Map<String, String> read() throws IOException {
    Map<String, String> golden = new TreeMap<>();
    if (Files.isDirectory(GOLDEN)) {
      try (Stream<Path> files = Files.walk(GOLDEN)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          golden.put(GOLDEN.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return golden;
  }
}
