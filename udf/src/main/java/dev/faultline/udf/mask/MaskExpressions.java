package dev.faultline.udf.mask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Builds the column expressions of a {@link MaskSpec}.
 *
 * <p>The regexes that GPUs run have neither look-around nor word boundaries, so every word is first
 * put between two marks, and a third mark replaces the first where a word is to survive. Control
 * characters are free for this, as step one turns those of the message into spaces.
 */
final class MaskExpressions {

  static final String ELLIPSIS = "…";
  static final String VALUE = "<*>";

  private static final String OPEN = "\u0001";
  private static final String CLOSE = "\u0002";
  private static final String KEPT = "\u0003";

  /** Behind the text, so that what ends a field can be asked for: a branch must not end in *. */
  private static final String END = "\u0004";

  private static final String HEX = "[0-9a-fA-F]";
  private static final String REGEX_SYNTAX = "\\^$.|?*+()[]{}";

  private MaskExpressions() {}

  static List<MaskStep> of(MaskSpec spec) {
    List<MaskStep> steps = new ArrayList<>();
    steps.add(new MaskStep.Cut(spec.maxCharacters(), ELLIPSIS));
    steps.add(controlsToSpaces());
    steps.add(new MaskStep.Replace("([0-9A-Za-z_]+)", OPEN + "$1" + CLOSE));
    for (String literal : spec.keepHexIn()) {
      steps.add(
          new MaskStep.ReplaceIfContains(
              marked(literal), OPEN + "(0x" + HEX + "+)" + CLOSE, KEPT + "$1" + CLOSE));
    }
    addFields(spec, steps);
    addKeepAfter(spec, steps);
    addKeepBefore(spec, steps);
    steps.add(new MaskStep.Replace(whollyMasked(spec.blobLength()), "#"));
    steps.add(new MaskStep.Replace(OPEN + "([A-Za-z_]*)[0-9][0-9A-Za-z_]*" + CLOSE, "$1#"));
    steps.add(new MaskStep.Translate(OPEN + CLOSE + KEPT + END, ""));
    steps.add(new MaskStep.Replace("#(?:[-.:,/]#)+", "#"));
    return List.copyOf(steps);
  }

  private static MaskStep controlsToSpaces() {
    StringBuilder controls = new StringBuilder();
    for (char c = 0; c < 0x80; c++) {
      if (Ascii.isControl(c)) {
        controls.append(c);
      }
    }
    return new MaskStep.Translate(controls.toString(), " ".repeat(controls.length()));
  }

  /**
   * One regex for all fields: in two, the first could destroy the literals of the second. The space
   * behind a value begins no literal, so it may be consumed.
   */
  private static void addFields(MaskSpec spec, List<MaskStep> steps) {
    List<String> branches = new ArrayList<>();
    StringBuilder before = new StringBuilder();
    StringBuilder behind = new StringBuilder();
    if (!spec.valueUntilSpace().isEmpty()) {
      branches.add(
          "(" + fieldAlternation(spec.valueUntilSpace()) + ")[^ " + END + "]*([ " + END + "])");
      before.append("$1");
      behind.append("$2");
    }
    if (!spec.valueUntilEnd().isEmpty()) {
      branches.add("(" + fieldAlternation(spec.valueUntilEnd()) + ")[^" + END + "]*" + END);
      before.append('$').append(2 * branches.size() - 1);
    }
    if (!branches.isEmpty()) {
      steps.add(new MaskStep.Append(END));
      steps.add(new MaskStep.Replace(String.join("|", branches), before + VALUE + behind));
    }
  }

  private static String fieldAlternation(List<String> literals) {
    return literals.stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .map(literal -> OPEN + quote(marked(literal)))
        .collect(Collectors.joining("|"));
  }

