package dev.faultline.catalog;

import dev.faultline.udf.rule.CategorySpec;
import dev.faultline.udf.rule.CauseSpec;
import dev.faultline.udf.rule.RuleSample;
import dev.faultline.udf.rule.RuleSet;
import dev.faultline.udf.rule.SeveritySpec;
import dev.faultline.udf.rule.ShapeRule;
import dev.faultline.udf.rule.SignalSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tries the regular expressions of rules on texts that are made to hurt them. Where several
 * repeated parts take the same characters, as in {@code (a+a+)+b}, a text that nearly matches can
 * be split in so many ways that one line of a log would stop a run. Java looks at one character a
 * step; steps are counted and not seconds, so the answer is the same on any machine.
 */
final class RegexCost {

  /** A shape has 1,024 characters by the shipped mask, and as many of a detail. */
  private static final int CHARACTERS = 2048;

  /** A shape is looked at once; this is a tenth of a second for one of the slowest kind. */
  private static final long MOST_STEPS = 20_000_000;

  /** At so many places of each sample a run of one character begins. */
  private static final int MOST_PLACES = 40;

  private static final Pattern NO_LITERAL = Pattern.compile("\\[[^]]*]|\\\\.|[^a-z0-9 _:/#-]+");

  private RegexCost() {}

  /**
   * Tries all rules of a configuration that was loaded without complaint.
   *
   * @throws CatalogException naming the file, the regex, and what to change
   */
  static void check(ConfFiles files) {
    for (Located<CategorySpec> category :
        Located.readAll(files, "categories", CategorySpec.class)) {
      check(category.place(), "pattern", category.spec().pattern(), category.spec().matches());
      check(
          category.place(),
          "primary_pattern",
          category.spec().primaryPattern(),
          category.spec().matches());
    }
    checkRules(Located.readAll(files, "signals", SignalSpec.class));
    checkRules(Located.readAll(files, "causes", CauseSpec.class));
    String severities = "severities.yaml";
    SeveritySpec spec =
        Yaml.read(files.required(severities), SeveritySpec.class, files.at(severities));
    List<String> samples = spec.samples().stream().map(SeveritySpec.Sample::message).toList();
    for (String regex : spec.critical()) {
      check(files.at(severities), "critical", regex, samples);
    }
    for (String regex : spec.high()) {
      check(files.at(severities), "high", regex, samples);
    }
  }

  private static <R extends ShapeRule> void checkRules(List<Located<R>> rules) {
    for (Located<R> located : rules) {
      R rule = located.spec();
      List<String> samples = rule.matches().stream().map(RuleSample::message).toList();
      check(located.place(), "when.pattern", rule.when().pattern(), samples);
      check(located.place(), "code", rule.code(), samples);
    }
  }

  /**
   * Tries one regex.
   *
   * @param place file, for messages
   * @param key key in the file, for messages
   * @param samples messages that it is for; texts are made of their parts
   * @throws CatalogException if a text takes too many steps
   */
  static void check(String place, String key, String regex, List<String> samples) {
    if (regex.isEmpty()) {
      return;
    }
    Pattern pattern = Pattern.compile(regex);
    for (String text : texts(regex, samples)) {
      if (isSlow(pattern, text)) {
        throw new CatalogException(
            String.format(
                Locale.ROOT,
                "%s: %s '%s': takes more than %,d steps on a text of %,d characters that begins"
                    + " '%s'; let no two repeated parts take the same characters.",
                place,
                key,
                regex,
                MOST_STEPS,
                text.length(),
                text.substring(0, 40)));
      }
    }
  }

  private static boolean isSlow(Pattern pattern, String text) {
    try {
      pattern.matcher(new Counted(text, new long[] {MOST_STEPS})).find();
      return false;
    } catch (TooManySteps | StackOverflowError e) {
      return true;
    }
  }

  /** Texts that nearly match, again and again. */
  private static Set<String> texts(String regex, List<String> samples) {
    List<String> pieces = new ArrayList<>(List.of("a", "0", " ", "#", "<*>", "-", ".", ":", "/"));
    for (String literal : NO_LITERAL.split(regex)) {
      if (!literal.isEmpty()) {
        pieces.add(literal);
      }
    }
    Set<String> texts = new LinkedHashSet<>();
    for (String piece : pieces) {
      texts.add(filled("", piece));
    }
    for (String sample : samples) {
      String lower = RuleSet.lower(sample);
      texts.add(filled("", lower + " "));
      int step = lower.length() / MOST_PLACES + 1;
      for (int i = 1; i <= lower.length() && i < CHARACTERS; i += step) {
        texts.add(filled(lower.substring(0, i), lower.substring(i - 1, i)));
      }
    }
    return texts;
  }

  /** The last character is one that no rule expects, so that the end never matches. */
  private static String filled(String before, String piece) {
    String text = before + piece.repeat(CHARACTERS / piece.length() + 1);
    return text.substring(0, CHARACTERS) + '\u0001';
  }

  /** A text that allows so many looks at it. */
  private record Counted(String text, long[] left) implements CharSequence {

    @Override
    public char charAt(int index) {
      if (left[0]-- == 0) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final class TooManySteps extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManySteps() {
      super(null, null, false, false);
    }
  }
}
