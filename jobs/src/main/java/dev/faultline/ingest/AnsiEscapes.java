package dev.faultline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Takes out what colours a text on a terminal: escape sequences as ECMA-48 defines them. A sequence
 * that is not whole loses its introducer and keeps the rest, so that no text is lost with it.
 *
 * @see <a href="https://ecma-international.org/publications-and-standards/standards/ecma-48/">
 *     ECMA-48</a>, 5.4 (control sequences) and 5.6 (control strings)
 */
public final class AnsiEscapes {

  /** What a sequence begins with. */
  static final byte ESCAPE = 0x1b;

  private static final byte BELL = 0x07;

  /** Introducers of strings that end with ST: DCS, SOS, OSC, PM, APC. */
  private static final String STRINGS = "PX]^_";

  private AnsiEscapes() {}

  /** Returns a text without them. */
  public static String removed(String text) {
    if (text.indexOf(ESCAPE) < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(UTF_8);
    return new String(removed(bytes, 0, bytes.length), UTF_8);
  }

  /** Returns the bytes in {@code [from, to)} without them, a copy. */
  static byte[] removed(byte[] b, int from, int to) {
    byte[] kept = new byte[to - from];
    int length = 0;
    // Looked for once: where no string ends, none that begins later ends either.
    boolean stringsEnd = true;
    int i = from;
    while (i < to) {
      if (b[i] != ESCAPE) {
        kept[length++] = b[i++];
        continue;
      }
      byte introducer = i + 1 < to ? b[i + 1] : 0;
      boolean isString = STRINGS.indexOf(introducer) >= 0;
      int end = -1;
      if (!isString) {
        end = endOfSequence(b, i + 1, to);
      } else if (stringsEnd) {
        end = endOfString(b, i + 2, to);
        stringsEnd = end >= 0;
      }
      int introduced = isString || introducer == '[' ? i + 2 : i + 1;
      i = end >= 0 ? end : introduced;
    }
    return Arrays.copyOf(kept, length);
  }

  /** {@code ESC [ parameters intermediates final}, or {@code ESC intermediates final}. */
  private static int endOfSequence(byte[] b, int at, int to) {
    int i = at;
    boolean isControl = i < to && b[i] == '[';
    if (isControl) {
      i = skip(b, i + 1, to, 0x30, 0x3f);
    }
    i = skip(b, i, to, 0x20, 0x2f);
    return i < to && b[i] >= (isControl ? 0x40 : 0x30) && b[i] <= 0x7e ? i + 1 : -1;
  }

  private static int skip(byte[] b, int from, int to, int low, int high) {
    int i = from;
    while (i < to && b[i] >= low && b[i] <= high) {
      i++;
    }
    return i;
  }

  /** A string ends with {@code ESC \}, or, as terminals take it, with BEL. */
  private static int endOfString(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (b[i] == BELL) {
        return i + 1;
      }
      if (b[i] == ESCAPE && i + 1 < to && b[i + 1] == '\\') {
        return i + 2;
      }
    }
    return -1;
  }
}
