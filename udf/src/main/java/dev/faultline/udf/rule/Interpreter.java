package dev.faultline.udf.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Finds out what shapes mean, once per distinct shape. On a CPU this is several times faster than
 * the column expressions of the same meaning, which a test holds equal. Thread-safe.
 */
public final class Interpreter {

  /** So many meanings are remembered. */
  private static final int MOST_KNOWN = 100_000;

  private final RuleSet<SignalSpec> signals;
  private final RuleSet<CauseSpec> causes;
  private final CodeSeverities codes;
  private final List<CategorySpec> categories;
  private final Pattern[] patterns;

  /** What makes a category the primary one; null where its pattern does. */
  private final Pattern[] primary;

  private final Pattern critical;
  private final Pattern high;
  private final Map<Long, Meaning> known = new ConcurrentHashMap<>();

  /**
   * Compiles what is known.
   *
   * @throws java.util.regex.PatternSyntaxException if a pattern is malformed
   */
  public Interpreter(Knowledge knowledge) {
    signals = new RuleSet<>(knowledge.signals());
    causes = new RuleSet<>(knowledge.causes());
    codes = knowledge.codes();
    categories = knowledge.categories().stream().filter(c -> !c.pattern().isEmpty()).toList();
    patterns = categories.stream().map(c -> Pattern.compile(c.pattern())).toArray(Pattern[]::new);
    primary =
        categories.stream()
            .map(c -> c.isPickier() ? Pattern.compile(c.primaryPattern()) : null)
            .toArray(Pattern[]::new);
    critical = anyOf(knowledge.severities().critical());
    high = anyOf(knowledge.severities().high());
  }

  private static Pattern anyOf(List<String> regexes) {
    return regexes.isEmpty() ? null : Pattern.compile(SeveritySpec.anyOf(regexes));
  }

  /** The signals in the order in which they are tried. */
  public RuleSet<SignalSpec> signals() {
    return signals;
  }

  /** The causes in the order in which they are tried. */
  public RuleSet<CauseSpec> causes() {
    return causes;
  }

  /**
   * Returns what a shape means, and remembers it: other tasks will meet the same shape.
   *
   * @param hash of the shape, which tells it from all others
   */
  public Meaning interpret(long hash, String shape) {
    Meaning meaning = known.get(hash);
    if (meaning == null) {
      meaning = interpret(shape);
      if (known.size() < MOST_KNOWN) {
        known.put(hash, meaning);
      }
    }
    return meaning;
  }

  /** Returns what a shape means. */
  public Meaning interpret(String shape) {
    String lower = RuleSet.lower(shape);
    int signal = signals.choose(lower);
    int cause = causes.choose(lower);
    String code = cause == RuleSet.NONE ? null : causes.code(cause, lower);
    if (code == null && signal != RuleSet.NONE) {
      code = signals.code(signal, lower);
    }
    List<String> matchedAny = new ArrayList<>();
    List<String> matchedError = new ArrayList<>();
    String category =
        cause == RuleSet.NONE ? CategorySpec.OTHER : causes.rules().get(cause).category();
    boolean isChosen = cause != RuleSet.NONE;
    for (int i = 0; i < patterns.length; i++) {
      if (patterns[i].matcher(lower).find()) {
        String id = categories.get(i).id();
        matchedError.add(id);
        if (!isChosen && (primary[i] == null || primary[i].matcher(lower).find())) {
          category = id;
          isChosen = true;
        }
        List<String> with = categories.get(i).with();
        if (with.isEmpty() || with.stream().anyMatch(lower::contains)) {
          matchedAny.add(id);
        }
      }
    }
    return new Meaning(
        signal,
        cause,
        code,
        matchedAny,
        matchedError,
        category,
        cause != RuleSet.NONE ? severity(causes.rules().get(cause), code) : severity(lower));
  }

  private String severity(CauseSpec cause, String code) {
    return cause.severity().isEmpty() ? codes.of(cause.codes(), code) : cause.severity();
  }

  private String severity(String lower) {
    if (critical != null && critical.matcher(lower).find()) {
      return SeveritySpec.CRITICAL;
    }
    return high != null && high.matcher(lower).find() ? SeveritySpec.HIGH : SeveritySpec.MEDIUM;
  }
}
