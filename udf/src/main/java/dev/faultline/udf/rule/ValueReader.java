package dev.faultline.udf.rule;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Finds the value of a {@link ValueSpec} in a message: over bytes, or by a regex of the same
 * meaning. It is the leftmost one. Not thread-safe.
 */
public final class ValueReader {

  /** Stands between values that are one text: no value can hold it. */
  public static final char SEPARATOR = '\u001f';

  private static final String NUMBER =
      "-?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|[Nn][Aa][Nn]|-?[Ii][Nn][Ff]";

  private final ValueSpec spec;
  private final byte[] after;

  /** What follows the gap; null without one. */
  private final byte[] afterGap;

  private final byte[] before;
  private final byte[] until;
  private int gapEnd;
  private int start;
  private int end;

  /**
   * Prepares a reader.
   *
   * @throws IllegalArgumentException if the spec is malformed; the message says what to change
   */
  public ValueReader(ValueSpec spec) {
    this.spec = spec;
    int gap = spec.after().indexOf(ValueSpec.GAP);
    String head = gap < 0 ? spec.after() : spec.after().substring(0, gap);
    String tail = gap < 0 ? "" : spec.after().substring(gap + 1);
    after = head.getBytes(StandardCharsets.UTF_8);
    afterGap = gap < 0 ? null : tail.getBytes(StandardCharsets.UTF_8);
    before = spec.before().getBytes(StandardCharsets.UTF_8);
    until = spec.until().getBytes(StandardCharsets.UTF_8);
    boolean number = spec.type().equals(ValueSpec.NUMBER);
    String at = "value '" + spec.name() + "': ";
    require(spec.name().matches("[a-z][a-z0-9_]*"), at + "the name must be in snake_case");
    require(number || spec.type().equals(ValueSpec.TEXT), at + "type must be number or text");
    require(after.length > 0, at + "after is missing or starts with the gap");
    require(gap < 0 || !tail.isEmpty(), at + "after must not end with the gap");
    require(isPlain(head + tail + spec.before() + spec.until()), at + "use printable ASCII");
    require(number || before.length == 0, at + "before is for numbers; end a text by until");
    // A regex could else give a digit back to let the literal match.
    require(
        before.length == 0 || !spec.before().matches("[-+0-9.eE].*"),
        at + "before must not start like the rest of a number");
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Returns whether the value is a number. */
  public boolean isNumber() {
    return spec.type().equals(ValueSpec.NUMBER);
  }

  /** Returns the regex whose one group is the value. */
  public String regex() {
    String value = isNumber() ? NUMBER : noneOf(spec.until()) + "+";
    return quoted(text(after)) + gap() + "(" + value + ")" + quoted(spec.before());
  }

  private String gap() {
    if (afterGap == null) {
      return "";
    }
    String tail = text(afterGap);
    return noneOf(tail.substring(0, 1)) + "+" + quoted(tail);
  }

  private static String text(byte[] ascii) {
    return new String(ascii, StandardCharsets.US_ASCII);
  }

  private static String noneOf(String characters) {
    return "[^\\x00-\\x1f\\x7f" + characters.replaceAll("([\\\\\\]\\[^&-])", "\\\\$1") + "]";
  }

  /** {@code \Q…\E} is not for RAPIDS. */
  private static String quoted(String literal) {
    return Pattern.compile("[^A-Za-z0-9 _]").matcher(literal).replaceAll("\\\\$0");
  }

  /**
   * Looks for the value.
   *
   * @param in holds the message
   * @param from index of its first byte
   * @param to index behind its last byte
   * @return whether there is one; then it is at {@link #start()} to {@link #end()}
   */
  public boolean find(byte[] in, int from, int to) {
    byte first = after[0];
    for (int p = from; p + after.length < to; p++) {
      if (in[p] == first && isAt(in, p, to, after)) {
        gapEnd = p + after.length;
        start = valueStart(in, gapEnd, to);
        if (start >= 0) {
          end = isNumber() ? numberEnd(in, to) : textEnd(in, to);
          if (end > start && isAt(in, end, to, before)) {
            return true;
          }
        }
        // A later one before the gap's end would find the same end, and fail there, too.
        p = Math.max(p, gapEnd - after.length);
      }
    }
    return false;
  }

  /** Index behind the gap and what follows it, or -1. */
  private int valueStart(byte[] in, int from, int to) {
    if (afterGap == null) {
      return from;
    }
    int p = from;
    while (p < to && !isControl(in[p]) && in[p] != afterGap[0]) {
      p++;
    }
    gapEnd = p;
    return p > from && isAt(in, p, to, afterGap) ? p + afterGap.length : -1;
  }

  private static boolean isControl(byte b) {
    return (b >= 0 && b < ' ') || b == 0x7f;
  }

  /** Index of the value's first byte. */
  public int start() {
    return start;
  }

  /** Index behind the value's last byte. */
  public int end() {
    return end;
  }

  private int textEnd(byte[] in, int to) {
    int p = start;
    while (p < to && !isControl(in[p]) && !isUntil(in[p])) {
      p++;
    }
    return p;
  }

  private boolean isUntil(byte b) {
    for (byte stop : until) {
      if (b == stop) {
        return true;
      }
    }
    return false;
  }

  private int numberEnd(byte[] in, int to) {
    int sign = start < to && in[start] == '-' ? start + 1 : start;
    int p = digitsEnd(in, sign, to);
    if (p == sign) {
      return wordEnd(in, sign, to);
    }
    if (p < to && in[p] == '.') {
      int fraction = digitsEnd(in, p + 1, to);
      p = fraction > p + 1 ? fraction : p;
    }
    if (p < to && (in[p] | 0x20) == 'e') {
      boolean signed = p + 1 < to && (in[p + 1] == '-' || in[p + 1] == '+');
      int first = signed ? p + 2 : p + 1;
      int exponent = digitsEnd(in, first, to);
      p = exponent > first ? exponent : p;
    }
    return p;
  }

  /** NaN has no sign; infinity may. */
  private int wordEnd(byte[] in, int from, int to) {
    boolean nan = from == start && isWord(in, from, to, "nan");
    return nan || isWord(in, from, to, "inf") ? from + 3 : start;
  }

  private static boolean isWord(byte[] in, int at, int to, String word) {
    return to - at >= 3
        && (in[at] | 0x20) == word.charAt(0)
        && (in[at + 1] | 0x20) == word.charAt(1)
        && (in[at + 2] | 0x20) == word.charAt(2);
  }

  private static int digitsEnd(byte[] in, int from, int to) {
    int p = from;
    while (p < to && in[p] >= '0' && in[p] <= '9') {
      p++;
    }
    return p;
  }

  private static boolean isAt(byte[] in, int at, int to, byte[] literal) {
    if (to - at < literal.length) {
      return false;
    }
    for (int i = 0; i < literal.length; i++) {
      if (in[at + i] != literal[i]) {
        return false;
      }
    }
    return true;
  }
}
