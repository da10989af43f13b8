package dev.faultline.ingest;

import static dev.faultline.ingest.LineFlags.BLANK;
import static dev.faultline.ingest.LineFlags.CARRIAGE_RETURN;
import static dev.faultline.ingest.LineFlags.CUT;
import static dev.faultline.ingest.LineFlags.OVERWRITTEN;
import static dev.faultline.ingest.LineFlags.UNTERMINATED;
import static dev.faultline.ingest.TestFiles.CONF;
import static dev.faultline.ingest.TestFiles.bytes;
import static dev.faultline.ingest.TestFiles.concat;
import static dev.faultline.ingest.TestFiles.drain;
import static dev.faultline.ingest.TestFiles.gzip;
import static dev.faultline.ingest.TestFiles.read;
import static dev.faultline.ingest.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.ingest.TestFiles.Content;
import dev.faultline.ingest.TestFiles.Line;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where lines end at carriage returns, as those of progress bars, and where they do not. */
class CarriageReturnTest {

  private static final int CHUNK_BYTES = 1 << 20;

  @TempDir Path folder;

  private List<Line> lines(String text) {
    return read(write(folder, "a.log", bytes(text))).lines();
  }

  @Test
  void aPieceThatIsOverwrittenIsALineOfItsOwn() {
    assertThat(lines("  0%| \r 50%| \r100%| done\n2026-03-14 02:11:41 ERROR x\n"))
        .containsExactly(
            new Line(0, 7, "  0%| ", OVERWRITTEN),
            new Line(7, 14, " 50%| ", OVERWRITTEN),
            new Line(14, 25, "100%| done", 0),
            new Line(25, 53, "2026-03-14 02:11:41 ERROR x", 0));
  }

  @Test
  void returnsBeforeANewlineOrTheEndOverwriteNothing() {
    assertThat(lines("a\r\nb\r\r\nc\r\r\r"))
        .containsExactly(
            new Line(0, 3, "a", CARRIAGE_RETURN),
            new Line(3, 7, "b", CARRIAGE_RETURN),
            new Line(7, 11, "c", CARRIAGE_RETURN | UNTERMINATED));
  }

  @Test
  void severalReturnsAreOneEnd() {
    assertThat(lines("a\r\r\rb\n"))
        .containsExactly(new Line(0, 4, "a", OVERWRITTEN), new Line(4, 6, "b", 0));
  }

  @Test
  void aReturnAtTheBeginningClearsTheLine() {
    int cleared = BLANK | OVERWRITTEN;
    assertThat(lines("\r10%\n\r\r20%\r     \r30%\n\r\n"))
        .containsExactly(
            new Line(0, 1, "", cleared),
            new Line(1, 5, "10%", 0),
            new Line(5, 7, "", cleared),
            new Line(7, 11, "20%", OVERWRITTEN),
            new Line(11, 17, "     ", cleared),
            new Line(17, 21, "30%", 0),
            new Line(21, 23, "", BLANK | CARRIAGE_RETURN));
  }

  @Test
  void aFileOfReturnsAlone() {
    assertThat(lines("one\rtwo\rthree\r"))
        .containsExactly(
            new Line(0, 4, "one", OVERWRITTEN),
            new Line(4, 8, "two", OVERWRITTEN),
            new Line(8, 14, "three", CARRIAGE_RETURN | UNTERMINATED));
  }

  @Test
  void anAccountCountsNoLineForWhatOnlyClears() {
    InputFile file = write(folder, "a.log", bytes("\n\r10%\r   \r20%\r\n \n\r\r30%"));
    InputSplit split = new InputSplit(file, 0, file.lengthBytes());
    SplitAccount account = new SplitAccount(split);
    try (LineCursor cursor = LineCursor.open(split, 100, CONF)) {
      while (cursor.next()) {
        account.count(cursor);
      }
    }
    // Empty, 10% (overwritten), 20%, a space, 30%: wc -l counts 3, and the last one has no newline.
    assertThat(account.lines()).isEqualTo(5);
    assertThat(account.overwritten()).isEqualTo(1);
    assertThat(account.blank()).isEqualTo(2);
    assertThat(account.bytes()).isEqualTo(file.lengthBytes());
  }

  /** The run of returns lies before, across and behind the end of what is read at once. */
  @ParameterizedTest
  @ValueSource(strings = {"\r", "\r\r\r", "\r\n", "\r\r\n", "\n\r", "\r\n\r"})
  void anEndMayLieAtTheEndOfTheBuffer(String end) {
    for (int shift = -4; shift <= 4; shift++) {
      String first = "x".repeat(CHUNK_BYTES + shift);
      Content content =
          read(write(folder, "a.log", bytes(first + end + "second\n")), 2 * CHUNK_BYTES);
      List<String> texts = new ArrayList<>(content.texts());
      texts.removeIf(String::isEmpty);
      assertThat(texts.equals(List.of(first, "second"))).as("shift %d", shift).isTrue();
    }
  }

  @Test
  void aMillionReturnsFillNoMemoryAndEndOneLine() {
    byte[] returns = new byte[5 * CHUNK_BYTES];
    Arrays.fill(returns, (byte) '\r');
    InputFile file = write(folder, "a.log", concat(bytes("a"), returns, bytes("b\nc"), returns));
    assertThat(read(file).lines())
        .containsExactly(
            new Line(0, 1 + returns.length, "a", OVERWRITTEN),
            new Line(1 + returns.length, 3 + returns.length, "b", 0),
            new Line(
                3 + returns.length, 4 + 2L * returns.length, "c", CARRIAGE_RETURN | UNTERMINATED));
    for (long from : new long[] {1, 2, CHUNK_BYTES, returns.length, 1 + returns.length}) {
      assertThat(drain(LineCursor.open(file, from, 100, CONF)).texts())
          .as("from %d", from)
          .containsExactly("b", "c");
    }
  }

  @Test
  void aLongPieceIsCutAndTheNextOneIsWhole() {
    String text = "y".repeat(5 * CHUNK_BYTES) + "\rnext\r" + "123456" + "\r\r\n12345\rend\n";
    assertThat(read(write(folder, "a.log", bytes(text)), 5).lines())
        .extracting(line -> line.text() + " " + line.flags())
        .containsExactly(
            "yyyyy " + (CUT | OVERWRITTEN),
            "next " + OVERWRITTEN,
            "12345 " + CUT,
            "12345 " + OVERWRITTEN,
            "end 0");
  }

  @Test
  void packedFilesHaveTheSameLines() {
    byte[] text = bytes("\r 10%\r 20%\r\n".repeat(200_000) + "end\r");
    List<Line> plain = read(write(folder, "a.log", text)).lines();
    assertThat(plain).hasSize(600_001);
    assertThat(read(write(folder, "a.log.gz", gzip(text))).lines().equals(plain)).isTrue();
  }
}
