package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

  private static final String XID =
      "Mar 14 02:11:09 gpu-node-01 kernel: [29345.120417] NVRM: Xid (PCI:0000:3b:00): 79, "
          + "GPU has fallen off the bus.";

  @TempDir private Path folder;
  private final Console console = new Console();

  @Test
  void aLineIsTakenApart() {
    assertThat(console.run("explain", XID, "--date", "2026-03-14")).isZero();
    assertThat(console.out().lines().map(String::strip))
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
    assertThat(console.run("explain", XID, "--date", "2026-03-14")).isZero();
    assertThat(console.out().lines())
        .contains(
            "  cause      gpu_off_bus: GPU fell off the bus",
            "  category   gpu",
            "  severity   critical",
            "  code       79: ROBUST_CHANNEL_GPU_HAS_FALLEN_OFF_THE_BUS, catalogue: RESTART_BM");
  }

  @Test
  void anXidWithoutACauseOfItsOwnIsWhatItsNumberSays() {
    String line = "kernel: NVRM: Xid (PCI:0000:3b:00): %s, something";
    assertThat(console.run("explain", line.formatted("62"))).isZero();
    assertThat(console.out())
        .contains("code       62: ")
        .doesNotContain("Look the number up in the NVIDIA Xid catalogue");
    Console other = new Console();
    assertThat(other.run("explain", line.formatted("999"))).isZero();
    assertThat(other.out())
        .contains("meaning    A number that is not in the catalogue.", "999: unknown code");
  }

  @Test
  void anErrorThatIsNoKnownFaultHasCategoryAndSeverity() {
    assertThat(console.run("explain", "2026-03-14 02:11:41 ERROR Connection refused by db"))
        .isZero();
    assertThat(console.out().lines())
        .contains("  cause      none", "  severity   high")
        .anyMatch(line -> line.startsWith("  category   "));
  }

  @Test
  void theZoneIsThatOfTimesThatNameNone() {
    String line = "2026-03-14 02:11:41 ERROR boom";
    assertThat(console.run("explain", line, "--timezone", "America/New_York")).isZero();
    assertThat(console.out()).contains("2026-03-14T06:11:41Z");
  }

  @Test
  void theHashIsThatOfTheTables() {
    assertThat(console.run("explain", "2026-03-14 02:11:41 ERROR boom")).isZero();
    long hash = LocalSpark.session().sql("SELECT xxhash64('boom')").first().getLong(0);
    assertThat(console.out()).contains(String.format("hash       %016x (%d)", hash, hash));
  }

  @Test
  void theEndOfAStackTraceBelongsToTheShape() {
    String trace = "\nTraceback (most recent call last):\n  File \"a.py\"\nValueError: bad 17";
    assertThat(console.run("explain", "2026-03-14 02:11:41 ERROR boom" + trace)).isZero();
    assertThat(console.out())
        .contains("detail     ValueError: bad 17")
        .contains("shape      boom | ValueError: bad #");
  }

  @Test
  void aLineThatNoFormatTakesIsToldHowFarTheNearestGot() {
    String line = "2026-03-14 03:30:10,103 - INFO - no logger";
    assertThat(console.run("explain", line)).isZero();
    assertThat(console.out())
        .contains("none takes this line")
        .contains("nearest is python-logging, up to byte 33: it wants {level}, one of CRITICAL")
        .contains("but there is  no logger")
        .contains("conf/formats/");
  }

  @Test
  void aLineThatEndsTooEarlyIsToldSo() {
    assertThat(console.run("explain", "2026-03-14 03:30:10")).isZero();
    assertThat(console.out()).contains("it wants the text ' '").contains("the line ends there");
  }

  @Test
  void jsonWithoutASpaceIsALine() {
    assertThat(console.run("explain", "{\"level\":\"error\",\"msg\":\"full\",\"path\":\"/var\"}"))
        .isZero();
    assertThat(console.out()).contains("format     json: JSON lines");
  }

  @Test
  void aLineThatNothingTakesIsToldSo() {
    assertThat(console.run("explain", "*** stop ***")).isZero();
    assertThat(console.out()).contains("not even its beginning fits one");
  }

  @Test
  void aFileIsToldByItsFormatsAndItsFirstLines() throws IOException {
    Path file = folder.resolve("train.log");
    StringBuilder text = new StringBuilder("Banner\n2026-03-14 02:11:41 ERROR boom\n");
    text.append("  File \"a.py\"\nValueError: bad 17\n\n");
    text.append("2026-03-14 02:11:42 INFO fine\n".repeat(30));
    Files.writeString(file, text);
    assertThat(console.run("explain", file.toString())).isZero();
    assertThat(console.out().lines())
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
              console.run(
                  "explain", file.toString(), "--timezone=+01:00", "--conf-dir", conf.toString()))
          .isZero();
    }
    assertThat(console.run("explain", line, "--timezone=+01:00", "--conf-dir", conf.toString()))
        .isZero();
    assertThat(console.out().lines().filter(told -> told.contains("  time  ")))
        .containsExactly(
            "  time       2026-03-13T20:41:41Z",
            "  time       2026-03-14T01:11:41Z",
            "  time       2026-03-14T01:11:41Z");
  }

  @Test
  void aMissingFileIsOneSentenceWithTheNearestName() throws IOException {
    Files.writeString(folder.resolve("kern.log"), "x\n");
    assertThat(console.run("explain", folder.resolve("kerm.log").toString()))
        .isEqualTo(ExitCode.INPUT);
    assertThat(console.err().lines()).hasSize(1).first().asString().contains("kern.log?");
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
    assertThat(console.run("explain", "<I> all is well", "--conf-dir", conf)).isZero();
    assertThat(console.out()).contains("format     mine: Mine").contains("body       all is well");
  }

  @Test
  void helpTeachesByExample() {
    assertThat(console.run("explain", "--help")).isZero();
    assertThat(console.out()).contains("Examples:").contains("faultline explain '2026-03-14");
  }
}