  /**
   * Rules that keep the same numbers share a regex, unless a literal could cover a number that
   * another of them keeps: a regex does not return to what it has consumed. A gap could cover any.
   */
  private static void addKeepAfter(MaskSpec spec, List<MaskStep> steps) {
    List<List<KeepRule>> groups = new ArrayList<>();
    for (KeepRule rule : spec.keep()) {
      if (!rule.after().isEmpty()) {
        groups.stream()
            .filter(group -> group.stream().allMatch(other -> canShare(rule, other)))
            .findFirst()
            .ifPresentOrElse(
                group -> group.add(rule), () -> groups.add(new ArrayList<>(List.of(rule))));
      }
    }
    for (List<KeepRule> group : groups) {
      String literals = group.stream().map(MaskExpressions::after).collect(Collectors.joining("|"));
      steps.add(keepAfter(literals, number(group.get(0))));
    }
  }

  private static boolean canShare(KeepRule rule, KeepRule other) {
    return !rule.hasGap()
        && !other.hasGap()
        && number(rule).equals(number(other))
        && !KeepRule.mayOverlap(rule.after(), other.after())
        && !KeepRule.mayOverlap(other.after(), rule.after());
  }

  private static MaskStep keepAfter(String literals, String number) {
    return new MaskStep.Replace(
        "(" + literals + ")" + OPEN + "(" + number + ")" + CLOSE, "$1" + KEPT + "$2" + CLOSE);
  }

  private static void addKeepBefore(MaskSpec spec, List<MaskStep> steps) {
    Map<String, List<String>> shared = new LinkedHashMap<>();
    for (KeepRule rule : spec.keep()) {
      if (!rule.before().isEmpty()) {
        shared
            .computeIfAbsent(number(rule), number -> new ArrayList<>())
            .add(quote(marked(rule.before())));
      }
    }
    shared.forEach(
        (number, literals) ->
            steps.add(
                new MaskStep.Replace(
                    OPEN + "(" + number + ")" + CLOSE + "(" + String.join("|", literals) + ")",
                    KEPT + "$1" + CLOSE + "$2")));
  }

  private static String number(KeepRule rule) {
    return rule.onlyValue().isEmpty() ? "[0-9]{1," + rule.maxDigits() + "}" : rule.onlyValue();
  }

  private static String after(KeepRule rule) {
    int gap = rule.after().indexOf(KeepRule.GAP);
    if (gap >= 0) {
      return quote(marked(rule.after().substring(0, gap)))
          + "[^)<]*"
          + quote(marked(rule.after().substring(gap + 1)));
    }
    // A number inside the literal may itself have been kept by an earlier rule.
    return quote(marked(rule.after())).replaceAll(OPEN + "(?=[0-9])", "[" + OPEN + KEPT + "]");
  }

  private static String whollyMasked(int blobLength) {
    String uuid =
        List.of(8, 4, 4, 4, 12).stream()
            .map(length -> HEX + "{" + length + "}")
            .collect(Collectors.joining(CLOSE + "-" + OPEN));
    return List.of(
            uuid,
            "0x" + HEX + "+",
            "[a-fA-F]*[0-9]" + HEX + "*",
            "[A-Za-z_]*[0-9][0-9A-Za-z_]{" + blobLength + ",}")
        .stream()
        .map(word -> word + CLOSE)
        .collect(Collectors.joining("|", OPEN + "(?:", ")"));
  }

  /** The literal as it stands in a text of marked words, where its two ends may be inside words. */
  private static String marked(String literal) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < literal.length(); i++) {
      boolean word = Ascii.isWord(literal.charAt(i));
      if (i > 0 && word != Ascii.isWord(literal.charAt(i - 1))) {
        text.append(word ? OPEN : CLOSE);
      }
      text.append(literal.charAt(i));
    }
    return text.toString();
  }

  private static String quote(String literal) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (REGEX_SYNTAX.indexOf(c) >= 0) {
        regex.append('\\');
      }
      regex.append(c);
    }
    return regex.toString();
  }
}
