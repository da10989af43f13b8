package dev.faultline.ingest;

import org.apache.spark.sql.catalyst.InternalRow;

/** What a task gives out for the splits that it reads, one mode of the data source. */
interface SplitRows {

  /** Turns to the next split. */
  void open(InputSplit split);

  /** Returns the next row of the open split, or null when there is none. */
  InternalRow next();

  /** Closes the open split. */
  void close();

  /** Returns a row of what was gathered over all splits, after the last one, or null. */
  default InternalRow rest() {
    return null;
  }
}
