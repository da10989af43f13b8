package dev.faultline.ingest;

import static dev.faultline.ingest.TestFiles.CONF;
import static dev.faultline.ingest.TestFiles.gzip;
import static dev.faultline.ingest.TestFiles.pack;
import static dev.faultline.ingest.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.faultline.ingest.TestFiles.Packer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that unpack to much more than logs do. */
class UnpackLimitTest {

  private static final String LINE = "2026-03-14 10:00:00 INFO all is well, all is very well\n";
  private static final long MIB = 1 << 20;

  @TempDir Path folder;

  /** What was read of a file, without keeping it. */
  private record Seen(long lines, long bytes, List<String> problems) {}

  private static Seen read(InputFile file, UnpackLimit limit) {
    InputSplit whole = new InputSplit(file, 0, Long.MAX_VALUE);
    long lines = 0;
    try (LineCursor cursor = LineCursor.open(whole, 1000, limit, CONF)) {
      while (cursor.next()) {
        lines++;
      }
      return new Seen(lines, cursor.nextOffset(), List.copyOf(cursor.problems()));
    }
  }

  private static Packer packer(String suffix) {
    return switch (suffix) {
      case "gz" -> GZIPOutputStream::new;
      case "bz2" -> BZip2CompressorOutputStream::new;
      default -> ZstdOutputStream::new;
    };
  }

  /** Writes a text again and again, packed, and never holds it whole. */
  private InputFile bomb(String suffix, String text, long bytes) throws IOException {
    byte[] part = text.repeat((int) MIB / text.length()).getBytes(StandardCharsets.US_ASCII);
    Path path = folder.resolve("bomb." + suffix);
    try (OutputStream out = packer(suffix).wrap(Files.newOutputStream(path))) {
      for (long written = 0; written < bytes; written += part.length) {
        out.write(part);
      }
    }
    return InputListing.list(List.of(path.toString()), CONF).get(0);
  }

  @ParameterizedTest
  @CsvSource({"gz, 200", "bz2, 20", "zst, 200"})
  void whatIsBehindTheLimitIsLeftOutAndSaid(String suffix, long mib) throws IOException {
    InputFile file = bomb(suffix, "\0", mib * MIB);
    Seen seen = read(file, new UnpackLimit(10, 8 * MIB));
    assertThat(seen.bytes()).isEqualTo(Math.max(8 * MIB, 10 * file.lengthBytes()));
    assertThat(seen.lines()).isEqualTo(1);
    assertThat(seen.problems())
        .containsExactly(
            "%s: unpacks to more than %d bytes, and to more than 10 times its %d stored bytes; what follows was not read (--set max_unpack_ratio=0 reads all)"
                .formatted(file.path(), seen.bytes(), file.lengthBytes()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "zst"})
  void linesBeforeTheLimitAreRead(String suffix) throws IOException {
    Seen seen = read(bomb(suffix, LINE, 20 * MIB), new UnpackLimit(1, 8 * MIB));
    assertThat(seen.problems()).hasSize(1);
    // The last one is cut where the limit lies.
    assertThat(seen.lines()).isEqualTo(8 * MIB / LINE.length() + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "zst"})
  void withoutALimitAllIsRead(String suffix) throws IOException {
    Seen seen = read(bomb(suffix, LINE, 20 * MIB), new UnpackLimit(0, MIB));
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.bytes() % LINE.length()).isZero();
    assertThat(seen.lines()).isEqualTo(seen.bytes() / LINE.length());
  }

  @Test
  void aFileThatIsAsLongAsTheLimitIsWhole() throws IOException {
    byte[] content = LINE.repeat(1000).getBytes(StandardCharsets.US_ASCII);
    InputFile file = write(folder, "a.gz", gzip(content));
    assertThat(read(file, new UnpackLimit(1, content.length)).problems()).isEmpty();
    assertThat(read(file, new UnpackLimit(1, content.length - 1)).problems()).hasSize(1);
  }

  @Test
  void plainFilesHaveNoLimit() {
    InputFile file = write(folder, "a.log", LINE.repeat(1000).getBytes(StandardCharsets.US_ASCII));
    assertThat(read(file, new UnpackLimit(1, 10)).problems()).isEmpty();
  }

  /** The measure is what a storm of one line packs to, here 5,000 of them a second. */
  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "zst"})
  void aStormOfOneLineStaysBelow(String suffix) throws IOException {
    StringBuilder storm = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      storm.append("Mar 14 02:%02d:%02d ".formatted(i / 300_000, i / 5000 % 60));
      storm.append("gpu-node-01 kernel: NVRM: Xid (PCI:0000:3b:00): 79, GPU fell off the bus\n");
    }
    byte[] content = storm.toString().getBytes(StandardCharsets.US_ASCII);
    InputFile file = write(folder, "storm." + suffix, pack(packer(suffix), content));
    Seen seen = read(file, UnpackLimit.DEFAULT);
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.lines()).isEqualTo(200_000);
    if (suffix.equals("gz")) {
      assertThat(content.length / file.lengthBytes()).isLessThan(UnpackLimit.DEFAULT.ratio());
    }
  }

  @Test
  void thousandsOfEmptyMembersNeedNoStack() throws IOException {
    for (String suffix : List.of("gz", "bz2", "zst")) {
      byte[] none = pack(packer(suffix), new byte[0]);
      byte[] all = new byte[none.length * 50_000];
      for (int i = 0; i < all.length; i++) {
        all[i] = none[i % none.length];
      }
      Seen seen = read(write(folder, "empty.log", all), UnpackLimit.DEFAULT);
      assertThat(seen.lines()).isZero();
    }
  }

  @Test
  void whatIsPackedTwiceIsNamed() {
    InputFile file =
        write(folder, "a.gz.gz", gzip(gzip(LINE.repeat(100).getBytes(StandardCharsets.US_ASCII))));
    byte[] head = new byte[SplitAccount.HEAD_BYTES];
    try (LineCursor cursor = LineCursor.open(file, 0, 1000, CONF)) {
      assertThat(SplitAccount.contentProblem(head, cursor.peek(head)))
          .isEqualTo("packed twice: its content is gzip data; unpack it once");
    }
  }
}
