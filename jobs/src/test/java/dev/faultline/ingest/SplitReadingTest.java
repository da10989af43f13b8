package dev.faultline.ingest;

import static dev.faultline.ingest.TestFiles.CONF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faultline.ingest.TestFiles.Content;
import dev.faultline.ingest.TestFiles.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splits may be cut anywhere: together they give every line once, as one reader would. */
class SplitReadingTest {

  private static Path folder;

  /** Whole ones, as no content here is longer than the longest, or the escape alone. */
  private static final String ESCAPES =
      "\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][0-9]+;[^\u0007\u001b]*(?:\u0007|\u001b\\\\)|[()*+][0-Z]|[78=>c])?";

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("splits");
  }

  @AfterContainer
  static void dropFolder() throws IOException {
    Files.deleteIfExists(folder.resolve("random.log"));
    Files.delete(folder);
  }

  /** Bytes among which line ends, NUL, and broken and whole UTF-8 are common. */
  @Provide
  Arbitrary<byte[]> contents() {
    Arbitrary<Byte> any = Arbitraries.bytes();
    Arbitrary<Byte> awkward =
        Arbitraries.of(
            (byte) '\n',
            (byte) '\r',
            (byte) 0,
            (byte) 0x1b,
            (byte) '[',
            (byte) ']',
            (byte) ' ',
            (byte) 0xe2,
            (byte) 0x82);
    Arbitrary<Byte> letter = Arbitraries.bytes().between((byte) 'a', (byte) 'z');
    return Arbitraries.frequencyOf(Tuple.of(1, any), Tuple.of(3, awkward), Tuple.of(5, letter))
        .array(byte[].class)
        .ofMaxSize(400);
  }

  @Property(tries = 300)
  void splitsGiveEveryLineOnce(
      @ForAll("contents") byte[] content, @ForAll @IntRange(min = 1, max = 450) int splitBytes) {
    InputFile file = TestFiles.write(folder, "random.log", content);
    Content whole = TestFiles.read(file);
    assertThat(whole.problems()).isEmpty();
    assertLinesCover(content, whole.lines());
    assertThat(readInSplits(List.of(file), splitBytes)).isEqualTo(whole.lines());
  }

  @Property(tries = 100)
  void aCapChangesContentsButNotLines(
      @ForAll("contents") byte[] content, @ForAll @IntRange(min = 1, max = 20) int cap) {
    InputFile file = TestFiles.write(folder, "random.log", content);
    List<Line> whole = TestFiles.read(file).lines();
    List<Line> capped = TestFiles.read(file, cap).lines();
    assertThat(capped)
        .extracting(Line::offset)
        .isEqualTo(whole.stream().map(Line::offset).toList());
    for (int i = 0; i < whole.size(); i++) {
      boolean cut = (capped.get(i).flags() & LineFlags.CUT) != 0;
      assertThat(cut || capped.get(i).equals(whole.get(i))).isTrue();
    }
  }

  /** The expected lines come from a byte loop and Java's decoder, not from the code under test. */
  private static void assertLinesCover(byte[] content, List<Line> lines) {
    long overwritten =
        lines.stream().filter(line -> (line.flags() & LineFlags.OVERWRITTEN) != 0).count();
    assertThat(lines.size() - overwritten).isEqualTo(TestFiles.countLines(content));
    int expected = 0;
    for (Line line : lines) {
      assertThat(line.offset()).isEqualTo(expected);
      int end = expected;
      boolean nul = false;
      while (end < content.length && content[end] != '\n' && content[end] != '\r') {
        nul |= content[end] == 0;
        end++;
      }
      int next = end;
      while (next < content.length && content[next] == '\r') {
        next++;
      }
      boolean terminated = next < content.length;
      boolean newline = terminated && content[next] == '\n';
      boolean cr = next > end && (newline || !terminated);
      String raw =
          new String(content, expected, end - expected, StandardCharsets.UTF_8)
              .replaceAll(ESCAPES, "");
      assertThat(line.text()).isEqualTo(raw);
      assertThat((line.flags() & LineFlags.NUL) != 0).isEqualTo(nul);
      assertThat((line.flags() & LineFlags.UNTERMINATED) == 0).isEqualTo(terminated);
      assertThat((line.flags() & LineFlags.CARRIAGE_RETURN) != 0).isEqualTo(cr);
      assertThat((line.flags() & LineFlags.OVERWRITTEN) != 0).isEqualTo(terminated && !newline);
      assertThat((line.flags() & LineFlags.BLANK) != 0).isEqualTo(raw.matches("[ \t]*"));
      // Never in valid text here: no case writes U+FFFD itself.
      assertThat((line.flags() & LineFlags.INVALID_UTF8) != 0).isEqualTo(raw.contains("\ufffd"));
      expected = newline ? next + 1 : next;
      assertThat(line.nextOffset()).isEqualTo(expected);
    }
    assertThat(expected).isEqualTo(content.length);
  }

  private static List<Line> readInSplits(List<InputFile> files, long splitBytes) {
    List<Line> lines = new ArrayList<>();
    Splits.plan(files, splitBytes, 3, 10).stream()
        .flatMap(List::stream)
        .sorted(
            Comparator.comparingInt((InputSplit s) -> s.file().fileId())
                .thenComparingLong(InputSplit::start))
        .forEach(
            split -> {
              List<Line> part =
                  TestFiles.drain(LineCursor.open(split, LineCursor.DEFAULT_MAX_LINE_BYTES, CONF))
                      .lines();
              assertThat(part)
                  .allMatch(line -> line.offset() >= split.start() && line.offset() < split.end());
              lines.addAll(part);
            });
    return lines;
  }

  /** Files larger than the cursor's buffer, so that lines straddle its end. */
  @Test
  void splitsOfALargeFile(@TempDir Path temp) {
    byte[] content = TestFiles.logText(5_000_000);
    InputFile file = TestFiles.write(temp, "large.log", content);
    List<Line> whole = TestFiles.read(file).lines();
    assertLinesCover(content, whole);
    assertThat(readInSplits(List.of(file), 777_777).equals(whole)).isTrue();
  }

  @Test
  void realLogsHaveTheLinesThatWcCounts() throws IOException {
    String given = System.getenv("FAULTLINE_DATA");
    Path data =
        given != null
            ? Path.of(given)
            : IntStream.range(0, 2)
                .mapToObj(up -> Path.of("../".repeat(up) + "../shared/data"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("../shared/data"));
    assumeTrue(Files.isDirectory(data), "no real logs: set FAULTLINE_DATA to their folder");
    List<InputFile> files = InputListing.list(List.of(data.toString()), CONF);
    long counted = 0;
    for (InputFile file : files) {
      byte[] content = Files.readAllBytes(Path.of(file.path().substring("file:".length())));
      Content read = TestFiles.read(file);
      if (file.compression() == Compression.NONE) {
        assertThat(read.problems()).as(file.path()).isEmpty();
        assertLinesCover(content, read.lines());
        assertThat(readInSplits(List.of(file), 65_536).equals(read.lines()))
            .as(file.path())
            .isTrue();
        counted += read.lines().size();
      }
    }
    assertThat(counted).isPositive();
  }
}
