package dev.faultline.ingest;

/** What was noticed about a line while it was cut out of its file, as bits of one int. */
public final class LineFlags {

  /** The line was longer than the cap; the content ends at the cap. */
  public static final int CUT = 1;

  /** The content had bytes that are no UTF-8; each was replaced by U+FFFD. */
  public static final int INVALID_UTF8 = 1 << 1;

  /** The content has a NUL byte, as a file has after a crash before its blocks were written. */
  public static final int NUL = 1 << 2;

  /** The content is empty, or only spaces and tabs. */
  public static final int BLANK = 1 << 3;

  /** The file, or its readable part, ended before a newline. */
  public static final int UNTERMINATED = 1 << 4;

  /** Carriage returns were taken off the end of the content, before a newline or at the last. */
  public static final int CARRIAGE_RETURN = 1 << 5;

  /** Escape sequences, as terminals take them for colours, were taken out of the content. */
  public static final int ESCAPES = 1 << 6;

  /**
   * The line ended at carriage returns that no newline follows: on a terminal the next one is
   * written over it. A blank one of these only clears the terminal; it is no line that counts.
   */
  public static final int OVERWRITTEN = 1 << 7;

  private static final int CLEARED = BLANK | OVERWRITTEN;

  /** Secrets in the content were replaced by pseudonyms. */
  public static final int REDACTED = 1 << 8;

  private LineFlags() {}

  /** Whether a line only clears the terminal: its bytes count, it does not. */
  static boolean isCleared(int flags) {
    return (flags & CLEARED) == CLEARED;
  }
}
