package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faultline.LocalSpark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AnalyzeCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void session() {
    LocalSpark.session();
  }

  private int run(String... args) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(args);
  }

  private JsonNode manifest(String date) throws IOException {
    return JSON.readTree(folder.resolve("out/dt=" + date + "/manifest.json").toFile());
  }

  private JsonNode report(String date) throws IOException {
    Path run = folder.resolve("out/dt=" + date).resolve(manifest(date).get("run_path").asText());
    return JSON.readTree(run.resolve("report.json").toFile());
  }

  private String output() {
    return folder.resolve("out").toString();
  }

  @Test
  void theSampleIsAccountedForLineByLine() throws IOException {
    Path sample = Path.of("../data/sample");
    assertThat(run("analyze", sample.toString(), "--output", output())).isZero();

    JsonNode report = report("2026-03-14");
    // By grep -c '' on each file, the gzipped one unpacked: data/README.md lists them.
    assertThat(report.at("/lines/read").asLong()).isEqualTo(4212);
    long plainLines = 0;
    for (JsonNode file : report.get("files")) {
      if (file.get("compression").asText().isEmpty()) {
        String path = file.get("log_file_path").asText().substring("file:".length());
        byte[] content = Files.readAllBytes(Path.of(path));
        assertThat(file.get("read_bytes").asLong()).isEqualTo(content.length);
        plainLines += file.get("lines").asLong();
      }
    }
    assertThat(plainLines).isEqualTo(4212 - 121);
    // By grep -cE '^2026-03-1[0-9] [0-9:]{8} ERROR ' and ' - ERROR - ' on each file.
    assertThat(report.at("/levels/ERROR").asLong() + report.at("/levels/FATAL").asLong())
        .isEqualTo(104);
    assertThat(report.at("/time/last").asText()).isEqualTo("2026-03-14T06:26:41Z");
    long parts = 0;
    for (String part : List.of("records", "continuation", "unparsed", "blank")) {
      parts += report.at("/lines/" + part).asLong();
    }
    assertThat(parts).isEqualTo(4212);
  }

  @Test
  void theLevelsOfTheCourseSamplesAreThoseCountedByHand() throws IOException {
    Path samples = realLogs().resolve("course-samples");
    assertThat(run("analyze", samples + "/*.log", "--output", output())).isZero();

    JsonNode report = report("2024-10-18");
    assertThat(report.at("/lines/read").asLong()).isEqualTo(39);
    assertThat(report.at("/lines/records").asLong()).isEqualTo(39);
    assertThat(report.at("/levels/INFO").asLong()).isEqualTo(22);
    assertThat(report.at("/levels/WARN").asLong()).isEqualTo(3);
    assertThat(report.at("/levels/ERROR").asLong()).isEqualTo(14);
    report
        .get("errors_by_file")
        .fields()
        .forEachRemaining(
            file -> {
              String name = file.getKey().substring(file.getKey().lastIndexOf('/') + 1);
              long expected =
                  Map.of("api.log", 3L, "errors.log", 10L, "training.log", 1L).get(name);
              assertThat(file.getValue().asLong()).as(name).isEqualTo(expected);
            });
    assertThat(report.get("errors_by_file")).hasSize(3);
  }

  @Test
  void aWrongConfigurationIsExitCode2() throws IOException {
    Files.writeString(folder.resolve("a.log"), "one\n");
    Files.createDirectories(folder.resolve("conf"));
    String input = folder.resolve("a.log").toString();
    String conf = folder.resolve("conf").toString();
    assertThat(run("analyze", input, "--output", output(), "--conf-dir", conf))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains("mask.yaml");
  }

  private static Path realLogs() {
    String named = System.getenv("FAULTLINE_DATA");
    Path data = Path.of(named == null ? "../../shared/data" : named);
    Assumptions.assumeTrue(Files.isDirectory(data), "skipped: no real logs in " + data);
    return data;
  }

  @Test
  void theSameInputGivesTheSameBytes() throws IOException {
    Files.writeString(folder.resolve("a.log"), "one\n\ntwo\n");
    String input = folder.resolve("a.log").toString();
    assertThat(run("analyze", input, "--output", output(), "--date", "2026-01-02")).isZero();
    String first = manifest("2026-01-02").get("run_id").asText();
    assertThat(run("analyze", input, "--output", output(), "--date", "2026-01-02")).isZero();
    String second = manifest("2026-01-02").get("run_id").asText();

    assertThat(second).isNotEqualTo(first);
    for (String name : List.of("report.txt", "report.json")) {
      assertThat(folder.resolve("out/_runs/" + second).resolve(name))
          .hasSameBinaryContentAs(folder.resolve("out/_runs/" + first).resolve(name));
    }
  }

  @Test
  void aMissingInputIsOneSentenceAndExitCode3() {
    assertThat(run("analyze", folder.resolve("none").toString(), "--output", output()))
        .isEqualTo(ExitCode.INPUT);
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains("does not exist");
    assertThat(folder.resolve("out/_runs")).isEmptyDirectory();
  }

  @Test
  void strictStopsAtDamageBeforeAnythingIsPublished() throws IOException {
    Files.writeString(folder.resolve("a.log.gz"), "not gzip\n");
    String input = folder.resolve("a.log.gz").toString();
    assertThat(run("analyze", input, "--output", output(), "--strict")).isEqualTo(ExitCode.INPUT);
    assertThat(err.toString()).contains("--strict").contains("gzip");
    assertThat(folder.resolve("out/_runs")).isEmptyDirectory();

    assertThat(run("analyze", input, "--output", output(), "--date", "2026-01-02")).isZero();
    assertThat(report("2026-01-02").get("problems")).hasSize(1);
  }

  @Test
  void wrongUsageNamesTheNearestCommand() {
    assertThat(run("analyse", "x")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("analyze").doesNotContain("\tat ");
  }

  @Test
  void wrongUsageNamesTheNearestOption() {
    assertThat(run("analyze", "x", "--ouput", "y")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("Unknown option: '--ouput'").contains("--output");
  }

  @Test
  void anOutputThatCannotBeWrittenIsExitCode4() throws IOException {
    Files.writeString(folder.resolve("a.log"), "one\n");
    Files.writeString(folder.resolve("file"), "in the way");
    String output = folder.resolve("file/out").toString();
    assertThat(run("analyze", folder.resolve("a.log").toString(), "--output", output))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains("cannot be written");
  }

  @Test
  void everySetOfRealLogsBalances() throws IOException {
    Path data = realLogs();
    List<Path> sets;
    try (Stream<Path> children = Files.list(data)) {
      sets = children.filter(Files::isDirectory).sorted().toList();
    }
    for (Path set : sets) {
      assertThat(run("analyze", set.toString(), "--output", output(), "--date", "2026-01-02"))
          .as("%s", set)
          .isZero();
      for (JsonNode file : report("2026-01-02").get("files")) {
        Path path = Path.of(file.get("log_file_path").asText().substring("file:".length()));
        byte[] content = Files.readAllBytes(path);
        long lines = 0;
        for (byte b : content) {
          lines += b == '\n' ? 1 : 0;
        }
        lines += content.length > 0 && content[content.length - 1] != '\n' ? 1 : 0;
        assertThat(file.get("lines").asLong()).as("%s", path).isEqualTo(lines);
      }
    }
  }
}
