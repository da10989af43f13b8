package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {

  @TempDir private Path folder;
  private final Console console = new Console();

  @Test
  void analyzeCountsTheLinesThatWereWritten() throws IOException {
    Path night = folder.resolve("night");
    assertThat(
            console.run(
                "simulate",
                "--output",
                night.toString(),
                "--hours",
                "3",
                "--nodes",
                "4",
                "--size",
                "2m"))
        .as(console.err())
        .isZero();
    Map<String, Long> written = new TreeMap<>();
    JsonNode manifest = new ObjectMapper().readTree(night.resolve("truth/manifest.json").toFile());
    for (JsonNode file : manifest.get("files")) {
      String path = file.get("path").asText();
      if (path.startsWith("logs/")) {
        written.put("file:" + night.toRealPath().resolve(path), file.get("lines").asLong());
      }
    }
    assertThat(console.out())
        .contains("training_ranks")
        .contains("incidents of")
        .contains("truth  " + night.resolve("truth"));

    AnalyzeRun run =
        AnalyzeRun.of(
            folder.resolve("out"),
            night.toRealPath().resolve("logs").toString(),
            "--date",
            "2026-03-14");

    assertThat(run.exitCode()).as(run.err()).isZero();
    Map<String, Long> read = new TreeMap<>();
    for (JsonNode file : run.report().get("files")) {
      // As wc -l counts: the pieces of a progress bar are lines here and none there.
      read.put(
          file.get("log_file_path").asText(),
          file.get("lines").asLong() - file.path("overwritten_lines").asLong());
    }
    assertThat(read).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --hours | 0      | --hours is 0, must be a number from 1 to 744.
          --hours | 745    | --hours is 745, must be a number from 1 to 744.
          --nodes | -3     | --nodes is -3, must be a number from 1 to 10000.
          --size  | 12q    | --size is '12q', must be from 1m to 16384g, like 512m or 2g.
          --size  | 4k     | --size is '4k', must be from 1m to 16384g, like 512m or 2g.
          --start | today  | --start is 'today', must be a time like 2026-03-13T22:00:00Z.
          --start | 2026-03-13T22:00:00.5Z | --start is '2026-03-13T22:00:00.5Z', must be a time like 2026-03-13T22:00:00Z.
          """)
  void aBadOptionIsOneSentence(String option, String value, String sentence) {
    Path night = folder.resolve("none");
    assertThat(console.run("simulate", "--output", night.toString(), option, value))
        .isEqualTo(ExitCode.USAGE);
    assertThat(console.err().lines().findFirst()).contains("faultline: " + sentence);
    assertThat(console.err()).hasLineCount(2);
    assertThat(night).doesNotExist();
  }

  @Test
  void anOutputInUseIsRefused() throws IOException {
    Files.writeString(folder.resolve("here"), "something");
    assertThat(console.run("simulate", "--output", folder.toString(), "--size", "1m"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(console.err())
        .startsWith("faultline: --output: ")
        .contains(" is not empty; name a folder that is, or a new one.");
  }

  @Test
  void anOutputThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "something");
    assertThat(console.run("simulate", "--output", file.toString(), "--size", "1m"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(file).hasContent("something");
  }

  @Test
  void aWrongTemplateIsNamedWithItsFile() throws IOException {
    Path conf = folder.resolve("conf");
    for (String kind : new String[] {"logs", "messages", "faults"}) {
      Files.createDirectories(conf.resolve("simulate/" + kind));
    }
    Path shipped = Path.of("../conf/simulate");
    for (String file :
        new String[] {
          "night.yaml",
          "words.yaml",
          "logs/kern.yaml",
          "messages/kernel.yaml",
          "faults/gpu/xid-63.yaml"
        }) {
      Path copy = conf.resolve("simulate/" + file);
      Files.createDirectories(copy.getParent());
      Files.copy(shipped.resolve(file), copy);
    }
    Path night = conf.resolve("simulate/night.yaml");
    Files.writeString(
        night,
        Files.readString(night)
            .replaceAll(
                "(?m)^  (daemon|training|api|access|uvicorn|errors|controller): [0-9]+\n", ""));
    Path fault = conf.resolve("simulate/faults/gpu/xid-63.yaml");
    Files.writeString(fault, Files.readString(fault).replace("{xid_pci}", "{pci_xid}"));

    assertThat(
            console.run(
                "simulate",
                "--output",
                folder.resolve("night").toString(),
                "--conf-dir",
                conf.toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(console.err())
        .startsWith("faultline: " + fault + ": nothing is called {pci_xid}; known are values []");
  }
}
