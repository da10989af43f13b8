package dev.faultline.ingest;

import dev.faultline.ingest.LogSource.Mode;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;

/** Reads the splits of one task, one after the other; each ends with the row of its account. */
final class LogReader implements PartitionReader<InternalRow> {

  private final Iterator<InputSplit> splits;
  private final Mode mode;
  private final int maxLineBytes;
  private final Configuration conf;

  private InputSplit split;
  private LineCursor cursor;
  private SplitAccount account;
  private InternalRow row;

  LogReader(List<InputSplit> splits, Mode mode, int maxLineBytes, Configuration conf) {
    this.splits = splits.iterator();
    this.mode = mode;
    this.maxLineBytes = maxLineBytes;
    this.conf = conf;
  }

  @Override
  public boolean next() {
    if (cursor == null) {
      if (!splits.hasNext()) {
        return false;
      }
      open(splits.next());
    }
    while (cursor.next()) {
      account.count(cursor);
      if (mode == Mode.LINES) {
        row = LogRows.line(split.file().fileId(), cursor);
        return true;
      }
    }
    cursor.problems().forEach(account::addProblem);
    row = LogRows.split(split, account, cursor.compression());
    close();
    return true;
  }

  private void open(InputSplit next) {
    split = next;
    account = new SplitAccount(split);
    cursor = LineCursor.open(split, maxLineBytes, conf);
    if (split.start() == 0) {
      byte[] head = new byte[SplitAccount.HEAD_BYTES];
      String problem = SplitAccount.contentProblem(head, cursor.peek(head));
      if (problem != null) {
        account.addProblem(problem);
      }
    }
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
