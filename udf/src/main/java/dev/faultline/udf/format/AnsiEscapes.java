package dev.faultline.udf.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Takes out what colours a text on a terminal: control sequences, the commands of an operating
 * system (title, link) and the few short ones that programs use. Of any other escape only the
 * escape itself goes, so that no text is lost with it.
 *
 * @see <a href="https://ecma-international.org/publications-and-standards/standards/ecma-48/">
 *     ECMA-48</a>, 5.4 (control sequences) and 5.6 (control strings)
 */
public final class AnsiEscapes {

  /** What a sequence begins with. */
  public static final byte ESCAPE = 0x1b;

  private static final byte BELL = 0x07;

  /** A command is a number and perhaps a text; no title and no link is longer. */
  private static final int LONGEST_COMMAND = 4096;

  /** Save, restore, keypad, reset. */
  private static final String SHORT = "78=>c";

  /** What chooses a character set is followed by the name of the set. */
  private static final String CHARACTER_SETS = "()*+";

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
  public static byte[] removed(byte[] b, int from, int to) {
    byte[] kept = new byte[to - from];
    int length = 0;
    int i = from;
    while (i < to) {
      if (b[i] == ESCAPE) {
        i = behind(b, i + 1, to);
      } else {
        kept[length++] = b[i++];
      }
    }
    return Arrays.copyOf(kept, length);
  }

  /** Returns where the text goes on behind an escape. */
  private static int behind(byte[] b, int at, int to) {
    if (at == to) {
      return at;
    }
    char next = (char) (b[at] & 0x7f);
    int end = -1;
    if (b[at] == '[') {
      end = endOfSequence(b, at + 1, to);
    } else if (b[at] == ']') {
      end = endOfCommand(b, at + 1, Math.min(to, at + LONGEST_COMMAND));
    } else if (b[at] > 0 && SHORT.indexOf(next) >= 0) {
      end = at + 1;
    } else if (b[at] > 0 && CHARACTER_SETS.indexOf(next) >= 0 && at + 1 < to) {
      end = b[at + 1] >= '0' && b[at + 1] <= 'Z' ? at + 2 : -1;
    }
    return end >= 0 ? end : at;
  }

  /** Parameters, intermediates, one final byte. */
  private static int endOfSequence(byte[] b, int from, int to) {
    int i = skip(b, skip(b, from, to, 0x30, 0x3f), to, 0x20, 0x2f);
    return i < to && b[i] >= 0x40 && b[i] <= 0x7e ? i + 1 : -1;
  }

  private static int skip(byte[] b, int from, int to, int low, int high) {
    int i = from;
    while (i < to && b[i] >= low && b[i] <= high) {
      i++;
    }
    return i;
  }

  /** It ends with {@code ESC \}, or, as terminals take it, with BEL. */
  private static int endOfCommand(byte[] b, int from, int to) {
    int i = skip(b, from, to, '0', '9');
    if (i == from || i == to || b[i] != ';') {
      return -1;
    }
    for (; i < to; i++) {
      if (b[i] == BELL) {
        return i + 1;
      }
      if (b[i] == ESCAPE) {
        return i + 1 < to && b[i + 1] == '\\' ? i + 2 : -1;
      }
    }
    return -1;
  }
}
