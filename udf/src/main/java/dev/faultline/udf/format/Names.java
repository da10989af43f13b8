package dev.faultline.udf.format;

/** Names that must look like one, so that a word of the message is not taken for one. */
final class Names {

  private Names() {}

  /** A Java class or Python module in full: three parts or more with dots between them. */
  static final class Dotted extends Element.Sliced {
    private static final ByteClass FIRST = ByteClass.parse("A-Za-z_");
    private static final ByteClass CHARS = ByteClass.parse("A-Za-z0-9_$-");
    private static final ByteClass CHARS_AND_DOT = ByteClass.parse("A-Za-z0-9_$.-");

    Dotted(Header.Slice slice) {
      super(slice);
    }

    @Override
    int match(byte[] buf, int start, int end, Header out) {
      if (start >= end || !FIRST.has(buf[start])) {
        return -1;
      }
      int first = skip(CHARS, buf, start + 1, end);
      int second = skip(CHARS, buf, first + 1, end);
      int last = skip(CHARS_AND_DOT, buf, second + 1, end);
      boolean three =
          last > second + 1 && second > first + 1 && buf[first] == '.' && buf[second] == '.';
      if (three && slice != null) {
        out.set(slice, start, last);
      }
      return three ? last : -1;
    }

    @Override
    String regex() {
      return FIRST.regex()
          + CHARS.regex()
          + "*\\."
          + CHARS.regex()
          + "+\\."
          + CHARS_AND_DOT.regex()
          + "+";
    }

    @Override
    ByteClass first() {
      return FIRST;
    }

    @Override
    ByteClass swallows() {
      return CHARS_AND_DOT;
    }
  }

  /** A host as its name or address: not digits alone, as an hour would be. */
  static final class Host extends Element.Sliced {
    private static final ByteClass CHARS = ByteClass.parse("A-Za-z0-9_.-");
    private static final ByteClass DIGITS = ByteClass.parse("0-9");
    private static final ByteClass OTHERS = ByteClass.parse("A-Za-z_.-");

    Host(Header.Slice slice) {
      super(slice);
    }

    @Override
    int match(byte[] buf, int start, int end, Header out) {
      int last = skip(CHARS, buf, start, end);
      if (skip(DIGITS, buf, start, end) == last) {
        return -1;
      }
      if (slice != null) {
        out.set(slice, start, last);
      }
      return last;
    }

    @Override
    String regex() {
      return DIGITS.regex() + "*" + OTHERS.regex() + CHARS.regex() + "*";
    }

    @Override
    ByteClass first() {
      return CHARS;
    }

    @Override
    ByteClass swallows() {
      return CHARS;
    }
  }

  private static int skip(ByteClass chars, byte[] buf, int from, int end) {
    int p = from;
    while (p < end && chars.has(buf[p])) {
      p++;
    }
    return p;
  }
}
