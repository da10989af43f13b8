package dev.faultline.ingest;

import java.io.Serializable;

/**
 * Which records are looked at, by their time in microseconds since 1970 UTC.
 *
 * @param fromMicros the first time
 * @param toMicros the first time that is too late
 */
record TimeFilter(long fromMicros, long toMicros) implements Serializable {

  /** Lets all records pass, also those without a time. */
  static final TimeFilter ALL = new TimeFilter(Long.MIN_VALUE, Long.MAX_VALUE);

  /** Whether a record is looked at. One without a time (Long.MIN_VALUE) lies in no range. */
  boolean contains(long timeMicros) {
    return timeMicros >= fromMicros
        && timeMicros < toMicros
        && (timeMicros != Long.MIN_VALUE || this.equals(ALL));
  }
}
