package dev.faultline.ingest;

import java.util.Arrays;

/** Numbers of lines, in rising order; those that follow one another take the room of two. */
final class LineRanges {

  private long[] bounds = new long[2];
  private int size;

  /** Adds a number that is larger than all others. */
  void add(long number) {
    if (size > 0 && bounds[size - 1] == number - 1) {
      bounds[size - 1] = number;
      return;
    }
    if (size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * size);
    }
    bounds[size] = number;
    bounds[size + 1] = number;
    size += 2;
  }

  /** Returns how many ranges there are. */
  int size() {
    return size / 2;
  }

  /** Returns the first number of a range. */
  long first(int range) {
    return bounds[2 * range];
  }

  /** Returns the last number of a range. */
  long last(int range) {
    return bounds[2 * range + 1];
  }

  /** Forgets all numbers. */
  void clear() {
    size = 0;
  }
}
