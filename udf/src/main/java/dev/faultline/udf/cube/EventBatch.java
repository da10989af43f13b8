package dev.faultline.udf.cube;

import java.util.Arrays;

/**
 * The records of one shape, stream and level in which a rule read the same values: when and where
 * each of them is. A night has millions of response times but only thousands of different ones.
 */
public final class EventBatch {

  private static final int FIRST_CAPACITY = 2;

  private final int rule;
  private final int shape;
  private final int stream;
  private final int severity;
  private final String values;
  private long[] times = new long[FIRST_CAPACITY];
  private long[] offsets = new long[FIRST_CAPACITY];
  private int size;

  EventBatch(int rule, int shape, int stream, int severity, String values) {
    this.rule = rule;
    this.shape = shape;
    this.stream = stream;
    this.severity = severity;
    this.values = values;
  }

  void add(long timeMicros, long offset) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      offsets = Arrays.copyOf(offsets, 2 * size);
    }
    times[size] = timeMicros;
    offsets[size++] = offset;
  }

  /** Returns the index of the rule. */
  public int rule() {
    return rule;
  }

  /** Returns the number of the shape. */
  public int shape() {
    return shape;
  }

  /** Returns the number of the stream. */
  public int stream() {
    return stream;
  }

  /** Returns the OpenTelemetry severity number, 0 if unknown. */
  public int severity() {
    return severity;
  }

  /**
   * Returns the values in the order of the rule, joined by {@link
   * dev.faultline.udf.rule.ValueReader#SEPARATOR}; an absent one is empty.
   */
  public String values() {
    return values;
  }

  /** Returns how many records there are. */
  public int size() {
    return size;
  }

  /** Returns their times in microseconds since 1970 UTC, or {@link ShapeCube#NO_TIME}. */
  public long[] times() {
    return Arrays.copyOf(times, size);
  }

  /** Returns where they start in their file. */
  public long[] offsets() {
    return Arrays.copyOf(offsets, size);
  }
}
