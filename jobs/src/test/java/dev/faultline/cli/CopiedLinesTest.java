package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One host whose kern.log, syslog, dmesg and journal hold the same fifty kernel lines. */
class CopiedLinesTest {

  private static final Instant START = Instant.parse("2026-03-14T02:00:00Z");

  @TempDir private static Path folder;

  private static Path night;
  private static JsonNode report;

  @BeforeAll
  static void writeAndAnalyze() throws IOException {
    night = folder.resolve("night/node-a");
    Files.createDirectories(night);
    List<String> kern = new ArrayList<>();
    List<String> syslog = new ArrayList<>();
    List<String> journal = new ArrayList<>();
    List<String> dmesg = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      // Two lines of a kind often share a second.
      Instant at = START.plusSeconds(i / 6 * 5);
      String message =
          switch (i % 3) {
            case 0 -> "NVRM: Xid (PCI:0000:" + i % 2 + "b:00): 31, pid=77, Ch 1, MMU Fault";
            case 1 -> "Out of memory: Killed process 4821 (python3) total-vm:9kB, anon-rss:6kB";
            default -> "pcieport 0000:80:01.1: AER: Corrected error received: 0000:81:00.0";
          };
      kern.add(stamped("MMM dd HH:mm:ss", at) + " node-a kernel: [1234.500000] " + message);
      syslog.add(kern.get(i));
      journal.add(stamped("yyyy-MM-dd'T'HH:mm:ss", at) + ".700000+00:00 node-a kernel: " + message);
      dmesg.add("[" + stamped("EEE MMM dd HH:mm:ss yyyy", at.plusSeconds(1)) + "] " + message);
    }
    for (String suppressed : List.of("12", "30")) {
      String note =
          stamped("MMM dd HH:mm:ss", START.plusSeconds(400 + suppressed.hashCode() % 50))
              + " node-a kernel: [1700.500000] net_ratelimit: "
              + suppressed
              + " callbacks suppressed";
      kern.add(note);
      syslog.add(note);
    }
    syslog.add(
        "Mar 14 02:30:00 node-a sshd[7]: message repeated 5 times: [ Failed password for root]");
    Files.write(night.resolve("kern.log"), kern);
    Files.write(night.resolve("syslog"), syslog);
    Files.write(night.resolve("journal.log"), journal);
    Files.write(night.resolve("dmesg.txt"), dmesg);
    report = analyze(folder.resolve("night"), "cpu").report();
  }

  private static String stamped(String pattern, Instant at) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC).format(at);
  }

  private static AnalyzeRun analyze(Path logs, String engine) {
    return AnalyzeRun.of(
        folder.resolve("out-" + engine + logs.getFileName()),
        logs.toString(),
        "--date",
        "2026-03-14",
        "--set",
        "engine=" + engine);
  }

  private static Map<String, Long> events(JsonNode report) {
    return ReportFigures.counts(report.get("faults"), "cause", "event_count");
  }

  @Test
  void eachKernelLineIsOneEventAndFourRecords() throws IOException {
    Grep kern = Grep.in(night.resolve("kern.log"));
    Map<String, Long> told = new TreeMap<>();
    told.put("gpu_application_fault", kern.count("NVRM: Xid"));
    told.put("oom_kill", kern.count("Out of memory: Killed process"));
    told.put("pcie_corrected", kern.count("AER: Corrected error received"));
    assertThat(ReportFigures.sum(told)).isEqualTo(50);
    assertThat(events(report)).isEqualTo(told);
    Map<String, Long> entries =
        ReportFigures.counts(report.get("first_things_first"), "severity", "event_count");
    assertThat(entries)
        .isEqualTo(Map.of("critical", told.get("oom_kill"), "medium", 50 - told.get("oom_kill")));
    told.replaceAll((cause, lines) -> 4 * lines);
    assertThat(ReportFigures.counts(report.get("faults"), "cause", "count")).isEqualTo(told);
    assertThat(report.at("/lines/read").asLong()).isEqualTo(4 * 50 + 2 * 2 + 1);
    ReportFigures.assertAddsUp(report);
  }

  @Test
  void notesOfRepeatsAndSuppressionCountOnce() {
    List<String> notes = new ArrayList<>();
    for (JsonNode note : report.get("lost_lines")) {
      notes.add(
          String.join(
              " ",
              note.get("kind").asText(),
              note.get("source").asText(),
              note.get("service_name").asText(),
              note.get("notes").asText(),
              note.get("lines").asText()));
    }
    assertThat(notes).containsExactly("suppressed node-a kernel 2 42", "repeated node-a sshd 1 5");
  }

  @Test
  void bothEnginesSayTheSame() {
    assertThat(analyze(folder.resolve("night"), "gpu").results())
        .isEqualTo(analyze(folder.resolve("night"), "cpu").results());
  }

  @Test
  void namesOfFilesDoNotMatter() throws IOException {
    Path other = folder.resolve("other/node-a");
    Files.createDirectories(other);
    for (String name : List.of("kern.log", "syslog", "journal.log", "dmesg.txt")) {
      // In the opposite order.
      Files.copy(night.resolve(name), other.resolve((char) ('z' - name.charAt(0) + 'a') + name));
    }
    Files.copy(night.resolve("kern.log"), other.resolve("0-kern.log"));
    JsonNode copied = analyze(folder.resolve("other"), "cpu").report();
    assertThat(events(copied)).isEqualTo(events(report));
    assertThat(copied.get("lost_lines")).isEqualTo(report.get("lost_lines"));
  }
}
