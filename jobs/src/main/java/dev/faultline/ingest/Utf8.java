package dev.faultline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Checks and repairs UTF-8 in a byte array, with the rules of Java's own decoder. */
final class Utf8 {

  private Utf8() {}

  /** Returns the index behind a byte-order mark (U+FEFF) at {@code from}; that if there is none. */
  static int behindMark(byte[] b, int from, int to) {
    boolean isMarked =
        to - from >= 3
            && b[from] == (byte) 0xef
            && b[from + 1] == (byte) 0xbb
            && b[from + 2] == (byte) 0xbf;
    return isMarked ? from + 3 : from;
  }

  /**
   * Returns whether the bytes in {@code [from, to)} are well-formed UTF-8 (Unicode, table 3-7): no
   * overlong form, no surrogate, nothing above U+10FFFF.
   */
  static boolean isValid(byte[] b, int from, int to) {
    int i = from;
    while (i < to) {
      int lead = b[i++];
      if (lead >= 0) {
        continue;
      }
      lead &= 0xff;
      int more;
      int low = 0x80;
      int high = 0xbf;
      if (lead < 0xc2) {
        return false;
      } else if (lead < 0xe0) {
        more = 1;
      } else if (lead < 0xf0) {
        more = 2;
        low = lead == 0xe0 ? 0xa0 : 0x80;
        high = lead == 0xed ? 0x9f : 0xbf;
      } else if (lead < 0xf5) {
        more = 3;
        low = lead == 0xf0 ? 0x90 : 0x80;
        high = lead == 0xf4 ? 0x8f : 0xbf;
      } else {
        return false;
      }
      if (to - i < more) {
        return false;
      }
      int second = b[i++] & 0xff;
      if (second < low || second > high) {
        return false;
      }
      for (int k = 1; k < more; k++) {
        if ((b[i++] & 0xc0) != 0x80) {
          return false;
        }
      }
    }
    return true;
  }

  /** Returns a copy in which U+FFFD stands for what cannot be decoded. Only bad lines come here. */
  static byte[] repaired(byte[] b, int from, int to) {
    return new String(b, from, to - from, UTF_8).getBytes(UTF_8);
  }

  /**
   * Returns where to cut so that at most {@code cap} bytes stay and no character is split: the cap
   * itself, or up to three bytes before it. {@code b[from + cap]} must be readable.
   */
  static int cut(byte[] b, int from, int cap) {
    int end = from + cap;
    int lead = end;
    while (lead > from && end - lead < 3 && (b[lead] & 0xc0) == 0x80) {
      lead--;
    }
    // Still inside a run of continuation bytes: this is no UTF-8, so any place will do.
    return (b[lead] & 0xc0) == 0x80 ? end : lead;
  }
}
