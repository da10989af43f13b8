package dev.faultline.ingest;

import dev.faultline.udf.redact.Redactor;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;

/** A row per line, without its secrets, and the account of each split. */
final class LineRows implements SplitRows {

  private final ReadOptions options;
  private final Configuration conf;
  private InputSplit split;
  private SplitAccount account;
  private final Redactor redactor;
  private LineCursor cursor;
  private boolean isFinished;

  LineRows(ReadOptions options, Configuration conf) {
    this.options = options;
    this.conf = conf;
    redactor = options.redactor();
  }

  @Override
  public void open(InputSplit next) {
    split = next;
    account = new SplitAccount(split);
    cursor = LineCursor.open(split, options.maxLineBytes(), options.unpack(), conf);
    redactor.reset();
    if (split.start() > 0 && cursor.compression() == Compression.NONE) {
      lookBack();
    }
    isFinished = false;
    if (split.start() == 0) {
      byte[] head = new byte[SplitAccount.HEAD_BYTES];
      account.look(head, cursor.peek(head));
    }
  }

  /** A secret of several lines may have begun before the split. */
  private void lookBack() {
    long from = Math.max(0, split.start() - LineClassifier.REACH_BYTES);
    InputSplit before = new InputSplit(split.file(), from, split.start());
    try (LineCursor lines = LineCursor.open(before, options.maxLineBytes(), conf)) {
      while (lines.next()) {
        lines.redact(redactor);
      }
    }
  }

  @Override
  public InternalRow next() {
    while (cursor.next()) {
      account.count(cursor);
      if (cursor.redact(redactor)) {
        account.count(redactor);
      }
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
