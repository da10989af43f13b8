package dev.faultline.udf.cube;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Bytes are the same double as the JDK makes of the text. */
class DecimalProperty {

  private static double parse(String text) {
    byte[] bytes = ("x" + text + "9").getBytes(US_ASCII);
    return Decimal.parse(bytes, 1, bytes.length - 1);
  }

  @Property(tries = 20_000)
  void asTheJdk(@ForAll("numbers") String text) {
    assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
  }

  @Property
  void asItWasPrinted(@ForAll double value) {
    if (Double.isFinite(value)) {
      assertThat(parse(Double.toString(value))).isEqualTo(value);
    }
  }

  @Provide
  Arbitrary<String> numbers() {
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(20);
    return Combinators.combine(Arbitraries.of("", "-"), digits, Arbitraries.of("", "."), digits)
        .as((sign, whole, point, more) -> sign + whole + point + (point.isEmpty() ? "" : more));
  }

  @Example
  void wordsAndExponents() {
    assertThat(parse("nan")).isNaN();
    assertThat(parse("NaN")).isNaN();
    assertThat(parse("Inf")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(parse("-INF")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(parse("3.0e-05")).isEqualTo(3e-5);
    assertThat(parse("-1E300")).isEqualTo(-1e300);
    assertThat(parse("-0")).isEqualTo(-0.0);
  }
}
