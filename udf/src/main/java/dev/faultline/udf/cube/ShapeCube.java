package dev.faultline.udf.cube;

import java.util.Arrays;

/**
 * Counts records by (shape, stream, severity, 15-minute bucket) in place: what leaves a scan is
 * cells, not lines. Shapes and streams are numbered in the order in which they come; callers hold
 * what the numbers stand for.
 *
 * <p>Open addressing with linear probing over parallel arrays, so that adding a record allocates
 * nothing. Not safe for use by several threads.
 */
public final class ShapeCube {

  /** Length of a bucket, in microseconds. Hours would break zones with half-hour offsets. */
  public static final long BUCKET_MICROS = 900_000_000L;

  /** The time of a record without one. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** The bucket of records without a time. */
  public static final int NO_BUCKET = Integer.MIN_VALUE;

  private static final int FIRST_CAPACITY = 1 << 12;

  private int[] slots = new int[FIRST_CAPACITY];
  private long[] kinds = new long[FIRST_CAPACITY];
  private long[] places = new long[FIRST_CAPACITY];
  private long[] counts = new long[FIRST_CAPACITY];
  private long[] firsts = new long[FIRST_CAPACITY];
  private long[] lasts = new long[FIRST_CAPACITY];
  private long[] offsets = new long[FIRST_CAPACITY];
  private int size;

  /**
   * Counts one record.
   *
   * @param shape number of its shape, not negative
   * @param stream number of its stream, not negative
   * @param severity OpenTelemetry severity number, 0 if unknown
   * @param timeMicros time in microseconds since 1970 UTC, or {@link #NO_TIME}
   * @param offset where the record starts in its file
   * @return the cell that it was counted in
   */
  public int add(int shape, int stream, int severity, long timeMicros, long offset) {
    boolean timed = timeMicros != NO_TIME;
    int bucket = timed ? (int) Math.floorDiv(timeMicros, BUCKET_MICROS) : NO_BUCKET;
    long kind = (long) shape << 32 | stream;
    long place = (long) bucket << 8 | severity;
    int slot = slot(kind, place);
    int cell = slots[slot] - 1;
    if (cell < 0) {
      cell = newCell(slot, kind, place, offset);
    }
    counts[cell]++;
    offsets[cell] = Math.min(offsets[cell], offset);
    if (timed) {
      firsts[cell] = Math.min(firsts[cell], timeMicros);
      lasts[cell] = Math.max(lasts[cell], timeMicros);
    }
    return cell;
  }

  /**
   * Adds up all records of a cell of another cube.
   *
   * @param shape number that their shape has here
   * @param stream number that their stream has here
   */
  public void add(int shape, int stream, ShapeCube from, int cell) {
    long kind = (long) shape << 32 | stream;
    long place = from.places[cell];
    int slot = slot(kind, place);
    int here = slots[slot] - 1;
    if (here < 0) {
      here = newCell(slot, kind, place, from.offsets[cell]);
    }
    counts[here] += from.counts[cell];
    offsets[here] = Math.min(offsets[here], from.offsets[cell]);
    firsts[here] = Math.min(firsts[here], from.firsts[cell]);
    lasts[here] = Math.max(lasts[here], from.lasts[cell]);
  }

  /** Returns the slot of a cell, or the free slot where it belongs; 0 in a slot means free. */
  private int slot(long kind, long place) {
    // Fibonacci hashing: the high bits of the product depend on all bits of both keys.
    long mixed = (kind * 0x9E3779B97F4A7C15L ^ place) * 0x9E3779B97F4A7C15L;
    int mask = slots.length - 1;
    int slot = (int) (mixed >>> 32) & mask;
    while (slots[slot] != 0) {
      int cell = slots[slot] - 1;
      if (kinds[cell] == kind && places[cell] == place) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int newCell(int slot, long kind, long place, long offset) {
    int cell = size++;
    if (cell == kinds.length) {
      int capacity = 2 * cell;
      kinds = Arrays.copyOf(kinds, capacity);
      places = Arrays.copyOf(places, capacity);
      counts = Arrays.copyOf(counts, capacity);
      firsts = Arrays.copyOf(firsts, capacity);
      lasts = Arrays.copyOf(lasts, capacity);
      offsets = Arrays.copyOf(offsets, capacity);
    }
    kinds[cell] = kind;
    places[cell] = place;
    counts[cell] = 0;
    firsts[cell] = Long.MAX_VALUE;
    lasts[cell] = Long.MIN_VALUE;
    offsets[cell] = offset;
    slots[slot] = size;
    if (2 * size > slots.length) {
      rehash();
    }
    return cell;
  }

  private void rehash() {
    slots = new int[4 * slots.length];
    for (int cell = 0; cell < size; cell++) {
      slots[slot(kinds[cell], places[cell])] = cell + 1;
    }
  }

  /** Forgets all cells. */
  public void clear() {
    Arrays.fill(slots, 0);
    size = 0;
  }

  /** Returns how many cells there are; the methods below take a cell from 0 to this. */
  public int size() {
    return size;
  }

  public int shape(int cell) {
    return (int) (kinds[cell] >>> 32);
  }

  public int stream(int cell) {
    return (int) kinds[cell];
  }

  public int severity(int cell) {
    return (int) (places[cell] & 0xff);
  }

  /** Returns 15-minute intervals since 1970 UTC, or {@link #NO_BUCKET}. */
  public int bucket(int cell) {
    return (int) (places[cell] >> 8);
  }

  public long count(int cell) {
    return counts[cell];
  }

  /** Returns the earliest time in microseconds; meaningless without a bucket. */
  public long first(int cell) {
    return firsts[cell];
  }

  /** Returns the latest time in microseconds; meaningless without a bucket. */
  public long last(int cell) {
    return lasts[cell];
  }

  /** Returns the smallest offset of a record of the cell. */
  public long offset(int cell) {
    return offsets[cell];
  }
}
