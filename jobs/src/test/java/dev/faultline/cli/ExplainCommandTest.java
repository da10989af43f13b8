package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExplainCommandTest {

  private static final String XID =
      "Mar 14 02:11:09 gpu-node-01 kernel: [29345.120417] NVRM: Xid (PCI:0000:3b:00): 79, "
          + "GPU has fallen off the bus.";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(args);
  }

  @Test
  void aLineIsTakenApart() {
    assertThat(run("explain", XID, "--date", "2026-03-14")).isZero();
    assertThat(out.toString().lines().map(String::strip))
        .startsWith(XID)
        .contains(
            "format     rfc3164: Syslog (RFC 3164)",
            "time       2026-03-14T02:11:09Z",
            "host       gpu-node-01",
            "service    kernel",
            "uptime     29345.120417 s",
            "shape      NVRM: Xid (PCI:#): 79, GPU has fallen off the bus.");
  }

  @Test
  void aFaultHasCauseCategoryAndSeverity() {
    assertThat(run("explain", XID, "--date", "2026-03-14")).isZero();
    assertThat(out.toString().lines())
        .contains(
            "  cause      gpu_off_bus: GPU fell off the bus",
            "  category   gpu",
            "  severity   critical");
  }

  @Test
  void anErrorThatIsNoKnownFaultHasCategoryAndSeverity() {
    assertThat(run("explain", "2026-03-14 02:11:41 ERROR Connection refused by db")).isZero();
    assertThat(out.toString().lines())
        .contains("  cause      none", "  severity   high")
        .anyMatch(line -> line.startsWith("  category   "));
  }

  @Test
  void theZoneIsThatOfTimesThatNameNone() {
    String line = "2026-03-14 02:11:41 ERROR boom";
    assertThat(run("explain", line, "--timezone", "America/New_York")).isZero();
    assertThat(out.toString()).contains("2026-03-14T06:11:41Z");
  }

  @Test
  void theHashIsThatOfTheTables() {
    assertThat(run("explain", "2026-03-14 02:11:41 ERROR boom")).isZero();
    long hash = LocalSpark.session().sql("SELECT xxhash64('boom')").first().getLong(0);
    assertThat(out.toString()).contains(String.format("hash       %016x (%d)", hash, hash));
  }

  @Test
  void theEndOfAStackTraceBelongsToTheShape() {
    String trace = "\nTraceback (most recent call last):\n  File \"a.py\"\nValueError: bad 17";
    assertThat(run("explain", "2026-03-14 02:11:41 ERROR boom" + trace)).isZero();
    assertThat(out.toString())
        .contains("detail     ValueError: bad 17")
        .contains("shape      boom | ValueError: bad #");
  }

  @Test
  void aLineThatNoFormatTakesIsToldHowFarTheNearestGot() {
    String line = "2026-03-14 03:30:10,103 - INFO - no logger";
    assertThat(run("explain", line)).isZero();
    assertThat(out.toString())
        .contains("none takes this line")
        .contains("nearest is python-logging, up to byte 33: it wants {level}, one of CRITICAL")
        .contains("but there is  no logger")
        .contains("conf/formats/");
  }

  @Test
  void aLineThatEndsTooEarlyIsToldSo() {
    assertThat(run("explain", "2026-03-14 03:30:10")).isZero();
    assertThat(out.toString()).contains("it wants the text ' '").contains("the line ends there");
  }

  @Test
  void aLineThatNothingTakesIsToldSo() {
    assertThat(run("explain", "*** stop ***")).isZero();
    assertThat(out.toString()).contains("not even its beginning fits one");
  }

  @Test
  void aFileIsToldByItsFormatsAndItsFirstLines() throws IOException {
    Path file = folder.resolve("train.log");
    StringBuilder text = new StringBuilder("Banner\n2026-03-14 02:11:41 ERROR boom\n");
    text.append("  File \"a.py\"\nValueError: bad 17\n\n");
    text.append("2026-03-14 02:11:42 INFO fine\n".repeat(30));
    Files.writeString(file, text);
    assertThat(run("explain", file.toString())).isZero();
    assertThat(out.toString().lines())
        .contains(
            "  seed                 31  88.6 %",
            "  (continuation)        2   5.7 %",
            "line 1: Banner",
            "line 2: 2026-03-14 02:11:41 ERROR boom",
            "line 4: belongs to the record above: ValueError: bad 17",
            "  shape      boom | ValueError: bad #",
            "line 20: 2026-03-14 02:11:42 INFO fine")
        .noneMatch(line -> line.startsWith("line 21"));
  }

  @Test
  void aFileIsOfTheZoneThatTheConfigurationGivesIt() throws IOException {
    Path conf = Files.createDirectories(folder.resolve("conf"));
    for (String name : List.of("mask.yaml", "severities.yaml", "formats/seed.yaml")) {
      Files.createDirectories(conf.resolve(name).getParent());
      Files.copy(Path.of("../conf", name), conf.resolve(name));
    }
    Files.writeString(
        conf.resolve("sources.yaml"),
        "sources:\n  - {path: \"*/rack-7/*\", timezone: Asia/Kolkata}\n");
    String line = "2026-03-14 02:11:41 ERROR boom";
    for (String rack : List.of("rack-7", "rack-8")) {
      Path file = Files.createDirectories(folder.resolve(rack)).resolve("a.log");
      Files.writeString(file, line + "\n");
      assertThat(
              run("explain", file.toString(), "--timezone=+01:00", "--conf-dir", conf.toString()))
          .isZero();
    }
    assertThat(run("explain", line, "--timezone=+01:00", "--conf-dir", conf.toString())).isZero();
    assertThat(out.toString().lines().filter(told -> told.contains("  time  ")))
        .containsExactly(
            "  time       2026-03-13T20:41:41Z",
            "  time       2026-03-14T01:11:41Z",
            "  time       2026-03-14T01:11:41Z");
  }

  @Test
  void aMissingFileIsOneSentenceWithTheNearestName() throws IOException {
    Files.writeString(folder.resolve("kern.log"), "x\n");
    assertThat(run("explain", folder.resolve("kerm.log").toString())).isEqualTo(ExitCode.INPUT);
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains("kern.log?");
  }

  @Test
  void formatsOfAnotherFolderAreUsed() throws IOException {
    Files.createDirectories(folder.resolve("conf/formats"));
    for (String name : List.of("mask.yaml", "severities.yaml")) {
      Files.copy(Path.of("../conf", name), folder.resolve("conf").resolve(name));
    }
    Files.writeString(
        folder.resolve("conf/formats/mine.yaml"),
        """
        id: mine
        title: Mine
        pattern: "<{level}> {body}"
        fields:
          level: {type: level}
        levels: {I: INFO}
        matches:
          - {line: "<I> fine", level: INFO, body: fine}
        """);
    String conf = folder.resolve("conf").toString();
    assertThat(run("explain", "<I> all is well", "--conf-dir", conf)).isZero();
    assertThat(out.toString()).contains("format     mine: Mine").contains("body       all is well");
  }

  @Test
  void helpTeachesByExample() {
    assertThat(run("explain", "--help")).isZero();
    assertThat(out.toString()).contains("Examples:").contains("faultline explain '2026-03-14");
  }
}
