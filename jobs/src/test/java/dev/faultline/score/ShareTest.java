package dev.faultline.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {

  @ParameterizedTest
  @CsvSource({
    "70, 71, 0.986",
    "1, 3, 0.333",
    "0, 5, 0.000",
    "5, 5, 1.000",
    "9999, 10000, 0.999",
    "0, 0, -"
  })
  void itHasThreeDigitsAndIsOneForAllOnly(int right, int asked, String text) {
    assertThat(new Share(right, asked)).hasToString(text);
  }

  /** What is printed can be given as a limit. */
  @Test
  void itIsNotBelowWhatIsPrinted() {
    assertThat(new Share(70, 71).isBelow(new BigDecimal("0.986"))).isFalse();
    assertThat(new Share(70, 71).isBelow(new BigDecimal("0.987"))).isTrue();
    assertThat(new Share(9999, 10000).isBelow(BigDecimal.ONE)).isTrue();
    assertThat(new Share(0, 0).isBelow(BigDecimal.ONE)).isFalse();
  }
}
