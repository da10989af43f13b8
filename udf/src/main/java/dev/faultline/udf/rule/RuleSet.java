package dev.faultline.udf.rule;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules in the order in which they are tried, with their patterns compiled. It is asked once per
 * distinct shape. Thread-safe.
 */
public final class RuleSet<R extends ShapeRule> {

  /** What {@link #choose} returns for none. */
  public static final int NONE = -1;

  private final List<R> rules;
  private final Pattern[] patterns;
  private final Pattern[] codes;

  /**
   * Orders the rules by priority, then by id, and compiles them.
   *
   * @throws java.util.regex.PatternSyntaxException if a pattern is malformed
   */
  public RuleSet(List<R> rules) {
    this.rules =
        rules.stream()
            .sorted(Comparator.comparingInt(ShapeRule::priority).thenComparing(ShapeRule::id))
            .toList();
    patterns = this.rules.stream().map(r -> pattern(r.when().pattern())).toArray(Pattern[]::new);
    codes = this.rules.stream().map(r -> pattern(r.code())).toArray(Pattern[]::new);
  }

  private static Pattern pattern(String regex) {
    return regex.isEmpty() ? null : Pattern.compile(regex);
  }

  /** The rules in their order. */
  public List<R> rules() {
    return rules;
  }

  /** Returns a shape as the rules see it. */
  public static String lower(String shape) {
    return shape.toLowerCase(Locale.ROOT);
  }

  /** Returns the index of the first rule that holds for a shape in lower case, or {@link #NONE}. */
  public int choose(String lower) {
    for (int i = 0; i < patterns.length; i++) {
      if (holds(i, lower)) {
        return i;
      }
    }
    return NONE;
  }

  private boolean holds(int index, String lower) {
    for (String literal : rules.get(index).when().contains()) {
      if (lower.contains(literal)) {
        return patterns[index] == null || patterns[index].matcher(lower).find();
      }
    }
    return false;
  }

  /** Returns the code that a rule finds in a shape in lower case, or null. */
  public String code(int index, String lower) {
    if (codes[index] == null) {
      return null;
    }
    Matcher matcher = codes[index].matcher(lower);
    return matcher.find() ? matcher.group(1) : null;
  }
}
