package dev.faultline.ingest;

import dev.faultline.ingest.LogSource.Mode;
import dev.faultline.udf.cube.ShapeCube;
import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.LogFormat;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;

/**
 * Reads the splits of one task, one after the other. Each ends with the row of its account; in the
 * mode {@link Mode#LEDGER} the counts of its records follow, and no row per line is made.
 */
final class LogReader implements PartitionReader<InternalRow> {

  private final Iterator<InputSplit> splits;
  private final ReadOptions options;
  private final Configuration conf;
  private final FormatSet formats;
  private final ShapeCube cube = new ShapeCube();
  private final Queue<InternalRow> finished = new ArrayDeque<>();

  private InputSplit split;
  private LineCursor cursor;
  private SplitAccount account;
  private InternalRow row;

  LogReader(List<InputSplit> splits, ReadOptions options, Configuration conf) {
    this.splits = splits.iterator();
    this.options = options;
    this.conf = conf;
    formats = new FormatSet(options.formats().stream().map(LogFormat::compile).toList());
  }

  @Override
  public boolean next() {
    while (finished.isEmpty()) {
      if (cursor == null) {
        if (!splits.hasNext()) {
          return false;
        }
        open(splits.next());
      }
      if (options.mode() == Mode.LINES && cursor.next()) {
        account.count(cursor);
        row = LogRows.line(split.file().fileId(), cursor);
        return true;
      }
      if (options.mode() == Mode.LEDGER) {
        countRecords();
      }
      finish();
    }
    row = finished.remove();
    return true;
  }

  private void open(InputSplit next) {
    split = next;
    account = new SplitAccount(split);
    // What the first lines are can depend on the lines just before them.
    boolean plain = split.file().compression() == Compression.NONE;
    long before = options.mode() == Mode.LEDGER && plain ? LineClassifier.REACH_BYTES : 0;
    long from = Math.max(0, split.start() - before);
    cursor =
        LineCursor.open(
            new InputSplit(split.file(), from, split.end()), options.maxLineBytes(), conf);
    if (split.start() == 0) {
      byte[] head = new byte[SplitAccount.HEAD_BYTES];
      String problem = SplitAccount.contentProblem(head, cursor.peek(head));
      if (problem != null) {
        account.addProblem(problem);
      }
    }
  }

  private void countRecords() {
    LineClassifier lines =
        new LineClassifier(formats, split.file(), options.zone(), options.date(), conf);
    while (cursor.next()) {
      LineKind kind = lines.next(cursor);
      if (cursor.offset() < split.start()) {
        continue;
      }
      account.count(cursor);
      account.count(kind);
      if (kind == LineKind.RECORD) {
        cube.add(0, lines.format(), lines.severityNumber(), lines.timeMicros(), cursor.offset());
      }
    }
  }

  private void finish() {
    cursor.problems().forEach(account::addProblem);
    finished.add(LogRows.split(split, account, cursor.compression()));
    for (int cell = 0; cell < cube.size(); cell++) {
      String format = formats.formats().get(cube.stream(cell)).spec().id();
      finished.add(LogRows.cell(split.file().fileId(), format, cube, cell));
    }
    cube.clear();
    close();
  }

  @Override
  public InternalRow get() {
    return row;
  }

  @Override
  public void close() {
    if (cursor != null) {
      cursor.close();
      cursor = null;
    }
  }
}
