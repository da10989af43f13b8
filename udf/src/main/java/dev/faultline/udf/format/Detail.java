package dev.faultline.udf.format;

import java.util.Arrays;

/**
 * What of the lines behind a record's first counts for its shape: the exception of a stack trace.
 * That is the line behind the indented ones of a {@link Traceback}, of the last one if there are
 * several; else the last line that is not indented, where others are. A table or a progress bar has
 * none. Reused from record to record.
 */
public final class Detail {

  private byte[] line = new byte[512];
  private int length;
  private boolean hasIndented;
  private boolean isInTraceback;
  private boolean hasException;

  /** Begins with the message of a record, which may be the first line of a traceback. */
  public void begin(byte[] b, int from, int to) {
    length = 0;
    hasIndented = false;
    hasException = false;
    isInTraceback = Traceback.isFirst(b, from, to);
  }

  /** Takes in a line that belongs to the record; an empty one says nothing. */
  public void add(byte[] b, int from, int to) {
    if (from == to) {
      return;
    }
    if (Traceback.isFrame(b, from, to)) {
      hasIndented = true;
    } else if (Traceback.isFirst(b, from, to)) {
      isInTraceback = true;
    } else if (isInTraceback || !hasException) {
      hasException |= isInTraceback;
      isInTraceback = false;
      length = to - from;
      line = line.length < length ? new byte[2 * length] : line;
      System.arraycopy(b, from, line, 0, length);
    }
  }

  /** Returns the array that holds the detail from 0 to {@link #length}. */
  public byte[] buffer() {
    return line;
  }

  /** Returns the length of the detail in bytes, 0 for none. */
  public int length() {
    return hasException || hasIndented ? length : 0;
  }

  /** Returns a copy of the detail, or null. */
  public byte[] bytes() {
    return length() == 0 ? null : Arrays.copyOf(line, length);
  }
}
