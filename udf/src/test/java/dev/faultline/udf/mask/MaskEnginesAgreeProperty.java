package dev.faultline.udf.mask;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Scanner and expressions agree on any message, for the shipped rules and for invented ones. */
class MaskEnginesAgreeProperty {

  private static final MaskSpec SHIPPED = MaskFiles.shipped();
  private static final MaskEngines ENGINES = new MaskEngines(SHIPPED);

  @Property(tries = 20_000, shrinking = ShrinkingMode.BOUNDED)
  void shippedRules(@ForAll("messages") String message) {
    ENGINES.shape(message);
  }

  @Property(tries = 4_000, shrinking = ShrinkingMode.BOUNDED)
  void inventedRules(@ForAll("specs") MaskSpec spec, @ForAll("dense") List<String> messages) {
    MaskEngines engines = new MaskEngines(spec);
    List<String> literals = literals(spec);
    messages.forEach(
        message -> {
          engines.shape(message);
          // The same with upper-case letters standing for whole literals of the rules.
          StringBuilder rich = new StringBuilder();
          for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c >= 'A' && c <= 'Z' && !literals.isEmpty()) {
              rich.append(literals.get(c % literals.size()));
            } else {
              rich.append(c);
            }
          }
          engines.shape(rich.toString());
        });
  }

  @Provide
  Arbitrary<String> messages() {
    List<String> tricky =
        new ArrayList<>(
            List.of(
                " ",
                " ",
                "0",
                "1",
                "79",
                "200",
                "12345",
                "a",
                "f",
                "x",
                "z",
                "_",
                "#",
                "##",
                "-",
                ".",
                ":",
                ",",
                "/",
                "=",
                "(",
                ")",
                "<",
                ">",
                "<*>",
                "\"",
                "[",
                "]",
                "$1",
                "\\",
                "\t",
                "\n",
                "\r",
                "\u0000",
                "\u0001",
                "\u0002",
                "\u0003",
                "\u007f",
                "\u0085",
                "\u2028",
                "é",
                "…",
                "😀",
                "0x",
                "0x1f",
                "deadbeef",
                "abcdef01",
                "-abcd",
                "-1234",
                "123456789abc",
                "12345678-1234-abcd-1234-123456789abc",
                "abcdefab-abcd-abcd-abcd-abcdefabcdef",
                "Xid (",
                "): ",
                "NVRM: Xid"));
    tricky.addAll(literals(SHIPPED));
    Arbitrary<String> token =
        Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.of(tricky)),
            Tuple.of(1, Arbitraries.strings().ofMaxLength(3).filter(this::isPaired)));
    return token.list().ofMaxSize(40).map(tokens -> String.join("", tokens));
  }

  @Provide
  Arbitrary<List<String>> dense() {
    return Arbitraries.strings()
        .withChars("  ab1122=#()<.-ABCDEFGHIJKLMNOPQRST…\t")
        .ofMaxLength(30)
        .list()
        .ofMinSize(5)
        .ofMaxSize(8);
  }

  /** Specs of short literals over few characters, so that everything overlaps everything. */
  @Provide
  Arbitrary<MaskSpec> specs() {
    Arbitrary<List<String>> literals =
        Arbitraries.strings()
            .withChars("ab12 =()-#<*>")
            .ofMinLength(1)
            .ofMaxLength(5)
            .list()
            .ofSize(30);
    return Combinators.combine(
            literals, Arbitraries.integers().between(5, 40), Arbitraries.integers().between(1, 4))
        .as(MaskEnginesAgreeProperty::specOf);
  }

  private static MaskSpec specOf(List<String> literals, int maxCharacters, int blobLength) {
    MaskSpec spec = new MaskSpec("1", maxCharacters, null, null, null, null, blobLength, null);
    for (int i = 0; i < literals.size(); i++) {
      String literal = literals.get(i);
      String next = literals.get((i + 1) % literals.size());
      List<String> space = new ArrayList<>(spec.valueUntilSpace());
      List<String> end = new ArrayList<>(spec.valueUntilEnd());
      List<KeepRule> keep = new ArrayList<>(spec.keep());
      List<String> hex = new ArrayList<>(spec.keepHexIn());
      try {
        boolean odd = i / 6 % 2 == 1;
        // Every other rule is built from an earlier one, to reach the overlaps that are refused.
        String field = odd && !space.isEmpty() ? space.get(0) : "";
        String head = odd ? literal.substring(0, 1) : literal;
        switch (i % 6) {
          case 0 -> space.add("a" + literal.replaceAll("[12]", "b") + "=");
          case 1 -> end.add(odd ? field + " " : "b" + literal.replaceAll("[12]", "a") + " ");
          case 2 -> keep.add(new KeepRule(literal + " ", "", 1 + i / 6 % 3, ""));
          case 3 -> keep.add(new KeepRule("", " " + field + literal, 2, odd ? "1" : ""));
          case 4 -> keep.add(new KeepRule(head + "…)" + (odd ? head : next) + " ", "", 2, ""));
          default -> hex.add(literal.replaceAll("[12]", "a"));
        }
        spec = new MaskSpec("1", maxCharacters, space, end, keep, hex, blobLength, null);
      } catch (IllegalArgumentException refused) {
        // A literal that the constructor refuses is left out: it need not agree.
      }
    }
    return spec;
  }

  private static List<String> literals(MaskSpec spec) {
    List<String> literals = new ArrayList<>(spec.valueUntilSpace());
    literals.addAll(spec.valueUntilEnd());
    literals.addAll(spec.keepHexIn());
    spec.keep().forEach(rule -> literals.add(rule.after().replace("…", "a 1") + rule.before()));
    spec.keep().stream()
        .filter(KeepRule::hasGap)
        .forEach(
            rule -> {
              String tail = rule.after().substring(rule.after().indexOf(KeepRule.GAP) + 1);
              literals.add("1" + tail + "2");
            });
    return literals;
  }

  private boolean isPaired(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
