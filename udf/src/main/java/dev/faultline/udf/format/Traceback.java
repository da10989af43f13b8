package dev.faultline.udf.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;

/**
 * Tracebacks as Python prints them: a first line that is always the same, indented lines, and the
 * exception, which begins at the margin. An exception that another one led to follows behind a
 * sentence that says so (the module {@code traceback} of Python's library).
 */
public final class Traceback {

  private static final byte[] FIRST = "Traceback (most recent call last):".getBytes(US_ASCII);

  private static final List<byte[]> LINKS =
      List.of(
          "During handling of the above exception, another exception occurred:".getBytes(US_ASCII),
          "The above exception was the direct cause of the following exception:"
              .getBytes(US_ASCII));

  /** What loguru puts at the margin before the frame that caught the exception. */
  private static final byte[] CAUGHT = "> File \"".getBytes(US_ASCII);

  private Traceback() {}

  /** Whether a line, or a message, is the first of a traceback. */
  public static boolean isFirst(byte[] b, int from, int to) {
    return is(FIRST, b, from, to);
  }

  /** Whether a line of a traceback is one of its frames, and not the exception. */
  public static boolean isFrame(byte[] b, int from, int to) {
    return from < to && (b[from] == ' ' || b[from] == '\t' || startsWith(CAUGHT, b, from, to));
  }

  /** Whether a line says that the next traceback is of what came of the one before. */
  public static boolean isLink(byte[] b, int from, int to) {
    return LINKS.stream().anyMatch(link -> is(link, b, from, to));
  }

  private static boolean startsWith(byte[] wanted, byte[] b, int from, int to) {
    int end = from + wanted.length;
    return end <= to && Arrays.equals(b, from, end, wanted, 0, wanted.length);
  }

  /** Blanks at the end of a line count for nothing. */
  private static boolean is(byte[] wanted, byte[] b, int from, int to) {
    if (!startsWith(wanted, b, from, to)) {
      return false;
    }
    int end = from + wanted.length;
    while (end < to && (b[end] == ' ' || b[end] == '\t')) {
      end++;
    }
    return end == to;
  }
}
