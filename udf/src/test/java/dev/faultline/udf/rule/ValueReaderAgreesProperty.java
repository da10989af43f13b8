package dev.faultline.udf.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Bytes and regex find the same value in any message, or none. */
class ValueReaderAgreesProperty {

  @Property(tries = 10_000, shrinking = ShrinkingMode.BOUNDED)
  void onAnyMessage(@ForAll("specs") ValueSpec spec, @ForAll("messages") List<String> messages) {
    Pattern pattern = Pattern.compile(new ValueReader(spec).regex());
    String after = spec.after().replace("…", "x9");
    for (String message : messages) {
      // '@' and '~' stand for the rule's own literals, so that most messages hold them.
      String text = message.replace("@", after).replace("~", spec.before());
      Matcher matcher = pattern.matcher(text);
      assertThat(ValueReaderTest.read(spec, text))
          .as("%s in <%s>", spec, text)
          .isEqualTo(matcher.find() ? matcher.group(1) : null);
    }
  }

  @Provide
  Arbitrary<List<String>> messages() {
    Arbitrary<String> token =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just("@")),
            Tuple.of(2, Arbitraries.just("~")),
            Tuple.of(
                12,
                Arbitraries.of(
                    "0", "7", "12", "-", "+", ".", "e", "E", "e-", "E+5", "nan", "NaN", "Nan",
                    "inf", "-Inf", "INF", "a", "b", "ab", " ", "=", "/", "(", ")", "[", "]", "^",
                    "&&", "\\", "\"", "$1", "ms", "é", "…", "😀", "\t", "\n", "\r", "\u0000",
                    "\u001f", "\u007f", "\u0085", "\u2028")),
            Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(3)));
    return token
        .list()
        .ofMaxSize(14)
        .map(tokens -> String.join("", tokens))
        .list()
        .ofMinSize(5)
        .ofMaxSize(8);
  }

  /** Short literals over the characters of the messages, so that everything overlaps. */
  @Provide
  Arbitrary<ValueSpec> specs() {
    Arbitrary<String> literal =
        Arbitraries.strings().withChars("ab -=/()[]^&\\\"$.0e").ofMinLength(1).ofMaxLength(3);
    Arbitrary<String> after =
        Combinators.combine(literal, literal, Arbitraries.of(true, false, false))
            .as((head, tail, gap) -> gap ? head + "…" + tail : head);
    Arbitrary<String> until = Arbitraries.strings().withChars(" ab]/[^&-\\)0").ofMaxLength(3);
    return Combinators.combine(after, literal, until, Arbitraries.of(0, 1, 2))
        .as(
            (a, before, u, kind) ->
                switch (kind) {
                  case 0 -> new ValueSpec("v", ValueSpec.TEXT, a, null, u);
                  case 1 -> new ValueSpec("v", ValueSpec.NUMBER, a, null, null);
                  default -> {
                    boolean numeric = before.matches("[-+0-9.eE].*");
                    String safe = numeric ? "ms" : before;
                    yield new ValueSpec("v", ValueSpec.NUMBER, a, safe, null);
                  }
                });
  }
}
