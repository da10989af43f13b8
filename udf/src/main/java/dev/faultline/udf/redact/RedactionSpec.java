package dev.faultline.udf.redact;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is taken out of lines before anything else sees them.
 *
 * @param parts pieces of regular expressions, by name; a pattern has them in as {@code %{name}}
 * @param rules tried in their order; what one has taken out, later ones leave alone
 */
public record RedactionSpec(Map<String, String> parts, List<RedactionRule> rules)
    implements Serializable {

  /** Takes out nothing. */
  public static final RedactionSpec NONE = new RedactionSpec(Map.of(), List.of());

  /** So many as a long has bits. */
  private static final int MOST_RULES = Long.SIZE;

  private static final Pattern PART = Pattern.compile("%\\{([a-z_]+)\\}");

  /**
   * Copies both; a missing one is empty.
   *
   * @throws IllegalArgumentException if an id stands twice, or there are too many rules
   */
  public RedactionSpec {
    // A TreeMap, as it is sent to executors and compared.
    parts = parts == null ? new TreeMap<>() : new TreeMap<>(parts);
    rules = rules == null ? List.of() : List.copyOf(rules);
    Set<String> ids = new HashSet<>();
    for (RedactionRule rule : rules) {
      if (!ids.add(rule.id())) {
        throw new IllegalArgumentException("two rules have the id '" + rule.id() + "'");
      }
    }
    if (rules.size() > MOST_RULES) {
      throw new IllegalArgumentException("there are more than " + MOST_RULES + " rules");
    }
  }

  /**
   * Returns the rules in force: those that are enabled, and those that are asked for.
   *
   * @param asked ids of rules that are not enabled
   * @throws IllegalArgumentException if there is no such rule
   */
  public RedactionSpec with(Collection<String> asked) {
    List<String> ids = rules.stream().map(RedactionRule::id).toList();
    for (String id : asked) {
      if (!ids.contains(id)) {
        throw new IllegalArgumentException(
            "there is no redaction rule '" + id + "'; known are " + String.join(", ", ids));
      }
    }
    return new RedactionSpec(
        parts,
        rules.stream()
            .filter(rule -> rule.enabled() || asked.contains(rule.id()))
            .map(RedactionRule::inForce)
            .toList());
  }

  /**
   * Compiles a pattern of a rule. It looks at bytes as if each were a character, so only ASCII may
   * be told apart in it.
   *
   * @throws IllegalArgumentException if it is no regular expression, or a part is not known
   */
  Pattern compile(String pattern) {
    StringBuilder regex = new StringBuilder();
    Matcher part = PART.matcher(pattern);
    while (part.find()) {
      String text = parts.get(part.group(1));
      if (text == null) {
        throw new IllegalArgumentException("there is no part '" + part.group(1) + "'");
      }
      part.appendReplacement(regex, Matcher.quoteReplacement("(?:" + text + ")"));
    }
    part.appendTail(regex);
    // Without these two, the byte 0x85 would end a line.
    return Pattern.compile(regex.toString(), Pattern.UNIX_LINES | Pattern.DOTALL);
  }
}
