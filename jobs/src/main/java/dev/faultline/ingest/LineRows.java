package dev.faultline.ingest;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;

/** A row per line, and the account of each split. */
final class LineRows implements SplitRows {

  private final ReadOptions options;
  private final Configuration conf;
  private InputSplit split;
  private SplitAccount account;
  private LineCursor cursor;
  private boolean isFinished;

  LineRows(ReadOptions options, Configuration conf) {
    this.options = options;
    this.conf = conf;
  }

  @Override
  public void open(InputSplit next) {
    split = next;
    account = new SplitAccount(split);
    cursor = LineCursor.open(split, options.maxLineBytes(), options.unpack(), conf);
    isFinished = false;
    if (split.start() == 0) {
      byte[] head = new byte[SplitAccount.HEAD_BYTES];
      account.look(head, cursor.peek(head));
    }
  }

  @Override
  public InternalRow next() {
    while (cursor.next()) {
      account.count(cursor);
      if (!LineFlags.isCleared(cursor.flags())) {
        return LogRows.line(split.file().fileId(), cursor);
      }
    }
    if (isFinished) {
      return null;
    }
    isFinished = true;
    cursor.problems().forEach(account::addProblem);
    return LogRows.split(split, account, cursor.compression());
  }

  @Override
  public void close() {
    cursor.close();
  }
}
