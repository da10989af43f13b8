package dev.faultline.udf.mask;

import java.io.Serializable;
import java.util.List;

/**
 * What turns a log message into its <em>shape</em>: the message with its variable parts replaced,
 * so that all messages of one kind become one text. Two engines carry it out with byte-for-byte the
 * same result: {@link MaskScanner} (one pass over bytes, for CPUs) and the column expressions of
 * {@link #expressions()} (for GPUs).
 *
 * <p>A <em>word</em> is a maximal run of {@code [0-9A-Za-z_]}; everything is case-sensitive ASCII.
 * In order:
 *
 * <ol>
 *   <li>A body of more than {@code maxCharacters} code points is cut there and gets {@code …};
 *       control bytes (0x00–0x1F, 0x7F) become spaces.
 *   <li>Field values: behind a literal of {@code valueUntilSpace} that starts at a word start, the
 *       text up to the next space or the end (nothing, too) becomes {@code <*>}; behind one of
 *       {@code valueUntilEnd} the whole rest does. Matches go left to right, the longest literal
 *       first. Later rules never look into a value or across it.
 *   <li>Kept: numbers named by {@code keep}, and {@code 0x…} hex words in a body that contains a
 *       literal of {@code keepHexIn} (anywhere, even in a field value).
 *   <li>A UUID (hex words of 8-4-4-4-12 characters) becomes {@code #}.
 *   <li>Of the other words, those made of hex digits with at least one decimal digit, {@code 0x}
 *       and hex digits, and those with {@code blobLength} or more characters behind their first
 *       digit become {@code #}; any other word with a digit becomes what precedes its first digit
 *       and {@code #}.
 *   <li>Runs of {@code #} joined by single {@code - . : , /} become one {@code #}; a {@code #} of
 *       the message counts the same.
 * </ol>
 *
 * @param version version of the rules; shapes of different versions must not be compared
 * @param maxCharacters longest body that is looked at, in code points
 * @param valueUntilSpace literals whose value ends at a space
 * @param valueUntilEnd literals whose value ends with the message
 * @param keep numbers that survive
 * @param keepHexIn literals that mark messages whose {@code 0x…} words survive
 * @param blobLength characters behind the first digit from which on a word is a random token
 * @param samples lines and the shapes they must have, held true by the tests
 */
public record MaskSpec(
    String version,
    int maxCharacters,
    List<String> valueUntilSpace,
    List<String> valueUntilEnd,
    List<KeepRule> keep,
    List<String> keepHexIn,
    int blobLength,
    List<Sample> samples)
    implements Serializable {

  static final int MOST_CHARACTERS = 65_536;

  /** A line and the shape it must have. */
  public record Sample(String line, String shape) implements Serializable {}

  /**
   * Copies the lists (a missing one is empty) and checks every rule.
   *
   * @throws IllegalArgumentException if a rule is malformed, or ambiguous enough that the two
   *     engines could disagree; the message names the key, the literal and what to change
   */
  public MaskSpec {
    valueUntilSpace = valueUntilSpace == null ? List.of() : List.copyOf(valueUntilSpace);
    valueUntilEnd = valueUntilEnd == null ? List.of() : List.copyOf(valueUntilEnd);
    keep = keep == null ? List.of() : List.copyOf(keep);
    keepHexIn = keepHexIn == null ? List.of() : List.copyOf(keepHexIn);
    samples = samples == null ? List.of() : List.copyOf(samples);
    require(version != null && !version.isBlank(), "mask.version is missing");
    require(
        maxCharacters >= 1 && maxCharacters <= MOST_CHARACTERS,
        "mask.max_characters is " + maxCharacters + ", must be 1 to " + MOST_CHARACTERS);
    require(
        blobLength >= 1 && blobLength <= 64,
        "mask.blob_length is " + blobLength + ", must be 1 to 64");
    valueUntilSpace.forEach(literal -> checkField(literal, "mask.value_until_space"));
    valueUntilEnd.forEach(literal -> checkField(literal, "mask.value_until_end"));
    for (String space : valueUntilSpace) {
      for (String end : valueUntilEnd) {
        require(
            !space.startsWith(end) && !end.startsWith(space),
            "mask.value_until_space '"
                + space
                + "' and mask.value_until_end '"
                + end
                + "' begin alike: remove one");
      }
    }
    for (KeepRule rule : keep) {
      checkNoField(rule, valueUntilSpace);
      checkNoField(rule, valueUntilEnd);
    }
    for (String literal : keepHexIn) {
      require(
          !literal.isEmpty() && Ascii.allPrintable(literal) && !Ascii.hasDigit(literal),
          "mask.keep_hex_in '" + literal + "': must be printable ASCII without digits");
    }
  }

  /** The mask as column expressions, to be applied in this order. */
  public List<MaskStep> expressions() {
    return MaskExpressions.of(this);
  }

  private static void checkField(String literal, String key) {
    String at = key + " '" + literal + "': ";
    require(
        !literal.isEmpty() && Ascii.allPrintable(literal) && !Ascii.hasDigit(literal),
        at + "must be printable ASCII without digits");
    require(Ascii.isWord(literal.charAt(0)), at + "must start with a letter or '_'");
    require(
        !Ascii.isWord(literal.charAt(literal.length() - 1)),
        at + "must end with a character other than a letter or '_'");
    int word = 0;
    boolean hex = true;
    while (Ascii.isWord(literal.charAt(word))) {
      hex &= Ascii.isHex(literal.charAt(word++));
    }
    require(
        !hex || (word != 4 && word != 12),
        at + "its first word could be a part of a UUID; use a longer literal");
  }

  private static void checkNoField(KeepRule rule, List<String> fields) {
    for (String field : fields) {
      require(
          !rule.before().contains(field),
          "mask.keep rule (before '"
              + rule.before()
              + "'): holds the field literal '"
              + field
              + "', whose value is masked first; shorten it");
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
