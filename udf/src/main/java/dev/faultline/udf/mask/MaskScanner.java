package dev.faultline.udf.mask;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Masks messages in one pass over their bytes, without allocating once its buffer has grown. The
 * rules are those of {@link MaskSpec}; the result equals that of {@link MaskSpec#expressions()}.
 *
 * <p>Not thread-safe: use one per task. The result stays valid until the next {@link #mask}.
 */
public final class MaskScanner {

  private static final byte[] ELLIPSIS = utf8(MaskExpressions.ELLIPSIS);
  private static final byte[] VALUE = utf8(MaskExpressions.VALUE);
  private static final int[] UUID_GROUPS = {8, 4, 4, 4, 12};
  private static final int UUID_LENGTH = 36;

  /** Most bytes written for one byte read: a field literal (two or more) and an empty value. */
  private static final int GROWTH = 3;

  private static final int WORD = 1;
  private static final int DIGIT = 2;
  private static final int HEX = 4;
  private static final int HASH = 8;
  private static final int CONTROL = 16;

  /** What a byte is; 0 for a byte that is copied. */
  private static final byte[] KIND = new byte[256];

  /** The byte itself, or a space for a control byte. */
  private static final byte[] PLAIN = new byte[256];

  static {
    for (int b = 0; b < 256; b++) {
      int kind = Ascii.isWord(b) ? WORD : 0;
      kind |= Ascii.isDigit(b) ? DIGIT : 0;
      kind |= Ascii.isHex(b) ? HEX : 0;
      kind |= b == '#' ? HASH : 0;
      kind |= Ascii.isControl(b) ? CONTROL : 0;
      KIND[b] = (byte) kind;
      PLAIN[b] = Ascii.isControl(b) ? (byte) ' ' : (byte) b;
    }
  }

  private enum HexFate {
    UNKNOWN,
    KEPT,
    MASKED
  }

  /** A field literal; {@code toEnd} if its value is the whole rest. */
  private static final class Field {
    final byte[] literal;
    final boolean toEnd;

    Field(String literal, boolean toEnd) {
      this.literal = utf8(literal);
      this.toEnd = toEnd;
    }
  }

  /** A keep rule in bytes. */
  private static final class Keep {
    /** What touches the number. */
    final byte[] literal;

    /** What stands before the gap that {@code literal} follows; null without a gap. */
    final byte[] head;

    final int maxDigits;

    /** Null for any number. */
    final byte[] onlyValue;

    Keep(KeepRule rule) {
      int gap = rule.after().indexOf(KeepRule.GAP);
      literal = utf8(isAfter(rule) ? rule.after().substring(gap + 1) : rule.before());
      head = gap < 0 ? null : utf8(rule.after().substring(0, gap));
      maxDigits = rule.maxDigits();
      onlyValue = rule.onlyValue().isEmpty() ? null : utf8(rule.onlyValue());
    }

    static boolean isAfter(KeepRule rule) {
      return !rule.after().isEmpty();
    }
  }

  private final int maxCharacters;
  private final int blobLength;
  private final int longestKept;
  // Literals by the one byte that must be there for them to match: cheap to reject.
  private final Field[][] fieldsByFirst;

  /** By the last byte, and by the one before it. */
  private final Keep[][][] afterByLast;

  private final Keep[][] beforeByFirst;
  private final byte[][] keepHexIn;

  private byte[] out = new byte[1024];
  private int length;

  /** Prepares the tables for {@code spec}. */
  public MaskScanner(MaskSpec spec) {
    maxCharacters = spec.maxCharacters();
    blobLength = spec.blobLength();
    longestKept = spec.keep().stream().mapToInt(MaskScanner::longest).max().orElse(0);
    keepHexIn = spec.keepHexIn().stream().map(MaskScanner::utf8).toArray(byte[][]::new);
    fieldsByFirst = new Field[256][];
    Stream.concat(
            spec.valueUntilSpace().stream().map(literal -> new Field(literal, false)),
            spec.valueUntilEnd().stream().map(literal -> new Field(literal, true)))
        .sorted(Comparator.comparingInt((Field field) -> field.literal.length).reversed())
        .forEach(field -> add(fieldsByFirst, field.literal[0], field, new Field[1]));
    afterByLast = new Keep[256][][];
    beforeByFirst = new Keep[256][];
    for (KeepRule rule : spec.keep()) {
      Keep keep = new Keep(rule);
      byte[] literal = keep.literal;
      if (Keep.isAfter(rule)) {
        int last = literal[literal.length - 1] & 0xff;
        if (afterByLast[last] == null) {
          afterByLast[last] = new Keep[256][];
        }
        for (int b = 0; b < 256; b++) {
          if (literal.length == 1 || b == (literal[literal.length - 2] & 0xff)) {
            add(afterByLast[last], (byte) b, keep, new Keep[1]);
          }
        }
      } else {
        add(beforeByFirst, literal[0], keep, new Keep[1]);
      }
    }
  }

  /**
   * Masks one message.
   *
   * @param in holds the message as valid UTF-8
   * @param start index of its first byte
   * @param end index behind its last byte
   * @return the length of the shape in bytes, which starts at index 0 of {@link #bytes()}
   * @throws IndexOutOfBoundsException if the range does not lie in {@code in}
   */
  public int mask(byte[] in, int start, int end) {
    Objects.checkFromToIndex(start, end, in.length);
    int limit = cut(in, start, end);
    long room = (long) GROWTH * (limit - start) + ELLIPSIS.length;
    if (out.length < room) {
      out = new byte[(int) Math.min(Integer.MAX_VALUE - 8, room + room / 2)];
    }
    final byte[] o = out;
    int n = 0;
    int p = start;
    // What is read but not yet copied starts here: most of a message stays as it is.
    int from = start;
    // Look-behind stops here: what precedes has been replaced by the mark of a value.
    int barrier = start;
    boolean valueAtEnd = false;
    HexFate hexFate = HexFate.UNKNOWN;
    while (p < limit) {
      int kind = KIND[in[p] & 0xff];
      if ((kind & WORD) == 0) {
        if (kind != 0) {
          n = copy(in, from, p, o, n);
          if (kind == HASH) {
            n = appendHash(o, n);
          } else {
            o[n++] = ' ';
          }
          from = p + 1;
        }
        p++;
        continue;
      }
      Field[] fields = fieldsByFirst[in[p] & 0xff];
      Field field = fields == null ? null : fieldAt(fields, in, p, limit);
      if (field != null) {
        n = copy(in, from, p, o, n);
        n = append(o, n, field.literal);
        n = append(o, n, VALUE);
        p = field.toEnd ? limit : valueEnd(in, p + field.literal.length, limit);
        from = p;
        barrier = p;
        valueAtEnd = p == limit;
        continue;
      }
      final int word = p;
      int any = 0;
      int all = HEX | DIGIT;
      do {
        any |= kind;
        all &= kind;
        p++;
        kind = p < limit ? KIND[in[p] & 0xff] : 0;
      } while ((kind & WORD) != 0);
      int masked = p;
      if (p - word == UUID_GROUPS[0] && (all & HEX) != 0 && isUuid(in, word, limit)) {
        masked = word;
        p = word + UUID_LENGTH;
      } else if ((any & DIGIT) == 0) {
        continue;
      } else if ((all & DIGIT) != 0) {
        if (p - word > longestKept || !isKept(in, barrier, word, p, limit)) {
          masked = word;
        }
      } else if (keepHexIn.length > 0 && isPrefixedHex(in, word, p)) {
        if (hexFate == HexFate.UNKNOWN) {
          hexFate = hexFate(in, start, limit);
        }
        if (hexFate == HexFate.MASKED) {
          masked = word;
        }
      } else if ((all & HEX) != 0) {
        masked = word;
      } else {
        int digit = word;
        while ((KIND[in[digit] & 0xff] & DIGIT) == 0) {
          digit++;
        }
        masked = p - digit - 1 >= blobLength ? word : digit;
      }
      if (masked < p) {
        n = copy(in, from, masked, o, n);
        n = appendHash(o, n);
        from = p;
      }
    }
    n = copy(in, from, limit, o, n);
    if (limit < end && !valueAtEnd) {
      n = append(o, n, ELLIPSIS);
    }
    length = n;
    return n;
  }

  /** The buffer that holds the last shape; it is replaced when a longer message comes. */
  public byte[] bytes() {
    return out;
  }

  /** The length of the last shape in bytes. */
  public int length() {
    return length;
  }

  private static int copy(byte[] in, int from, int to, byte[] o, int n) {
    System.arraycopy(in, from, o, n, to - from);
    return n + to - from;
  }

  private int cut(byte[] in, int start, int end) {
    if (end - start <= maxCharacters) {
      return end;
    }
    int characters = 0;
    for (int p = start; p < end; p++) {
      boolean first = (in[p] & 0xc0) != 0x80;
      if (first && characters++ == maxCharacters) {
        return p;
      }
    }
    return end;
  }

  private static Field fieldAt(Field[] fields, byte[] in, int at, int limit) {
    for (Field field : fields) {
      if (matches(in, at, limit, field.literal)) {
        return field;
      }
    }
    return null;
  }

  private static int valueEnd(byte[] in, int from, int limit) {
    int p = from;
    while (p < limit && PLAIN[in[p] & 0xff] != ' ') {
      p++;
    }
    return p;
  }

  private static boolean isUuid(byte[] in, int at, int limit) {
    int end = at + UUID_LENGTH;
    if (end > limit || (end < limit && (KIND[in[end] & 0xff] & WORD) != 0)) {
      return false;
    }
    int p = at;
    for (int group : UUID_GROUPS) {
      if (p > at && in[p++] != '-') {
        return false;
      }
      for (int i = 0; i < group; i++) {
        if ((KIND[in[p++] & 0xff] & HEX) == 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isPrefixedHex(byte[] in, int from, int to) {
    if (to - from < 3 || in[from] != '0' || in[from + 1] != 'x') {
      return false;
    }
    for (int p = from + 2; p < to; p++) {
      if ((KIND[in[p] & 0xff] & HEX) == 0) {
        return false;
      }
    }
    return true;
  }

  private HexFate hexFate(byte[] in, int start, int limit) {
    for (byte[] literal : keepHexIn) {
      for (int p = start; p + literal.length <= limit; p++) {
        if (matches(in, p, limit, literal)) {
          return HexFate.KEPT;
        }
      }
    }
    return HexFate.MASKED;
  }

  private boolean isKept(byte[] in, int barrier, int from, int to, int limit) {
    if (from > barrier) {
      Keep[][] byLast = afterByLast[PLAIN[in[from - 1] & 0xff] & 0xff];
      // What stands at the barrier or before the message matters to literals of one byte only.
      int second = from - 1 > barrier ? PLAIN[in[from - 2] & 0xff] & 0xff : 0;
      Keep[] rules = byLast == null ? null : byLast[second];
      if (rules != null) {
        for (Keep rule : rules) {
          if (keepsNumber(rule, in, from, to) && precedes(rule, in, barrier, from)) {
            return true;
          }
        }
      }
    }
    if (to < limit) {
      Keep[] rules = beforeByFirst[PLAIN[in[to] & 0xff] & 0xff];
      if (rules != null) {
        for (Keep rule : rules) {
          if (keepsNumber(rule, in, from, to) && matches(in, to, limit, rule.literal)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean keepsNumber(Keep rule, byte[] in, int from, int to) {
    if (rule.onlyValue == null) {
      return to - from <= rule.maxDigits;
    }
    return to - from == rule.onlyValue.length && matches(in, from, to, rule.onlyValue);
  }

  private static boolean precedes(Keep rule, byte[] in, int barrier, int at) {
    int p = at - rule.literal.length;
    if (p < barrier || !matches(in, p, at, rule.literal)) {
      return false;
    }
    if (rule.head == null) {
      return true;
    }
    for (; p - rule.head.length >= barrier; p--) {
      if (matches(in, p - rule.head.length, p, rule.head)) {
        return true;
      }
      if (in[p - 1] == ')' || in[p - 1] == '<') {
        return false;
      }
    }
    return false;
  }

  private static boolean matches(byte[] in, int at, int limit, byte[] literal) {
    if (limit - at < literal.length) {
      return false;
    }
    for (int i = 0; i < literal.length; i++) {
      if (PLAIN[in[at + i] & 0xff] != literal[i]) {
        return false;
      }
    }
    return true;
  }

  /** Appends text that may hold a {@code #} of its own. */
  private static int append(byte[] o, int n, byte[] text) {
    int length = n;
    for (byte b : text) {
      if (b == '#') {
        length = appendHash(o, length);
      } else {
        o[length++] = b;
      }
    }
    return length;
  }

  /** Appends a {@code #}, or merges it with one that only a joining character separates from it. */
  private static int appendHash(byte[] o, int n) {
    if (n >= 2 && o[n - 2] == '#' && isJoint(o[n - 1])) {
      return n - 1;
    }
    o[n] = '#';
    return n + 1;
  }

  private static boolean isJoint(byte b) {
    return b == '-' || b == '.' || b == ':' || b == ',' || b == '/';
  }

  private static int longest(KeepRule rule) {
    return rule.onlyValue().isEmpty() ? rule.maxDigits() : rule.onlyValue().length();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> void add(T[][] index, byte key, T item, T[] one) {
    T[] present = index[key & 0xff];
    if (present == null) {
      one[0] = item;
      index[key & 0xff] = one;
      return;
    }
    List<T> items = new ArrayList<>(List.of(present));
    items.add(item);
    index[key & 0xff] = items.toArray(one);
  }
}
