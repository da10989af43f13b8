package dev.faultline.udf.format;

import java.util.BitSet;

/**
 * A set of bytes. Either ASCII only, or the complement of some ASCII: then it holds all bytes of
 * longer UTF-8 sequences, so that bytes and characters agree. The line feed is never in it.
 */
final class ByteClass {

  private static final int ASCII = 128;

  private final boolean[] members = new boolean[256];
  private final String regex;

  private ByteClass(BitSet ascii, boolean wide, String regex) {
    for (int b = 0; b < members.length; b++) {
      members[b] = b < ASCII ? ascii.get(b) : wide;
    }
    this.regex = regex;
  }

  /**
   * Reads the inside of a bracket expression.
   *
   * @throws IllegalArgumentException if it is empty, not printable ASCII, or a range runs backwards
   */
  static ByteClass parse(String text) {
    boolean negated = text.startsWith("^");
    String members = negated ? text.substring(1) : text;
    if (members.isEmpty() || !members.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("chars must be printable ASCII and not empty");
    }
    BitSet set = new BitSet(ASCII);
    StringBuilder regex = new StringBuilder(negated ? "[^\\n" : "[");
    for (int i = 0; i < members.length(); i++) {
      char first = members.charAt(i);
      char last = first;
      if (i + 2 < members.length() && members.charAt(i + 1) == '-') {
        last = members.charAt(i + 2);
        i += 2;
      }
      if (last < first) {
        throw new IllegalArgumentException("range " + first + "-" + last + " runs backwards");
      }
      set.set(first, last + 1);
      regex.append(quote(first));
      if (last > first) {
        regex.append('-').append(quote(last));
      }
    }
    if (negated) {
      set.set('\n');
      set.flip(0, ASCII);
    }
    return new ByteClass(set, negated, regex.append(']').toString());
  }

  static ByteClass of(String members) {
    BitSet set = new BitSet(ASCII);
    members.chars().forEach(set::set);
    return new ByteClass(set, false, "");
  }

  boolean has(byte b) {
    return members[b & 0xff];
  }

  boolean has(char c) {
    return members[c];
  }

  ByteClass or(ByteClass other) {
    BitSet set = new BitSet(ASCII);
    for (int b = 0; b < ASCII; b++) {
      set.set(b, members[b] || other.members[b]);
    }
    return new ByteClass(set, members[ASCII] || other.members[ASCII], "");
  }

  /** Whether the two share a byte. */
  boolean meets(ByteClass other) {
    for (int b = 0; b < members.length; b++) {
      if (members[b] && other.members[b]) {
        return true;
      }
    }
    return false;
  }

  /** The bracket expression. */
  String regex() {
    return regex;
  }

  /** Escapes only what a bracket expression gives a meaning: RAPIDS refuses needless escapes. */
  private static String quote(char c) {
    return "[]\\^-&".indexOf(c) < 0 ? String.valueOf(c) : "\\" + c;
  }
}
