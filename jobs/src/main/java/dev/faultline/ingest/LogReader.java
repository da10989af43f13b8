package dev.faultline.ingest;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;

/** Reads the splits of one task, one after the other. */
final class LogReader implements PartitionReader<InternalRow> {

  private final Iterator<InputSplit> splits;
  private final SplitRows rows;
  private boolean isOpen;
  private InternalRow row;

  LogReader(List<InputSplit> splits, SplitRows rows) {
    this.splits = splits.iterator();
    this.rows = rows;
  }

  @Override
  public boolean next() {
    while (true) {
      if (isOpen) {
        row = rows.next();
        if (row != null) {
          return true;
        }
        close();
      }
      if (!splits.hasNext()) {
        row = rows.rest();
        return row != null;
      }
      rows.open(splits.next());
      isOpen = true;
    }
  }

  @Override
  public InternalRow get() {
    return row;
  }

  @Override
  public void close() {
    if (isOpen) {
      rows.close();
      isOpen = false;
    }
  }
}
