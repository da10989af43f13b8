package dev.faultline.ingest;

import static dev.faultline.ingest.TestFiles.CONF;
import static dev.faultline.ingest.TestFiles.bytes;
import static dev.faultline.ingest.TestFiles.concat;
import static dev.faultline.ingest.TestFiles.drain;
import static dev.faultline.ingest.TestFiles.read;
import static dev.faultline.ingest.TestFiles.write;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.faultline.ingest.TestFiles.Content;
import dev.faultline.ingest.TestFiles.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineCursorTest {

  @TempDir Path folder;

  @Test
  void linesEndAtNoOtherSeparator() {
    Content content =
        read(write(folder, "a.log", bytes("one\ntwo\u2028\u0085\f\u000bx three\n\n")));
    assertThat(content.lines())
        .containsExactly(
            new Line(0, 4, "one", 0),
            new Line(4, 22, "two\u2028\u0085\f\u000bx three", 0),
            new Line(22, 23, "", LineFlags.BLANK));
    assertThat(content.problems()).isEmpty();
  }

  @Test
  void carriageReturnsBeforeANewlineAreTakenOff() {
    Content content = read(write(folder, "a.log", bytes("a\r\nb\r\r\n\r\nc\r")));
    assertThat(content.lines())
        .containsExactly(
            new Line(0, 3, "a", LineFlags.CARRIAGE_RETURN),
            new Line(3, 7, "b", LineFlags.CARRIAGE_RETURN),
            new Line(7, 9, "", LineFlags.CARRIAGE_RETURN | LineFlags.BLANK),
            new Line(9, 11, "c", LineFlags.CARRIAGE_RETURN | LineFlags.UNTERMINATED));
  }

  @Test
  void lastLineWithoutNewlineIsALine() {
    assertThat(read(write(folder, "a.log", bytes("a\n \tb"))).lines())
        .containsExactly(new Line(0, 2, "a", 0), new Line(2, 5, " \tb", LineFlags.UNTERMINATED));
  }

  @Test
  void emptyFileHasNoLines() {
    Content content = read(write(folder, "a.log", new byte[0]));
    assertThat(content.lines()).isEmpty();
    assertThat(content.problems()).isEmpty();
  }

  @Test
  void nextStaysFalseAtTheEnd() {
    InputFile file = write(folder, "a.log", bytes("a\nb"));
    try (LineCursor cursor = LineCursor.open(file, 0, 100, CONF)) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.next()).isFalse();
      assertThat(cursor.next()).isFalse();
      assertThat(cursor.offset()).isEqualTo(3);
      assertThat(cursor.nextOffset()).isEqualTo(3);
    }
  }

  @Test
  void blankIsSpacesAndTabs() {
    assertThat(read(write(folder, "a.log", bytes(" \t \n\t\r\n .\n\u00a0\n"))).lines())
        .extracting(Line::flags)
        .containsExactly(LineFlags.BLANK, LineFlags.BLANK | LineFlags.CARRIAGE_RETURN, 0, 0);
  }

  @Test
  void nulIsKeptAndFlagged() {
    Content content =
        read(write(folder, "a.log", bytes("clean\n\0\0\0x long enough\nclean again\n")));
    assertThat(content.texts()).containsExactly("clean", "\0\0\0x long enough", "clean again");
    assertThat(content.lines()).extracting(Line::flags).containsExactly(0, LineFlags.NUL, 0);
  }

  @Test
  void flagsDoNotLeakIntoTheLineBefore() {
    // All within one eight-byte word, where the word-wise tests could see too far.
    assertThat(
            read(write(folder, "a.log", concat(bytes("a\nb"), new byte[] {0, (byte) 0xff, '\n'})))
                .lines())
        .extracting(Line::flags)
        .containsExactly(0, LineFlags.NUL | LineFlags.INVALID_UTF8);
  }

  @Test
  void invalidUtf8IsReplacedAsJavaDoes() {
    byte[] broken =
        concat(
            bytes("ok é\n"),
            "caf\u00e9 latin\n".getBytes(ISO_8859_1),
            new byte[] {(byte) 0xc0, (byte) 0xaf, '\n'},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80, '\n'},
            new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '\n'},
            new byte[] {'x', (byte) 0xe2, (byte) 0x82, '\n'},
            bytes("𝄞 good\n"));
    Content content = read(write(folder, "a.log", broken));
    assertThat(content.texts()).containsExactly(new String(broken, UTF_8).split("\n"));
    assertThat(content.lines())
        .extracting(line -> line.flags() == LineFlags.INVALID_UTF8)
        .containsExactly(false, true, true, true, true, true, false);
    assertThat(content.lines().get(6).nextOffset()).isEqualTo(broken.length);
  }

  @Test
  void longLineIsCutAndTheNextOneIsWhole() {
    byte[] text = bytes("x".repeat(3_000_000) + "\nshort\n");
    Content content = read(write(folder, "a.log", text), 1000);
    assertThat(content.lines())
        .containsExactly(
            new Line(0, 3_000_001, "x".repeat(1000), LineFlags.CUT),
            new Line(3_000_001, 3_000_007, "short", 0));
  }

  @Test
  void fiftyMegabyteLine() {
    byte[] text = new byte[50_000_000];
    Arrays.fill(text, (byte) 'y');
    InputFile file = write(folder, "a.log", concat(bytes("a\n"), text, bytes("\nb")));
    Content cut = read(file);
    assertThat(cut.lines()).hasSize(3);
    assertThat(cut.lines().get(1).text()).hasSize(LineCursor.DEFAULT_MAX_LINE_BYTES);
    assertThat(cut.lines().get(1).nextOffset()).isEqualTo(50_000_003);
    assertThat(cut.lines().get(2)).isEqualTo(new Line(50_000_003, 50_000_004, "b", 16));

    Content whole = read(file, 1 << 26);
    assertThat(whole.lines().get(1).text()).hasSize(50_000_000);
    assertThat(whole.lines().get(1).flags()).isZero();
  }

  @Test
  void capIsOnTheContentNotOnTheLineEnd() {
    Content content =
        read(write(folder, "a.log", bytes("12345\n12345\r\n123456\n123456\r\n12345")), 5);
    assertThat(content.lines())
        .extracting(Line::flags)
        .containsExactly(
            0, LineFlags.CARRIAGE_RETURN, LineFlags.CUT, LineFlags.CUT, LineFlags.UNTERMINATED);
    assertThat(content.texts()).containsOnly("12345");
  }

  @Test
  void cutDoesNotSplitACharacter() {
    for (int cap = 1; cap <= 12; cap++) {
      Content content = read(write(folder, "a.log", bytes("aé€𝄞z€€€€€€€€\n")), cap);
      Line line = content.lines().get(0);
      assertThat(line.flags()).isEqualTo(LineFlags.CUT | (line.text().isEmpty() ? 8 : 0));
      assertThat("aé€𝄞z€€€€€€€€").startsWith(line.text());
      assertThat(bytes(line.text()).length).isBetween(cap - 3, cap);
    }
  }

  @Test
  void cutAtTheEndOfTheFile() {
    InputFile file = write(folder, "a.log", bytes("x".repeat(5_000_000)));
    assertThat(read(file, 10).lines())
        .containsExactly(
            new Line(0, 5_000_000, "x".repeat(10), LineFlags.CUT | LineFlags.UNTERMINATED));
  }

  @Test
  void startsAtTheFirstLineNotBeforeTheOffset() {
    InputFile file = write(folder, "a.log", bytes("one\ntwo\nthree\n"));
    assertThat(drain(LineCursor.open(file, 3, 100, CONF)).texts()).containsExactly("two", "three");
    assertThat(drain(LineCursor.open(file, 4, 100, CONF)).texts()).containsExactly("two", "three");
    assertThat(drain(LineCursor.open(file, 5, 100, CONF)).texts()).containsExactly("three");
    assertThat(drain(LineCursor.open(file, 9, 100, CONF)).texts()).isEmpty();
    assertThat(drain(LineCursor.open(file, 14, 100, CONF)).texts()).isEmpty();
  }

  @Test
  void peekDoesNotMove() {
    InputFile file = write(folder, "a.log", bytes("one\ntwo"));
    try (LineCursor cursor = LineCursor.open(file, 0, 100, CONF)) {
      byte[] head = new byte[100];
      assertThat(cursor.peek(head)).isEqualTo(7);
      assertThat(new String(head, 0, 7, UTF_8)).isEqualTo("one\ntwo");
      assertThat(drain(cursor).texts()).containsExactly("one", "two");
    }
  }

  @Test
  void aFileThatGrewIsReadAsListed() throws IOException {
    InputFile file = write(folder, "a.log", bytes("one\ntw"));
    Files.writeString(Path.of(folder.toString(), "a.log"), "o\nthree\n", StandardOpenOption.APPEND);
    Content content = read(file);
    assertThat(content.texts()).containsExactly("one", "tw");
    assertThat(content.problems()).isEmpty();
  }

  @Test
  void aFileThatShrankIsReadAsFarAsItGoes() throws IOException {
    InputFile file = write(folder, "a.log", bytes("one\ntwo\nthree\nfour\nfive\n"));
    Files.writeString(folder.resolve("a.log"), "one\ntwo\n");
    Content content = read(file);
    assertThat(content.texts()).containsExactly("one", "two");
    assertThat(content.problem()).contains("a.log: shrank after listing: 16 bytes missing");
    Content behind = drain(LineCursor.open(file, 15, 100, CONF));
    assertThat(behind.lines()).isEmpty();
    assertThat(behind.problem()).contains("shrank after listing: 16 bytes missing");
  }

  @Test
  void aFileThatIsGoneHasAProblemAndNoLines() throws IOException {
    InputFile file = write(folder, "a.log", bytes("one\n"));
    Files.delete(folder.resolve("a.log"));
    Content content = read(file);
    assertThat(content.lines()).isEmpty();
    assertThat(content.problem()).contains("a.log: is gone since it was listed");
  }

  @Test
  void aFileThatMayNotBeReadHasAProblemAndNoLines() throws IOException {
    InputFile file = write(folder, "a.log", bytes("one\n"));
    Path path = folder.resolve("a.log");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(path), "this user may read every file");
    Content content = read(file);
    assertThat(content.lines()).isEmpty();
    assertThat(content.problem()).contains("a.log").contains("none of its lines were read");
  }

  @Test
  void aStaleChecksumFileDoesNotMatter() throws IOException {
    Files.write(
        folder.resolve(".a.log.crc"), new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0, 1, 2, 3, 4});
    assertThat(read(write(folder, "a.log", bytes("one\n"))).problems()).isEmpty();
  }

  @Test
  void badArgumentsAreTheCallersFault() {
    InputFile packed = write(folder, "a.log.gz", TestFiles.gzip(bytes("one\n")));
    assertThatThrownBy(() -> LineCursor.open(packed, 1, 100, CONF))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LineCursor.open(packed, 0, 0, CONF))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new InputSplit(packed, 5, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void accountAddsUpWhatTheCursorShowed() {
    InputFile file =
        write(folder, "a.log", concat(bytes("a\n\n\0\n123456789\n"), new byte[] {-1, '\n'}));
    InputSplit split = new InputSplit(file, 0, file.lengthBytes());
    SplitAccount account = new SplitAccount(split);
    try (LineCursor cursor = LineCursor.open(split, 5, CONF)) {
      while (cursor.next()) {
        account.count(cursor);
      }
    }
    account.addProblem("p");
    account.addProblem("p");
    assertThat(
            List.of(
                account.bytes(),
                account.lines(),
                account.blank(),
                account.nul(),
                account.cut(),
                account.undecodable()))
        .containsExactly(file.lengthBytes(), 5L, 1L, 1L, 1L, 1L);
    assertThat(account.problems()).containsExactly("p");
  }

  @Test
  void coloursAreNoPartOfALine() {
    Content content =
        read(
            write(
                folder,
                "a.log",
                bytes("\u001b[32mINFO\u001b[0m up\nplain\n\u001b[0m \r\n\u00e9\u001b[1m\0")));
    assertThat(content.lines())
        .containsExactly(
            new Line(0, 17, "INFO up", LineFlags.ESCAPES),
            new Line(17, 23, "plain", 0),
            new Line(23, 30, " ", LineFlags.ESCAPES | LineFlags.BLANK | LineFlags.CARRIAGE_RETURN),
            new Line(
                30, 37, "\u00e9\0", LineFlags.ESCAPES | LineFlags.NUL | LineFlags.UNTERMINATED));
  }
}
