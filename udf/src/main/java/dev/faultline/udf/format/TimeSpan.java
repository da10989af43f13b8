package dev.faultline.udf.format;

import java.io.Serializable;

/**
 * Which records count, by their time in microseconds since 1970 UTC.
 *
 * @param fromMicros the first time that counts
 * @param toMicros the first time that no longer counts
 */
public record TimeSpan(long fromMicros, long toMicros) implements Serializable {

  /** All records, also those without a time. */
  public static final TimeSpan ALL = new TimeSpan(Long.MIN_VALUE, Long.MAX_VALUE);

  /** Whether every record counts, also one without a time. */
  public boolean isAll() {
    return equals(ALL);
  }

  /** Whether a record counts. One without a time ({@link TimeResolver#NONE}) lies in no span. */
  public boolean contains(long timeMicros) {
    return timeMicros >= fromMicros
        && timeMicros < toMicros
        && (timeMicros != TimeResolver.NONE || isAll());
  }
}
