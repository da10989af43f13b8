package dev.faultline.ingest;

import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.redact.Redactor;
import java.io.Closeable;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.hadoop.conf.Configuration;

/**
 * Walks over the records that start in one split, and keeps the account of its lines. It looks back
 * so that it knows what its first lines are, and ahead so that the last record is whole. A line
 * that no format takes and that belongs to no record comes as a record without a format. Not safe
 * for use by several threads.
 */
final class RecordCursor implements Closeable {

  private final InputSplit split;
  private final SplitAccount account;
  private final LineCursor lines;
  private final LineClassifier classifier;
  private final LocalDate reference;
  private final long limit;

  /** The record that was given out last. */
  private RawRecord current = new RawRecord();

  /** The record whose first line was read last, to be given out when the next one begins. */
  private RawRecord ahead = new RawRecord();

  private boolean hasAhead;

  /** How many lines from the start of the split on were looked at. */
  private long number;

  /** Numbers of lines of the split that belong to no record. */
  private final LineRanges loose = new LineRanges();

  /** Opens a split. Nothing is thrown for a file that cannot be read: its account says so. */
  RecordCursor(
      InputSplit split,
      FormatSet formats,
      Redactor redactor,
      FaultLines faults,
      ReadOptions options,
      Configuration conf) {
    this.split = split;
    account = new SplitAccount(split);
    InputFile file = split.file();
    boolean plain = file.compression() == Compression.NONE;
    long from = plain ? Math.max(0, split.start() - LineClassifier.REACH_BYTES) : 0;
    boolean cut = plain && split.end() < file.lengthBytes();
    long to =
        cut ? Math.min(file.lengthBytes(), split.end() + LineClassifier.REACH_BYTES) : split.end();
    InputSplit read = new InputSplit(file, from, to);
    lines = LineCursor.open(read, options.maxLineBytes(), options.unpack(), conf);
    // A file of a plain name that turns out to be compressed is read whole by its first split.
    limit = cut && lines.compression() == Compression.NONE ? split.end() : Long.MAX_VALUE;
    byte[] head = new byte[LineClassifier.HEAD_BYTES];
    int headLength = from == 0 ? lines.peek(head) : peek(file, head, options, conf);
    account.look(head, headLength);
    reference = file.referenceDate(options.date());
    ZoneId zone = options.sources().of(file.path(), options.zone());
    classifier = new LineClassifier(formats, head, headLength, zone, reference, redactor, faults);
  }

  private static int peek(InputFile file, byte[] head, ReadOptions options, Configuration conf) {
    try (LineCursor first = LineCursor.open(file, 0, options.maxLineBytes(), conf)) {
      return first.peek(head);
    }
  }

  /**
   * Moves to the next record.
   *
   * @return false when there is none; the account is then complete
   */
  boolean next() {
    while (!isBeyond() && lines.next()) {
      boolean mine = lines.offset() >= split.start() && lines.offset() < limit;
      RawRecord spare = hasAhead ? current : ahead;
      LineKind kind = classifier.next(lines, spare.header);
      boolean isLine = !LineFlags.isCleared(lines.flags());
      number += isLine && lines.offset() >= split.start() ? 1 : 0;
      if (mine) {
        account.count(lines);
        account.count(kind);
        account.count(classifier.redactions());
      }
      // What was overwritten says nothing about its record.
      boolean shown = (lines.flags() & LineFlags.OVERWRITTEN) == 0;
      if (kind == LineKind.CONTINUATION && hasAhead && shown) {
        ahead.add(lines.buffer(), lines.start(), lines.end());
        ahead.lines.add(number);
        classifier.addFurtherLines(ahead);
      } else if (mine
          && isLine
          && (kind == LineKind.BLANK || (kind == LineKind.CONTINUATION && !shown))) {
        loose.add(number);
      }
      if (kind != LineKind.RECORD && kind != LineKind.UNPARSED) {
        continue;
      }
      if (lines.offset() >= limit) {
        break;
      }
      long time = classifier.timeMicros(spare.header);
      if (mine) {
        begin(spare, time);
        if (hasAhead) {
          current = ahead;
          current.end();
          ahead = spare;
          return true;
        }
        hasAhead = true;
      }
    }
    lines.problems().forEach(account::addProblem);
    boolean last = hasAhead;
    if (last) {
      RawRecord given = current;
      current = ahead;
      current.end();
      ahead = given;
      hasAhead = false;
    }
    return last;
  }

  /** Whether no line that follows can matter: it starts outside, and too far from any record. */
  private boolean isBeyond() {
    long next = lines.nextOffset();
    return next >= limit && (!hasAhead || next - ahead.offset >= LineClassifier.REACH_BYTES);
  }

  private void begin(RawRecord record, long time) {
    record.begin(lines);
    record.lines.add(number);
    record.format = classifier.format();
    record.timeMicros = time;
    if (record.format >= 0) {
      record.wrapperMicros = classifier.wrapperMicros();
      record.header.rebase(lines.start());
      record.beginBody(record.header.bodyStart);
    } else {
      // The line itself does not say it.
      record.wrapperMicros = time;
      record.beginBody(0);
    }
    classifier.addFurtherLines(record);
  }

  /** Returns the record; it is overwritten by the next one. */
  RawRecord record() {
    return current;
  }

  /**
   * Returns the numbers of lines, within the split, that belong to no record: blank ones and
   * overwritten ones. Whoever has seen them may clear them. All other lines are those of a record,
   * also behind the end of the split.
   */
  LineRanges loose() {
    return loose;
  }

  SplitAccount account() {
    return account;
  }

  InputSplit split() {
    return split;
  }

  /** Returns how the content is stored, as its first bytes told. */
  Compression compression() {
    return lines.compression();
  }

  /** Returns the day near which a line without a year lies. */
  LocalDate reference() {
    return reference;
  }

  /** Returns when the file's machine booted, in microseconds since 1970 UTC, or Long.MIN_VALUE. */
  long bootTimeMicros() {
    return classifier.bootTimeMicros();
  }

  @Override
  public void close() {
    lines.close();
  }
}
