package dev.faultline.ingest;

import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.Header;
import dev.faultline.udf.format.Sniffer;
import dev.faultline.udf.format.TimeResolver;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Tells what the lines of a file are, from the first one on or from any later one: what a line is
 * depends on itself, on the head of its file, and on at most {@link #REACH_BYTES} before it. So all
 * splits of a file agree, however it is cut. Not safe for use by several threads.
 */
final class LineClassifier {

  /** A line that starts this far behind the start of a record no longer belongs to it, in bytes. */
  static final long REACH_BYTES = 64 << 10;

  /** How much of a file's beginning tells its formats, in bytes. */
  static final int HEAD_BYTES = 256 << 10;

  private static final int HEAD_LINES = 2000;

  private static final long NONE = Long.MIN_VALUE;

  private final FormatSet formats;
  private final long candidates;
  private final long bootTimeMicros;
  private final TimeResolver times;
  private long recordOffset = NONE;
  private int format = -1;

  /**
   * Looks at the head of a file.
   *
   * @param head its first bytes, uncompressed
   * @param headLength how many of them are valid; less than {@link #HEAD_BYTES} if they are all
   * @param zone zone of the times that name none
   * @param reference day near which a line without a year lies
   */
  LineClassifier(FormatSet formats, byte[] head, int headLength, ZoneId zone, LocalDate reference) {
    this.formats = formats;
    Sniffer sniffer = new Sniffer(formats);
    int start = 0;
    for (int lines = 0; lines < HEAD_LINES && start < headLength; lines++) {
      int end = start;
      while (end < headLength && head[end] != '\n') {
        end++;
      }
      if (end == HEAD_BYTES) {
        // Cut by the end of the head, so it says nothing.
        break;
      }
      byte[] line =
          AnsiEscapes.removed(head, start, end > start && head[end - 1] == '\r' ? end - 1 : end);
      sniffer.feed(line, 0, line.length);
      start = end + 1;
    }
    candidates = sniffer.candidates();
    bootTimeMicros = sniffer.bootTimeMicros();
    times = new TimeResolver(zone, reference);
  }

  /**
   * Looks at the line that the cursor is at; lines come in the order of the file.
   *
   * @param header takes what the line says if it is a record's first; its positions are those of
   *     the cursor's buffer
   */
  LineKind next(LineCursor cursor, Header header) {
    if ((cursor.flags() & LineFlags.BLANK) != 0) {
      return LineKind.BLANK;
    }
    format = formats.match(cursor.buffer(), cursor.start(), cursor.end(), candidates, header);
    if (format >= 0) {
      recordOffset = cursor.offset();
      return LineKind.RECORD;
    }
    boolean near = recordOffset != NONE && cursor.offset() - recordOffset < REACH_BYTES;
    return near ? LineKind.CONTINUATION : LineKind.UNPARSED;
  }

  /** Returns the index of the format of the record that {@link #next} just found, or -1. */
  int format() {
    return format;
  }

  /** Returns a record's time in microseconds since 1970 UTC, or Long.MIN_VALUE. */
  long timeMicros(Header header) {
    return times.resolve(header, bootTimeMicros);
  }

  /** Returns when the file's machine booted, in microseconds since 1970 UTC, or Long.MIN_VALUE. */
  long bootTimeMicros() {
    return bootTimeMicros;
  }
}
