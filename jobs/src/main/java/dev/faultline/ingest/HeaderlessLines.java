package dev.faultline.ingest;

import dev.faultline.udf.format.Severity;
import dev.faultline.udf.format.Traceback;

/**
 * Tells what the lines without a header are that stand behind a record. One that announces a fault
 * (see {@link FaultLines}), or begins a {@link Traceback}, is no part of a record that is no error:
 * someone else printed it. What it says depends on the record and the lines since. Not safe for use
 * by several threads.
 */
final class HeaderlessLines {

  /** What a line without a header is. */
  enum Role {
    /** It begins a record of its own. */
    BEGINS,
    /** It belongs to a traceback. */
    IN_TRACEBACK,
    /** It goes on with what stands before it. */
    GOES_ON
  }

  private enum Traced {
    NOT,
    INSIDE,
    LINKED
  }

  private final FaultLines faults;
  private int severity;
  private boolean isFirst;
  private Traced traced = Traced.NOT;

  HeaderlessLines(FaultLines faults) {
    this.faults = faults;
  }

  /**
   * Begins behind the first line of a record.
   *
   * @param severityNumber of its level, 0 for none
   * @param isTraceback whether its message is the first line of a traceback
   */
  void begin(int severityNumber, boolean isTraceback) {
    severity = severityNumber;
    isFirst = true;
    traced = isTraceback ? Traced.INSIDE : Traced.NOT;
  }

  /** Takes the next line; a blank one is none. */
  Role next(byte[] b, int from, int to) {
    boolean isBehindRecord = isFirst;
    isFirst = false;
    if (Traceback.isFrame(b, from, to)) {
      return traced == Traced.INSIDE ? Role.IN_TRACEBACK : Role.GOES_ON;
    }
    if (Traceback.isFirst(b, from, to)) {
      // Python's logging writes the exception right behind the warning that tells of it.
      boolean isLogged = isBehindRecord && severity >= Severity.FIRST_WARNING;
      boolean isOwn = traced != Traced.LINKED && !isLogged;
      traced = Traced.INSIDE;
      return isOwn && severity < Severity.FIRST_ERROR ? Role.BEGINS : Role.IN_TRACEBACK;
    }
    boolean wasInside = traced == Traced.INSIDE;
    traced = Traceback.isLink(b, from, to) ? Traced.LINKED : Traced.NOT;
    if (wasInside) {
      return Role.IN_TRACEBACK;
    }
    return severity < Severity.FIRST_ERROR && faults.isOne(b, from, to)
        ? Role.BEGINS
        : Role.GOES_ON;
  }
}
