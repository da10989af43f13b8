package dev.faultline.udf.literal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Finds what a search for each literal finds, wherever the text lies in its array. */
class LiteralScanProperty {

  @Property(tries = 5000)
  void findsWhatEachAloneFinds(
      @ForAll("literals") List<String> literals,
      @ForAll("texts") String text,
      @ForAll @IntRange(max = 9) int before,
      @ForAll @IntRange(max = 9) int behind) {
    LiteralScan scan = new LiteralScan();
    long expected = 0;
    String small = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < literals.size(); i++) {
      scan.add(literals.get(i), 1L << i);
      expected |= small.contains(literals.get(i).toLowerCase(Locale.ROOT)) ? 1L << i : 0;
    }
    // What stands around the text must not be found with it.
    byte[] bytes =
        ("ab@-".repeat(3).substring(0, before) + text + "b@-a".repeat(3)).getBytes(ISO_8859_1);
    byte[] cut = java.util.Arrays.copyOf(bytes, before + text.length() + behind);
    assertThat(scan.find(cut, before, before + text.length()))
        .as("%s in <%s>", literals, text)
        .isEqualTo(expected);
  }

  /** Over few letters, so that they overlap; '-' and CR differ only by the bit that cases do. */
  private static Arbitrary<String> over(int least, int most) {
    return Arbitraries.strings()
        .withChars('a', 'B', 'b', '-', '\r', '_', 'A')
        .ofMinLength(least)
        .ofMaxLength(most);
  }

  @Provide
  Arbitrary<List<String>> literals() {
    Arbitrary<String> literal = over(3, 7).map(text -> text.replace('\r', 'a'));
    return Arbitraries.oneOf(literal, Arbitraries.just("@")).list().ofMinSize(1).ofMaxSize(6);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(over(0, 40), over(0, 20).map(text -> text + "@" + text));
  }
}
