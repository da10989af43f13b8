package dev.faultline.udf.redact;

import dev.faultline.udf.literal.LiteralScan;
import java.io.Serializable;
import java.util.List;

/**
 * A kind of secret, and how it is found in a line.
 *
 * @param id name, {@code a-z} with {@code -} between words; stands in the pseudonym, where a digit
 *     would be masked
 * @param title what people call it
 * @param enabled whether it holds unless a run asks for it by its id; true if left out
 * @param literals a line must hold one of them, in any case, before the pattern is tried; three
 *     bytes or more, or {@code @}. Without any the pattern is tried on each line, which is slow
 * @param pattern regular expression of {@link java.util.regex.Pattern}, found in the line. The
 *     secret is its group (of several the one that took part); without groups, all of it
 * @param block secrets that go on over several lines, or null
 * @param matches lines with such a secret
 * @param rejects lines without one
 */
public record RedactionRule(
    String id,
    String title,
    Boolean enabled,
    List<String> literals,
    String pattern,
    Block block,
    List<Sample> matches,
    List<String> rejects)
    implements Serializable {

  private static final String ID = "[a-z]+(-[a-z]+)*";

  /**
   * A secret of several lines.
   *
   * @param begin regular expression, found in the line behind which it goes on
   * @param end found in the line with which it ends; without one it ends {@link
   *     Redactor#BLOCK_BYTES} behind its begin
   * @param line finds the secret in each line between, as {@link RedactionRule#pattern()} does
   */
  public record Block(String begin, String end, String line) implements Serializable {

    /** Checks that nothing is missing. */
    public Block {
      if (begin == null || end == null || line == null) {
        throw new IllegalArgumentException("a block needs begin, end and line");
      }
    }
  }

  /**
   * What the rule makes of a line.
   *
   * @param line a line, or several with newlines between them
   * @param left what is left of it, with {@code <id>} for the pseudonym
   */
  public record Sample(String line, String left) implements Serializable {

    /** Checks that nothing is missing. */
    public Sample {
      if (line == null || left == null) {
        throw new IllegalArgumentException("a sample needs line and left");
      }
    }
  }

  /**
   * Fills in what was left out.
   *
   * @throws IllegalArgumentException naming the rule, if something is missing or not possible
   */
  public RedactionRule {
    if (id == null || !id.matches(ID)) {
      throw new IllegalArgumentException(
          "the id '" + id + "' of a rule must be of a-z, with - between words");
    }
    title = title == null ? id : title;
    enabled = enabled == null || enabled;
    literals = literals == null ? List.of() : List.copyOf(literals);
    matches = matches == null ? List.of() : List.copyOf(matches);
    rejects = rejects == null ? List.of() : List.copyOf(rejects);
    if (pattern == null) {
      throw new IllegalArgumentException("rule '" + id + "' has no pattern");
    }
    if (matches.isEmpty()) {
      throw new IllegalArgumentException("rule '" + id + "' has no line that must match");
    }
    for (String literal : literals) {
      boolean ascii = literal.chars().allMatch(c -> c >= ' ' && c < 0x7f);
      boolean isLong = literal.length() >= LiteralScan.SHORTEST || literal.equals("@");
      if (!ascii || !isLong) {
        throw new IllegalArgumentException(
            String.format(
                "rule '%s': the literal '%s' must be %d or more characters of printable ASCII,"
                    + " or @",
                id, literal, LiteralScan.SHORTEST));
      }
    }
  }

  /** Returns the same rule, enabled. */
  RedactionRule inForce() {
    return new RedactionRule(id, title, true, literals, pattern, block, matches, rejects);
  }
}
