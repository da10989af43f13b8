package dev.faultline.udf.literal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds which of many literals a text holds, in any case, fast if it holds none: that is so of
 * almost all lines. After Wu and Manber (A fast algorithm for multi-pattern searching, TR 94-17,
 * University of Arizona, 1994) blocks of three bytes are looked up in a table, only every second
 * one, as each literal is in the table by its last block and by the one before. Where the table has
 * a block, the literals that end with it are compared. Safe for use by several threads.
 */
public final class LiteralScan {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Length of the shortest literal but for {@code @}, in bytes. */
  public static final int SHORTEST = 3;

  private static final int BLOCK = SHORTEST;

  /** Blocks begin at the first, third and fifth byte of a word; the next word begins behind. */
  private static final int STEP = 6;

  /** Clears the bit that tells small letters from capitals; some other bytes become one, too. */
  private static final int FOLD = 0xdfdfdf;

  /** Its table of bits fits into the first cache of a core. */
  private static final int HASH_BITS = 18;

  private static final int BUCKET_BITS = 12;
  private static final int MIX = 0x9e3779b1;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long AT_SIGNS = '@' * ONES;

  /** A literal in small letters, and the rules that want it, a bit each. */
  private record Literal(byte[] bytes, long rules) {}

  /** A bit per hash of a block that may be in a literal. */
  private final long[] known = new long[1 << (HASH_BITS - 6)];

  /** The same for the last block of one. */
  private final long[] last = new long[1 << (HASH_BITS - 6)];

  /** The literals that end with a block, by the first bits of its hash. */
  private final Literal[][] byLast = new Literal[1 << BUCKET_BITS][];

  /** The rules that want an at sign. */
  private long atSign;

  /**
   * Adds a literal.
   *
   * @param literal ASCII characters, {@link #SHORTEST} or more of them, or {@code @}
   * @param rules what {@link #find} returns for a text that holds it
   */
  public void add(String literal, long rules) {
    byte[] bytes = literal.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    if (bytes.length < BLOCK) {
      atSign |= rules;
      return;
    }
    int at = bytes.length - BLOCK;
    int hash = hash(block(bytes, at));
    List<Literal> same = new ArrayList<>();
    int bucket = bucket(hash);
    if (byLast[bucket] != null) {
      same.addAll(List.of(byLast[bucket]));
    }
    same.add(new Literal(bytes, rules));
    byLast[bucket] = same.toArray(Literal[]::new);
    note(hash, last);
    note(hash, known);
    if (at > 0) {
      note(hash(block(bytes, at - 1)), known);
      return;
    }
    // There is no block before: the one behind it begins with the last two bytes.
    for (int next = 0; next <= 0xff; next++) {
      note(hash((bytes[1] | bytes[2] << 8 | next << 16) & FOLD), known);
    }
  }

  private static void note(int hash, long[] bits) {
    bits[hash >>> 6] |= 1L << hash;
  }

  private static int block(byte[] b, int at) {
    return (b[at] & 0xff | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16) & FOLD;
  }

  private static int hash(int block) {
    return (block * MIX) >>> (Integer.SIZE - HASH_BITS);
  }

  private static int bucket(int hash) {
    return hash >>> (HASH_BITS - BUCKET_BITS);
  }

  /** Returns the rules of all literals that the bytes in {@code [from, to)} hold, a bit each. */
  public long find(byte[] b, int from, int to) {
    if (to - from < Long.BYTES) {
      return findShort(b, from, to);
    }
    long found = 0;
    int i = from;
    for (; i <= to - Long.BYTES; i += STEP) {
      long word = (long) LONGS.get(b, i);
      found |= signs(word) == 0 ? 0 : atSign;
      if (mayHold(word)) {
        found |= compare(b, from, to, i - 1, i + STEP);
      }
    }
    // The last word ends with the text. Its blocks are those between: then the last one counts.
    long word = (long) LONGS.get(b, to - Long.BYTES);
    found |= signs(word) == 0 ? 0 : atSign;
    if (mayHold(word >>> Byte.SIZE)) {
      found |= compare(b, from, to, to - Long.BYTES, to);
    }
    return found;
  }

  private static long signs(long word) {
    long other = word ^ AT_SIGNS;
    return (other - ONES) & ~other & HIGHS;
  }

  private boolean mayHold(long word) {
    int first = hash((int) word & FOLD);
    int second = hash((int) (word >>> 16) & FOLD);
    int third = hash((int) (word >>> 32) & FOLD);
    long hit =
        known[first >>> 6] >>> first
            | known[second >>> 6] >>> second
            | known[third >>> 6] >>> third;
    return (hit & 1) != 0;
  }

  private long findShort(byte[] b, int from, int to) {
    return compare(b, from, to, from, to) | (holdsAt(b, from, to) ? atSign : 0);
  }

  private static boolean holdsAt(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (b[i] == '@') {
        return true;
      }
    }
    return false;
  }

  /** Looks at the literals whose last block begins in {@code [first, behind)}. */
  private long compare(byte[] b, int from, int to, int first, int behind) {
    long found = 0;
    for (int at = Math.max(first, from); at < behind && at <= to - BLOCK; at++) {
      int hash = hash(block(b, at));
      if ((last[hash >>> 6] >>> hash & 1) != 0) {
        for (Literal literal : byLast[bucket(hash)]) {
          int start = at + BLOCK - literal.bytes.length;
          found |= start >= from && isAt(b, start, literal.bytes) ? literal.rules : 0;
        }
      }
    }
    return found;
  }

  private static boolean isAt(byte[] b, int start, byte[] literal) {
    for (int i = literal.length - 1; i >= 0; i--) {
      int c = b[start + i];
      int small = c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
      if (small != literal[i]) {
        return false;
      }
    }
    return true;
  }
}
