package dev.faultline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faultline.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * One call of {@code analyze} in the session of the tests, and what it left behind.
 *
 * @param exitCode see {@link ExitCode}
 * @param out what it printed
 * @param err what it said about itself
 */
record AnalyzeRun(int exitCode, String out, String err) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Calls the command with an output folder and further arguments. */
  static AnalyzeRun of(Path output, String... args) {
    List<String> all = new ArrayList<>(List.of("analyze", "--output", output.toString()));
    all.addAll(List.of(args));
    return of(all);
  }

  /** Calls Faultline with just these arguments. */
  static AnalyzeRun of(List<String> args) {
    LocalSpark.session();
    Console console = new Console();
    int exitCode = console.run(args.toArray(String[]::new));
    return new AnalyzeRun(exitCode, console.out(), console.err());
  }

  /** The sample in the repository. */
  static Path sample() throws IOException {
    return Path.of("../data/sample").toRealPath();
  }

  /** The folder of real logs, which are not part of the repository; skips the test without them. */
  static Path realLogs() {
    String named = System.getenv("FAULTLINE_DATA");
    Path data = Path.of(named == null ? "../../shared/data" : named);
    Assumptions.assumeTrue(
        Files.isDirectory(data), "no real logs: set FAULTLINE_DATA to their folder");
    return data;
  }

  /** The run's folder. */
  Path folder() {
    return named("report");
  }

  /** The manifest of the day, which names the run. */
  Path pointer() {
    return named("manifest");
  }

  /** The run's manifest. */
  JsonNode manifest() {
    return read(folder().resolve("manifest.json"));
  }

  /** The tree of report.json. */
  JsonNode report() {
    return read(folder().resolve("report.json"));
  }

  /** What must be the same for the same input, by name: reports, CSV files, plots in hex. */
  Map<String, String> results() {
    Map<String, String> results = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder().relativize(file).toString();
        if (name.startsWith("report.") || name.startsWith("csv")) {
          results.put(name, Files.readString(file));
        } else if (name.startsWith("plots")) {
          results.put(name, HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return results;
  }

  private Path named(String what) {
    return out.lines()
        .filter(line -> line.startsWith(what + "  "))
        .map(line -> Path.of(line.substring(what.length()).strip().replaceFirst("^file:", "")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("The run published nothing: " + err));
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
