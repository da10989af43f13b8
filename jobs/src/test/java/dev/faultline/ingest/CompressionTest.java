package dev.faultline.ingest;

import static dev.faultline.ingest.TestFiles.CONF;
import static dev.faultline.ingest.TestFiles.bytes;
import static dev.faultline.ingest.TestFiles.bzip2;
import static dev.faultline.ingest.TestFiles.concat;
import static dev.faultline.ingest.TestFiles.drain;
import static dev.faultline.ingest.TestFiles.gzip;
import static dev.faultline.ingest.TestFiles.logText;
import static dev.faultline.ingest.TestFiles.read;
import static dev.faultline.ingest.TestFiles.write;
import static dev.faultline.ingest.TestFiles.zstd;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.ingest.TestFiles.Content;
import dev.faultline.ingest.TestFiles.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {

  private static final byte[] TEXT = logText(600_000);

  @TempDir Path folder;

  /** The three formats with the packer that the tests use for each. */
  enum Format {
    GZIP("gz"),
    BZIP2("bz2"),
    ZSTD("zst");

    private final String suffix;

    Format(String suffix) {
      this.suffix = suffix;
    }

    byte[] pack(byte[] content) {
      return switch (this) {
        case GZIP -> gzip(content);
        case BZIP2 -> bzip2(content);
        case ZSTD -> zstd(content);
      };
    }
  }

  @ParameterizedTest
  @CsvSource({
    "kern.log,NONE",
    "kern.log.gz,GZIP",
    "kern.log.2.gz,GZIP",
    "KERN.LOG.GZ,GZIP",
    "x.log.gz-20241018,GZIP",
    "x.log.gz.3,GZIP",
    "x.log.bz2-2024-10-18T01,BZIP2",
    "x.zst,ZSTD",
    "x.zstd.1,ZSTD",
    "x.gz.log,NONE",
    "gz,NONE",
    "x.gzlog,NONE",
    "notgz-20241018,NONE"
  })
  void suffixTells(String name, Compression expected) {
    assertThat(Compression.ofName(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void contentIsThatOfThePlainFile(Format format) {
    Content plain = read(write(folder, "a.log", TEXT));
    Content packed = read(write(folder, "a.log." + format.suffix, format.pack(TEXT)));
    assertThat(packed.problems()).isEmpty();
    assertThat(packed.lines().equals(plain.lines())).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void concatenatedPartsAreReadThrough(Format format) {
    byte[] packed =
        concat(
            format.pack(bytes("one\ntw")),
            format.pack(new byte[0]),
            format.pack(bytes("o\nthree\n")),
            format.pack(TEXT));
    Content content = read(write(folder, "a." + format.suffix, packed));
    assertThat(content.problems()).isEmpty();
    assertThat(content.texts().subList(0, 3)).containsExactly("one", "two", "three");
    assertThat(content.lines().size()).isEqualTo((int) TestFiles.countLines(TEXT) + 3);
  }

  @ParameterizedTest
  @EnumSource
  void truncationKeepsWhatCameBefore(Format format) {
    byte[] packed = format.pack(TEXT);
    Content content =
        read(write(folder, "a." + format.suffix, Arrays.copyOf(packed, packed.length * 2 / 3)));
    assertPrefix(content, 100_000);
    long reached = content.lines().get(content.lines().size() - 1).nextOffset();
    assertThat(content.problem())
        .contains("data are damaged or cut off at uncompressed offset " + reached + " (");
  }

  @ParameterizedTest
  @EnumSource
  void everyTruncationEndsWithAProblem(Format format) {
    byte[] packed = format.pack(bytes("one\ntwo\nthree\n"));
    for (int length = 0; length < packed.length; length++) {
      InputFile file = write(folder, "a." + format.suffix, Arrays.copyOf(packed, length));
      assertThat(read(file).problems()).as("%d of %d", length, packed.length).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFlippedBitEndsWithAProblem(Format format) {
    byte[] packed = format.pack(TEXT);
    packed[packed.length / 2] ^= 0x10;
    Content content = read(write(folder, "a." + format.suffix, packed));
    assertThat(content.problem()).contains("data are damaged");
    // gzip may see it only in the checksum at the end; the others check each block or symbol.
    assertThat(content.lines().size()).isPositive();
    String first = new String(TEXT, 0, 1000, UTF_8);
    assertThat(first).startsWith(content.lines().get(0).text());
  }

  @ParameterizedTest
  @EnumSource
  void aPlainNameIsUnpackedOnceInWhateverSplits(Format format) {
    InputFile file = write(folder, "plain.log", format.pack(TEXT));
    assertThat(read(file).problem()).contains("data without the suffix; it was unpacked");
    List<Line> lines = new ArrayList<>();
    for (List<InputSplit> partition : Splits.plan(List.of(file), 1000, 4, 0)) {
      for (InputSplit split : partition) {
        lines.addAll(drain(LineCursor.open(split, 1 << 20, CONF)).lines());
      }
    }
    assertThat(lines.equals(read(file).lines())).isTrue();
    // Right behind the first byte is not the first byte.
    assertThat(drain(LineCursor.open(file, 1, 1 << 20, CONF)).lines()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aPackedNameWithPlainContentIsReadAsPlain(Format format) {
    Content content = read(write(folder, "a." + format.suffix, bytes("one\ntwo\n")));
    assertThat(content.texts()).containsExactly("one", "two");
    String tool = Compression.valueOf(format.name()).label();
    assertThat(content.problem()).contains("named ." + format.suffix + " but not " + tool);
  }

  @Test
  void anotherFormatThanTheNameSaysIsUnpacked() {
    Content content = read(write(folder, "a.gz", zstd(bytes("one\n"))));
    assertThat(content.texts()).containsExactly("one");
    assertThat(content.problem()).contains("named .gz but not gzip; it was unpacked as zstd");
  }

  @Test
  void formatsThatAreNotReadAreNamed() {
    byte[] xz = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0, 4};
    Content content = read(write(folder, "a.xz", xz));
    assertThat(content.lines()).isEmpty();
    assertThat(content.problem()).contains("unpack it with xz -d");
  }

  @Test
  void zerosBehindGzipAreSilentAndGarbageIsNot() {
    byte[] packed = gzip(bytes("one\n"));
    Content padded = read(write(folder, "a.gz", concat(packed, new byte[100_000])));
    assertThat(padded.texts()).containsExactly("one");
    assertThat(padded.problems()).isEmpty();
    Content followed = read(write(folder, "b.gz", concat(packed, bytes("garbage\n"))));
    assertThat(followed.texts()).containsExactly("one");
    assertThat(followed.problem()).contains("bytes after the end of the gzip data were not read");
  }

  @Test
  void wrongChecksumIsReportedAfterTheLines() {
    byte[] packed = gzip(TEXT);
    packed[packed.length - 8] ^= 1;
    Content content = read(write(folder, "a.gz", packed));
    assertThat(content.lines().size()).isEqualTo((int) TestFiles.countLines(TEXT));
    assertThat(content.problem()).contains("offset " + TEXT.length + " (wrong checksum)");
  }

  @Test
  void gzipHeaderFieldsAreSkipped() {
    byte[] packed = gzip(bytes("one\n"));
    byte[] head = Arrays.copyOf(packed, 10);
    head[3] = 2 | 4 | 8 | 16;
    byte[] fields = concat(new byte[] {3, 0, 1, 2, 3}, bytes("name\0comment\0"), new byte[] {9, 9});
    byte[] rest = Arrays.copyOfRange(packed, 10, packed.length);
    assertThat(read(write(folder, "a.gz", concat(head, fields, rest))).texts())
        .containsExactly("one");
  }

  /** Network streams say 0 bytes are available, and give few bytes a call. */
  @Test
  void membersAreFoundOnAStreamThatNeverHasBytesAvailable() throws IOException {
    byte[] packed = concat(gzip(bytes("one\n")), gzip(bytes("two\n")));
    InputStream slow =
        new ByteArrayInputStream(packed) {
          @Override
          public synchronized int read(byte[] b, int off, int len) {
            return super.read(b, off, Math.min(len, 1));
          }

          @Override
          public synchronized int available() {
            return 0;
          }
        };
    List<String> problems = new ArrayList<>();
    try (InputStream in = Compression.GZIP.decompress(slow, problems::add)) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("one\ntwo\n");
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void aVeryLargeRatioNeedsNoMemory() {
    byte[] packed = TestFiles.pack(GZIPOutputStream::new, new byte[20_000_000]);
    Content content = read(write(folder, "a.gz", packed), 100);
    assertThat(content.lines()).hasSize(1);
    assertThat(content.lines().get(0).nextOffset()).isEqualTo(20_000_000);
  }

  private static void assertPrefix(Content content, int atLeastBytes) {
    StringBuilder joined = new StringBuilder();
    for (Line line : content.lines()) {
      joined.append(line.text()).append(line.flags() == 0 ? "\n" : "");
    }
    String whole = new String(TEXT, UTF_8);
    // The last line may end inside a character, which the cursor replaces.
    String got = joined.toString().replaceFirst("\ufffd$", "");
    assertThat(got.length()).isGreaterThan(atLeastBytes);
    assertThat(whole.startsWith(got)).isTrue();
  }
}
