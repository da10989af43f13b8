package dev.faultline.udf.format;

import java.util.Arrays;

/**
 * What a {@link LogFormat} read in a line; reused from line to line so that reading allocates
 * nothing. Positions are indices of the buffer that was matched. Not thread-safe.
 */
public final class Header {

  /** A slice of the line. */
  public enum Slice {
    HOST,
    SERVICE,
    PID,
    RANK,
    COMPONENT
  }

  /** Value of {@link #uptimeMicros} for none. */
  public static final long NO_UPTIME = Long.MIN_VALUE;

  /** Value of {@link #zoneOffsetSeconds} for a line without a zone. */
  public static final int NO_ZONE = Integer.MIN_VALUE;

  /** Value of {@link #epochMicros} for a line whose time is written as date and time of day. */
  public static final long NO_EPOCH = Long.MIN_VALUE;

  /**
   * OpenTelemetry severity number (TRACE 1, DEBUG 5, INFO 9, WARN 13, ERROR 17, FATAL 21); 0 none.
   */
  public int severityNumber;

  /** Index of the message's first byte. */
  public int bodyStart;

  /** Microseconds since boot, or {@link #NO_UPTIME}. */
  public long uptimeMicros;

  /** Whether the line has a valid time; only then do the following fields count. */
  public boolean hasTime;

  /** Year, or 0 when the format has none. */
  public int year;

  /** Month, 1 to 12. */
  public int month;

  /** Day of the month, 1 to 31, valid in the year (or in a leap year when there is none). */
  public int day;

  /** Hour, 0 to 23. */
  public int hour;

  /** Minute, 0 to 59. */
  public int minute;

  /** Second, 0 to 59. */
  public int second;

  /** Nanosecond of the second. */
  public int nano;

  /** Offset of the line's zone from UTC in seconds, or {@link #NO_ZONE}. */
  public int zoneOffsetSeconds;

  /** The time as microseconds since 1970 UTC if the line has it so, else {@link #NO_EPOCH}. */
  public long epochMicros;

  private final int[] starts = new int[Slice.values().length];
  private final int[] ends = new int[Slice.values().length];

  /** Index of the first byte of {@code slice}, or -1 when the line has none. */
  public int start(Slice slice) {
    return starts[slice.ordinal()];
  }

  /** Index behind the last byte of {@code slice}, or -1 when the line has none. */
  public int end(Slice slice) {
    return ends[slice.ordinal()];
  }

  /** Makes the positions count from an index of the buffer, as in a copy of the line alone. */
  public void rebase(int start) {
    bodyStart -= start;
    for (int i = 0; i < starts.length; i++) {
      if (starts[i] >= 0) {
        starts[i] -= start;
        ends[i] -= start;
      }
    }
  }

  void set(Slice slice, int start, int end) {
    starts[slice.ordinal()] = start;
    ends[slice.ordinal()] = end;
  }

  void clear() {
    severityNumber = 0;
    bodyStart = -1;
    uptimeMicros = NO_UPTIME;
    clearTime();
    Arrays.fill(starts, -1);
    Arrays.fill(ends, -1);
  }

  void clearTime() {
    hasTime = false;
    year = 0;
    month = 0;
    day = 0;
    hour = 0;
    minute = 0;
    second = 0;
    nano = 0;
    zoneOffsetSeconds = NO_ZONE;
    epochMicros = NO_EPOCH;
  }
}
