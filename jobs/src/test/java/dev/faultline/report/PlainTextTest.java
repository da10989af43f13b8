package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Test
  void lettersSignsAndPicturesAreShown() {
    assertThat("aZ09 \u00e9\u4e2d\ufffd\ud83d\ude00".codePoints()).allMatch(PlainText::shows);
  }

  @Test
  void controlsMarksAndHalvesAreNot() {
    assertThat("\0\t\n\u001b\u007f\u009b\u00ad\u202e\u2028\u2029\ufeff\ud800".codePoints())
        .noneMatch(PlainText::shows);
  }

  /** XML takes no U+FFFF, and a page with one is broken for its readers. */
  @Test
  void sixtySixCodePointsAreNoCharacters() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> Character.getType(c) == Character.UNASSIGNED)
                .filter(c -> !PlainText.shows(c)))
        .hasSize(66)
        .contains(0xfffe, 0xffff, 0x1fffe, 0x10ffff, 0xfdd0, 0xfdef);
  }
}
