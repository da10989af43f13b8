package dev.faultline.udf.mask;

import java.io.Serializable;

/**
 * A number that survives the mask because it carries the meaning of its line (an Xid code, an HTTP
 * status, an exit code). It must stand directly after one literal or directly before one.
 *
 * <p>Literals are case-sensitive printable ASCII. {@code after} may begin and {@code before} may
 * end inside a word: {@code "status="} holds for {@code http_status=} and {@code " error"} for
 * {@code errors}. {@code after} may hold one {@link #GAP}, any run without {@code )} and {@code <}.
 * The constructor refuses the literals whose matches could overlap one another: there a regex,
 * which never returns to text it has consumed, and a scanner, which looks back, could disagree.
 *
 * @param after literal that ends where the number starts, or empty
 * @param before literal that starts where the number ends, or empty
 * @param maxDigits longest number that is kept, 1 to {@value #MOST_DIGITS}; 0 means {@value
 *     #DEFAULT_DIGITS}
 * @param onlyValue the one number that is kept, as digits; empty for any number
 */
public record KeepRule(String after, String before, int maxDigits, String onlyValue)
    implements Serializable {

  /** Stands for a run of characters other than {@code )} and {@code <} in {@link #after()}. */
  public static final char GAP = '…';

  static final int DEFAULT_DIGITS = 3;

  /** One less than the first group of a UUID, so that no rule can claim a part of a UUID. */
  static final int MOST_DIGITS = 7;

  /**
   * Fills in what was left out and checks the rule.
   *
   * @throws IllegalArgumentException if the rule is ambiguous or malformed; the message names it
   */
  public KeepRule {
    after = after == null ? "" : after;
    before = before == null ? "" : before;
    onlyValue = onlyValue == null ? "" : onlyValue;
    maxDigits = maxDigits == 0 ? DEFAULT_DIGITS : maxDigits;
    String at = "mask.keep rule (after '" + after + "', before '" + before + "'): ";
    require(after.isEmpty() != before.isEmpty(), at + "give exactly one of after and before");
    require(
        maxDigits >= 1 && maxDigits <= MOST_DIGITS, at + "max_digits must be 1 to " + MOST_DIGITS);
    require(
        Ascii.allDigits(onlyValue) && onlyValue.length() <= MOST_DIGITS,
        at + "only_value must be at most " + MOST_DIGITS + " digits, or left out");
    if (after.isEmpty()) {
      checkBefore(before, at);
    } else {
      checkAfter(after, at);
    }
  }

  /** Whether {@link #after()} holds a {@link #GAP}. */
  boolean hasGap() {
    return after.indexOf(GAP) >= 0;
  }

  private static void checkBefore(String before, String at) {
    checkCharacters(before, at + "before");
    require(
        !Ascii.isWord(before.charAt(0)) && before.charAt(0) != '-',
        at + "before must start with a character other than a letter, digit, '_' or '-'");
    require(!Ascii.hasDigit(before), at + "before must hold no digit");
  }

  private static void checkAfter(String after, String at) {
    char last = after.charAt(after.length() - 1);
    require(
        !Ascii.isWord(last) && last != '-' && last != GAP,
        at + "after must end with a character other than a letter, digit, '_', '-' or the gap");
    int gap = after.indexOf(GAP);
    if (gap >= 0) {
      String head = after.substring(0, gap);
      String tail = after.substring(gap + 1);
      checkCharacters(head, at + "the part of after before the gap");
      checkCharacters(tail, at + "the part of after behind the gap");
      require(tail.charAt(0) == ')', at + "the gap in after must be followed by ')'");
      require(
          tail.indexOf(head.charAt(gap - 1)) < 0,
          at + "the character before the gap must not come again behind it");
      require(!Ascii.hasDigit(after), at + "after with a gap must hold no digit");
      return;
    }
    checkCharacters(after, at + "after");
    require(
        !mayOverlap(after, after), at + "after may overlap its own next match; lengthen its start");
  }

  /**
   * Whether {@code second} could begin in a match of {@code first} and cover its number: what
   * precedes a digit in {@code second} then agrees with the end of {@code first}.
   */
  static boolean mayOverlap(String first, String second) {
    for (int i = 0; i < second.length(); i++) {
      if (Ascii.isDigit(second.charAt(i))) {
        String start = second.substring(0, i);
        if (first.endsWith(start) || start.endsWith(first)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void checkCharacters(String literal, String what) {
    require(
        !literal.isEmpty() && Ascii.allPrintable(literal),
        what + " must be printable ASCII and not empty");
    // These three spell the mark of a masked value, which stands in the text when rules are
    // applied.
    require(
        literal.indexOf('<') < 0 && literal.indexOf('*') < 0 && literal.indexOf('>') < 0,
        what + " must not hold '<', '*' or '>'");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
