package dev.faultline.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateScoresTest {

  /**
   * Ten lines by hand. True: A 4, B 3, C 2, D 1. Mined: A with its 4 lines and the right text; B's
   * 3 lines with another text; one line of C alone; the other with D, under the text of D.
   */
  @Test
  void tenLinesByHand() {
    List<String> truth =
        List.of(
            "a <*>", "a <*>", "a <*>", "a <*>", "b <*>", "b <*>", "b <*>", "c <*>", "c <*>", "d");
    List<String> mined =
        List.of("a <NUM>", "a <NUM>", "a <NUM>", "a <NUM>", "b x", "b x", "b x", "c <*>", "d", "d");
    TemplateScores scores = TemplateScores.of(mined, truth);
    // Lines of A and B.
    assertThat(scores.groupingAccuracy()).isCloseTo(7 / 10.0, within(1e-12));
    // 2 of 4 mined and 2 of 4 true groups.
    assertThat(scores.groupF1()).isCloseTo(2 / 4.0, within(1e-12));
    // Lines of A, one of C, that of D.
    assertThat(scores.parsingAccuracy()).isCloseTo(6 / 10.0, within(1e-12));
    // A alone.
    assertThat(scores.templateF1()).isCloseTo(1 / 4.0, within(1e-12));
  }

  /** Precision 1/1 and recall 1/3 would be 1/2; one of two mined and of three true is 2/5. */
  @Test
  void f1IsTheHarmonicMean() {
    TemplateScores scores = TemplateScores.of(List.of("a", "x", "x"), List.of("a", "b", "c"));
    assertThat(scores.groupF1()).isCloseTo(2 * 0.5 / 3 / (0.5 + 1 / 3.0), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "a  <IP>:<NUM> b, a <*> b",
    "<*>-<*>-<*> <HEX><PATH>, <*> <*>",
    "'<*>, <*>', '<*>, <*>'",
    "<*>##<*>, <*>##<*>",
  })
  void textsAreComparedBehindNormalization(String template, String normalized) {
    assertThat(TemplateScores.normalized(template)).isEqualTo(normalized);
  }
}
