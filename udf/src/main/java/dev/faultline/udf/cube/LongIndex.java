package dev.faultline.udf.cube;

import java.util.Arrays;

/**
 * Numbers 64-bit hashes in the order in which they come: 0, 1, 2 … Open addressing with linear
 * probing, so that a look-up allocates nothing. Not safe for use by several threads.
 */
final class LongIndex {

  private static final int FIRST_CAPACITY = 1 << 10;

  /** Number of the key plus one; 0 is free. */
  private int[] slots = new int[FIRST_CAPACITY];

  private long[] keys = new long[FIRST_CAPACITY];
  private int size;

  /** Returns the number of a key, or -1 if it has none yet. */
  int find(long key) {
    return slots[slot(key)] - 1;
  }

  /** Gives the next number to a key that has none. */
  int add(long key) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
    }
    keys[size++] = key;
    if (2 * size > slots.length) {
      slots = new int[4 * slots.length];
      for (int i = 0; i < size - 1; i++) {
        slots[slot(keys[i])] = i + 1;
      }
    }
    slots[slot(key)] = size;
    return size - 1;
  }

  private int slot(long key) {
    int mask = slots.length - 1;
    int slot = (int) (key ^ key >>> 32) & mask;
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  long key(int number) {
    return keys[number];
  }

  int size() {
    return size;
  }

  void clear() {
    Arrays.fill(slots, 0);
    size = 0;
  }
}
