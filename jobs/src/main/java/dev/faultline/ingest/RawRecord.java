package dev.faultline.ingest;

import dev.faultline.udf.format.Detail;
import dev.faultline.udf.format.Header;
import dev.faultline.udf.format.Traceback;
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

  /** The time that something else than the line says, as what it is wrapped in, likewise. */
  long wrapperMicros;

  /** Numbers of its lines within the split that it starts in. */
  final LineRanges lines = new LineRanges();

  /** What counts of the lines behind the first. */
  private final Detail detail = new Detail();

  /** Begins with the line that the cursor is at. */
  void begin(LineCursor cursor) {
    length = cursor.end() - cursor.start();
    line = copy(cursor.buffer(), cursor.start(), length, line);
    offset = cursor.offset();
    lines.clear();
  }

  /** Takes note of where the message begins. */
  void beginBody(int start) {
    bodyStart = start;
    detail.begin(line, start, length);
  }

  /** Takes in a line that belongs to the record; a blank one says nothing. */
  void add(byte[] buffer, int start, int end) {
    detail.add(buffer, start, end);
  }

  /**
   * Ends the record. Of a traceback without a message of its own the exception is the message: its
   * first line says nothing, and the values that rules read stand in the last.
   */
  void end() {
    int more = detail.length();
    if (more > 0 && Traceback.isFirst(line, bodyStart, length)) {
      byte[] whole = Arrays.copyOf(line, length + 1 + more);
      whole[length] = ' ';
      System.arraycopy(detail.buffer(), 0, whole, length + 1, more);
      line = whole;
      length = whole.length;
      detail.begin(line, bodyStart, length);
    }
  }

  private static byte[] copy(byte[] buffer, int start, int size, byte[] into) {
    byte[] room = into.length < size ? new byte[2 * size] : into;
    System.arraycopy(buffer, start, room, 0, size);
    return room;
  }

  int severityNumber() {
    return format < 0 ? 0 : header.severityNumber;
  }

  /** Holds the {@link Detail} from 0 to {@link #detailLength}. */
  byte[] detail() {
    return detail.buffer();
  }

  int detailLength() {
    return detail.length();
  }

  /** Returns a copy of the first line. */
  byte[] lineBytes() {
    return Arrays.copyOf(line, length);
  }

  /** Returns a copy of the detail, or null. */
  byte[] detailBytes() {
    return detail.bytes();
  }
}
