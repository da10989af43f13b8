package dev.faultline.ingest;

import dev.faultline.ingest.HeaderlessLines.Role;
import dev.faultline.udf.format.AnsiEscapes;
import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.Header;
import dev.faultline.udf.format.LineText;
import dev.faultline.udf.format.Sniffer;
import dev.faultline.udf.format.TimeResolver;
import dev.faultline.udf.format.Traceback;
import dev.faultline.udf.redact.Redactor;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

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

  /** What a container wrote is a log of known formats if so many lines in a hundred are of one. */
  private static final int LEAST_PERCENT = 20;

  private static final long NONE = Long.MIN_VALUE;

  private final LineText text;
  private final Redactor redactor;

  /** What was taken out of the current line: how often, by rule. */
  private final Map<String, Long> redactions = new TreeMap<>();

  private final long candidates;

  /** Whether a line of a container that no format takes goes on with the record before it. */
  private final boolean isFormattedInside;

  private final long bootTimeMicros;
  private final TimeResolver times;
  private long recordOffset = NONE;
  private int format = -1;

  /** Follows the lines behind the record at {@link #recordOffset}. */
  private final HeaderlessLines headerless;

  /** Whether the current line stands close behind that record. */
  private boolean isNear;

  /** Time of the last record. */
  private long recordMicros = NONE;

  /** Whether the line before said that its rest stands in the next. */
  private boolean isAfterPart;

  /**
   * Looks at the head of a file.
   *
   * @param head its first bytes, uncompressed
   * @param headLength how many of them are valid; less than {@link #HEAD_BYTES} if they are all
   * @param zone zone of the times that name none
   * @param reference day near which a line without a year lies
   * @param redactor takes the secrets out of lines
   * @param faults knows the lines that are records without a header
   */
  LineClassifier(
      FormatSet formats,
      byte[] head,
      int headLength,
      ZoneId zone,
      LocalDate reference,
      Redactor redactor,
      FaultLines faults) {
    text = new LineText(formats);
    headerless = new HeaderlessLines(faults);
    this.redactor = redactor;
    redactor.reset();
    Sniffer sniffer = new Sniffer(formats);
    int wrapped = 0;
    int formatted = 0;
    int start = Utf8.behindMark(head, 0, headLength);
    int lines = 0;
    while (lines < HEAD_LINES && start < headLength) {
      int end = start;
      while (end < headLength && head[end] != '\n' && head[end] != '\r') {
        end++;
      }
      if (end == HEAD_BYTES) {
        // Cut by the end of the head, so it says nothing.
        break;
      }
      byte[] line = AnsiEscapes.removed(head, start, end);
      read(line, 0, line.length, start, false);
      boolean taken =
          text.isJson() || sniffer.feed(text.buffer(), text.start(), text.end(), text.isWrapped());
      wrapped += text.isWrapped() ? 1 : 0;
      formatted += text.isWrapped() && taken ? 1 : 0;
      start = end;
      while (start < headLength && head[start] == '\r') {
        start++;
      }
      if (start < headLength && head[start] == '\n') {
        start++;
        lines++;
      }
    }
    redactor.reset();
    if (wrapped == 0) {
      text.onlyJson();
    }
    isFormattedInside = formatted * 100 >= wrapped * LEAST_PERCENT;
    candidates = sniffer.candidates();
    bootTimeMicros = sniffer.bootTimeMicros();
    times = new TimeResolver(zone, reference);
  }

  /**
   * Looks at the line that the cursor is at; lines come in the order of the file. The cursor then
   * shows what stands in it once what it is wrapped in, and its secrets, are taken off.
   *
   * @param header takes what the line says if it is a record's first; its positions are those of
   *     the cursor's buffer
   */
  LineKind next(LineCursor cursor, Header header) {
    format = -1;
    if ((cursor.flags() & LineFlags.BLANK) != 0) {
      return LineKind.BLANK;
    }
    boolean isCut = (cursor.flags() & LineFlags.CUT) != 0;
    read(cursor.buffer(), cursor.start(), cursor.end(), cursor.offset(), isCut);
    isNear = recordOffset != NONE && cursor.offset() - recordOffset < REACH_BYTES;
    // Of a bar of any length nothing is left over, and all splits agree without a look at its
    // start.
    boolean overwritten = (cursor.flags() & LineFlags.OVERWRITTEN) != 0;
    Role role = Role.GOES_ON;
    if (!isAfterPart || !text.isWrapped()) {
      format = text.match(candidates, header);
      if (format >= 0) {
        recordOffset = cursor.offset();
        beginRecord(header);
      } else {
        if (isNear && !overwritten) {
          role = headerless.next(text.buffer(), text.start(), text.end());
        }
        format = text.isWrapped() ? matchWrapper(role, cursor.offset(), header) : -1;
      }
    }
    isAfterPart = text.isPart();
    cursor.replace(text.buffer(), text.start(), text.end());
    if (format >= 0) {
      return LineKind.RECORD;
    }
    boolean goesOn = (isNear && role != Role.BEGINS) || overwritten;
    return goesOn ? LineKind.CONTINUATION : LineKind.UNPARSED;
  }

  private void beginRecord(Header header) {
    boolean isTraceback = Traceback.isFirst(text.buffer(), header.bodyStart, text.end());
    headerless.begin(header.severityNumber, isTraceback);
  }

  /** Leaves in {@link #text} what stands in a line, without its secrets. */
  private void read(byte[] b, int from, int to, long offset, boolean isCut) {
    redactions.clear();
    text.read(b, from, to);
    if (text.isWritten()) {
      // Not the object as it stands: there a secret may be written otherwise, and without it the
      // object may be none any more.
      text.rewrite((line, start, end) -> redacted(line, start, end, offset));
    } else if (redactor.redact(b, from, to, offset, isCut)) {
      redactor.count(redactions);
      text.read(redactor.buffer(), 0, redactor.length());
    }
  }

  private byte[] redacted(byte[] line, int from, int to, long offset) {
    if (!redactor.redact(line, from, to, offset)) {
      return null;
    }
    redactor.count(redactions);
    return Arrays.copyOf(redactor.buffer(), redactor.length());
  }

  /** Returns what was taken out of the current line: how often, by the id of the rule. */
  Map<String, Long> redactions() {
    return redactions;
  }

  /** Takes what no format takes for a line of the container's runtime, unless it goes on. */
  private int matchWrapper(Role role, long offset, Header header) {
    boolean goesOn = isFormattedInside || isIndented() || role == Role.IN_TRACEBACK;
    if (isNear && role != Role.BEGINS && goesOn) {
      return -1;
    }
    int wrapper = text.matchWrapper(header);
    if (!isFormattedInside) {
      // Else a line far from any record would reach the next one: no split could tell how far back.
      recordOffset = offset;
      beginRecord(header);
    }
    return wrapper;
  }

  private boolean isIndented() {
    int first = text.start() < text.end() ? text.buffer()[text.start()] : ' ';
    return first == ' ' || first == '\t';
  }

  /** Gives a record the lines that stand in the current line behind its first. */
  void addFurtherLines(RawRecord record) {
    while (text.nextLine()) {
      record.add(text.buffer(), text.start(), text.end());
    }
  }

  /** Returns the index of the format of the record that {@link #next} just found, or -1. */
  int format() {
    return format;
  }

  /**
   * Returns the time in microseconds since 1970 UTC, or Long.MIN_VALUE, of the record that {@link
   * #next} just found; to be called for each of them. One without a header has that of the record
   * that it stands close behind.
   */
  long timeMicros(Header header) {
    if (format < 0) {
      return isNear ? recordMicros : NONE;
    }
    long wrapper = wrapperMicros();
    recordMicros = wrapper == NONE ? times.resolve(header, bootTimeMicros) : wrapper;
    return recordMicros;
  }

  /** Returns when the current line was written, as what it is wrapped in says, likewise. */
  long wrapperMicros() {
    return text.wrapperMicros(times);
  }

  /** Returns when the file's machine booted, in microseconds since 1970 UTC, or Long.MIN_VALUE. */
  long bootTimeMicros() {
    return bootTimeMicros;
  }
}
