package dev.faultline.ingest;

import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.Header;
import dev.faultline.udf.redact.Redactor;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * The first lines of a file, told as a scan tells them, for a look at them without Spark.
 *
 * @param lines the lines in their order, without their secrets
 * @param problems what was wrong with the file so far, a sentence each
 */
public record FileHead(List<Line> lines, List<String> problems) {

  /**
   * A line.
   *
   * @param offset where it starts, in uncompressed bytes
   * @param text its content
   * @param kind what it is
   * @param format index in {@link FormatSet#formats()} of a record's format, else -1
   * @param timeMicros the time of a record, or of an unparsed line close behind one, in
   *     microseconds since 1970 UTC, or Long.MIN_VALUE
   * @param overwritten whether it ended at a carriage return without a newline
   */
  public record Line(
      long offset, String text, LineKind kind, int format, long timeMicros, boolean overwritten) {}

  /** Copies the lists. */
  public FileHead {
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
  }

  /**
   * Reads the head of a file.
   *
   * @param file the file, as listed
   * @param formats the formats that lines may have
   * @param zone zone of the times that name none
   * @param date day near which a line without a year lies; null for that of the file
   * @param mostLines how many lines to read
   * @param redactor takes the secrets out of them
   * @param faults knows the lines that are records without a header
   */
  public static FileHead read(
      InputFile file,
      FormatSet formats,
      ZoneId zone,
      LocalDate date,
      int mostLines,
      Redactor redactor,
      FaultLines faults,
      Configuration conf) {
    Header header = new Header();
    List<Line> lines = new ArrayList<>();
    try (LineCursor cursor = LineCursor.open(file, 0, LineCursor.DEFAULT_MAX_LINE_BYTES, conf)) {
      byte[] head = new byte[LineClassifier.HEAD_BYTES];
      LineClassifier classifier =
          new LineClassifier(
              formats, head, cursor.peek(head), zone, file.referenceDate(date), redactor, faults);
      while (lines.size() < mostLines && cursor.next()) {
        if (LineFlags.isCleared(cursor.flags())) {
          continue;
        }
        LineKind kind = classifier.next(cursor, header);
        boolean record = kind == LineKind.RECORD || kind == LineKind.UNPARSED;
        lines.add(
            new Line(
                cursor.offset(),
                new String(
                    cursor.buffer(),
                    cursor.start(),
                    cursor.end() - cursor.start(),
                    StandardCharsets.UTF_8),
                kind,
                classifier.format(),
                record ? classifier.timeMicros(header) : Long.MIN_VALUE,
                (cursor.flags() & LineFlags.OVERWRITTEN) != 0));
      }
      return new FileHead(lines, cursor.problems());
    }
  }
}
