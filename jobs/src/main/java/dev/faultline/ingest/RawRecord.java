package dev.faultline.ingest;

import dev.faultline.udf.format.Header;
import java.util.Arrays;

/**
 * A record as it stands in its file: the first line, and what of its continuation lines counts for
 * its shape. Reused from record to record.
 */
final class RawRecord {

  /** What the first line says; its positions are those of {@link #line}. */
  final Header header = new Header();

  /** The first line, from 0 to {@link #length}. */
  byte[] line = new byte[512];

  int length;

  /** Where the message begins. */
  int bodyStart;

  /** Where the record starts in its file. */
  long offset;

  /** Index of its format, or -1 if no format takes the line. */
  int format;

  /** Time in microseconds since 1970 UTC, or Long.MIN_VALUE. */
  long timeMicros;

  /** The time that what the line is wrapped in says, likewise. */
  long wrapperMicros;

  /** Numbers of its lines within the split that it starts in. */
  final LineRanges lines = new LineRanges();

  private byte[] lastUnindented = new byte[512];
  private int lastUnindentedLength;
  private boolean hasIndented;

  /** Begins with the line that the cursor is at. */
  void begin(LineCursor cursor) {
    length = cursor.end() - cursor.start();
    line = copy(cursor.buffer(), cursor.start(), length, line);
    offset = cursor.offset();
    lastUnindentedLength = 0;
    hasIndented = false;
    lines.clear();
  }

  /** Takes in a line that belongs to the record; a blank one says nothing. */
  void add(byte[] buffer, int start, int end) {
    int size = end - start;
    if (size == 0) {
      return;
    }
    byte first = buffer[start];
    if (first == ' ' || first == '\t') {
      hasIndented = true;
      return;
    }
    lastUnindentedLength = size;
    lastUnindented = copy(buffer, start, size, lastUnindented);
  }

  private static byte[] copy(byte[] buffer, int start, int size, byte[] into) {
    byte[] room = into.length < size ? new byte[2 * size] : into;
    System.arraycopy(buffer, start, room, 0, size);
    return room;
  }

  int severityNumber() {
    return format < 0 ? 0 : header.severityNumber;
  }

  /**
   * Holds the detail from 0 to {@link #detailLength}: the last line that is not indented, where
   * others are. In a stack trace that is the exception, of which there may be several; a table or a
   * progress bar has none.
   */
  byte[] detail() {
    return lastUnindented;
  }

  int detailLength() {
    return hasIndented ? lastUnindentedLength : 0;
  }

  /** Returns a copy of the first line. */
  byte[] lineBytes() {
    return Arrays.copyOf(line, length);
  }

  /** Returns a copy of the detail, or null. */
  byte[] detailBytes() {
    return detailLength() == 0 ? null : Arrays.copyOf(lastUnindented, lastUnindentedLength);
  }
}
