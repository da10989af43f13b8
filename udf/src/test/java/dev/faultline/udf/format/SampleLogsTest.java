package dev.faultline.udf.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The shipped formats on the sample logs. Prints how many lines of each file have no header. */
class SampleLogsTest {

  private static final FormatSet SET = FormatFiles.shippedSet();

  @Test
  void countsLinesWithoutHeader() throws IOException {
    Path folder = FormatFiles.root().resolve("data/sample");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      List<byte[]> lines = lines(file);
      Sniffer sniffer = sniff(lines);
      long candidates = sniffer.candidates();
      Header header = new Header();
      long unmatched =
          lines.stream()
              .filter(line -> SET.match(line, 0, line.length, candidates, header) < 0)
              .count();
      System.out.printf(
          "%s: %d of %d lines without a header%n",
          folder.relativize(file), unmatched, lines.size());
    }
  }

  @Test
  void findsTheBootTime() throws IOException {
    Path file = FormatFiles.root().resolve("data/sample/2026-03-14/gpu-node-002/dmesg.txt");
    // 1770098012 s - 1.47 s: the rtc_cmos line and its seconds since boot.
    assertThat(sniff(lines(file)).bootTimeMicros()).isEqualTo(1_770_098_010_530_000L);
  }

  private static Sniffer sniff(List<byte[]> lines) {
    Sniffer sniffer = new Sniffer(SET);
    lines.stream().limit(200).forEach(line -> sniffer.feed(line, 0, line.length, false));
    return sniffer;
  }

  private static List<byte[]> lines(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .map(line -> line.getBytes(UTF_8))
          .toList();
    }
  }
}
