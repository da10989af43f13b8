package dev.faultline.udf.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleValuesTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "#, 17, 17",
        "#ms, 17ms,",
        "ssh#, ssh2, 2",
        "(#):, (0x1f):, 0x1f",
        "/#:, /10.0.0.1:22:, 10.0.0.1:22",
        "#.rev.example, 1-2.rev.example, 1-2",
        "a#b, a1b,",
        "#-x, 7-x, 7",
        "##, #7#, #7#",
        "x=<*>, x=anything, anything",
        "abc, abd,",
      })
  void valueOfAWord(String masked, String original, String value) {
    assertThat(SampleValues.of(masked, original)).isEqualTo(value == null ? null : List.of(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12:00 app took 7 s", "<6>took 7 s", "app\ttook\t7\ts"})
  void theMessageIsTheEndOfItsLine(String line) {
    assertThat(SampleValues.of("took # s", line)).containsExactly("7");
  }

  @Test
  void ofAShapeOfTwoLinesTheFirstIsKnown() {
    assertThat(SampleValues.of("job # failed | ValueError: bad #", "app: job 7 failed"))
        .containsExactly("7");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"took 7 seconds", "7 s", "took seven s"})
  void aSampleThatDoesNotFitSaysNothing(String line) {
    assertThat(SampleValues.of("took # s", line)).isNull();
  }
}
