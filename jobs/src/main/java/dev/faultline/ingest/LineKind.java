package dev.faultline.ingest;

/** What a line is in its file. Every line is exactly one of these. */
public enum LineKind {
  /** A format takes it: a record begins here. */
  RECORD,
  /**
   * No format takes it, but the record before it began less than 64 KiB before it, or it was
   * overwritten: a stack trace, a table, a progress bar.
   */
  CONTINUATION,
  /**
   * No format takes it, and it belongs to no record: none is near, or it announces a fault and the
   * record before it is no error, see {@link HeaderlessLines}.
   */
  UNPARSED,
  /** Empty, or only spaces and tabs. */
  BLANK
}
