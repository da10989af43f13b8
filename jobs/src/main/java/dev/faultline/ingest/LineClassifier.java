package dev.faultline.ingest;

import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.Header;
import dev.faultline.udf.format.Sniffer;
import dev.faultline.udf.format.TimeResolver;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.hadoop.conf.Configuration;

/**
 * Tells what the lines of a file are, from the first one on or from any later one: what a line is
 * depends on itself, on the head of its file, and on at most {@link #REACH_BYTES} before it. So all
 * splits of a file agree, however it is cut. Not safe for use by several threads.
 */
final class LineClassifier {

  /** A line that starts this far behind the start of a record no longer belongs to it, in bytes. */
  static final long REACH_BYTES = 64 << 10;

  private static final int HEAD_BYTES = 256 << 10;
  private static final int HEAD_LINES = 2000;

  private static final long NONE = Long.MIN_VALUE;

  private final FormatSet formats;
  private final Header header = new Header();
  private final long candidates;
  private final long bootTimeMicros;
  private final TimeResolver times;
  private long recordOffset = NONE;
  private int format = -1;

  /**
   * Looks at the head of a file.
   *
   * @param zone zone of the times that name none
   * @param date day near which a line without a year lies; null for the date in the file's path,
   *     else of its last change
   */
  LineClassifier(
      FormatSet formats, InputFile file, ZoneId zone, LocalDate date, Configuration conf) {
    this.formats = formats;
    Sniffer sniffer = new Sniffer(formats);
    try (LineCursor head = LineCursor.open(file, 0, LineCursor.DEFAULT_MAX_LINE_BYTES, conf)) {
      for (int i = 0; i < HEAD_LINES && head.next() && head.offset() < HEAD_BYTES; i++) {
        sniffer.feed(head.buffer(), head.start(), head.end());
      }
    }
    candidates = sniffer.candidates();
    bootTimeMicros = sniffer.bootTimeMicros();
    times = new TimeResolver(zone, date != null ? date : dateOf(file));
  }

  private static LocalDate dateOf(InputFile file) {
    return file.dateInPath() != null
        ? file.dateInPath()
        : LocalDate.ofInstant(file.modified(), ZoneOffset.UTC);
  }

  /** Looks at the line that the cursor is at; lines come in the order of the file. */
  LineKind next(LineCursor cursor) {
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

  /** Returns the index of the format of the record that {@link #next} just found. */
  int format() {
    return format;
  }

  /** Returns the OpenTelemetry severity number of that record, 0 if its line has none. */
  int severityNumber() {
    return header.severityNumber;
  }

  /** Returns the time of that record in microseconds since 1970 UTC, or Long.MIN_VALUE. */
  long timeMicros() {
    return times.resolve(header, bootTimeMicros);
  }
}
