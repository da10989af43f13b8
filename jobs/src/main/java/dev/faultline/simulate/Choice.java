package dev.faultline.simulate;

import java.util.Arrays;

/** Draws one of several things by their weights, in constant time. */
final class Choice {

  /** Rarer than one in so many is never drawn less often than that, which keeps the tail long. */
  private static final int SLOTS = 1 << 14;

  private final char[] slots = new char[SLOTS];

  /**
   * Prepares the draw.
   *
   * @param weights positive, at most 16,384 of them
   */
  Choice(double[] weights) {
    double total = Arrays.stream(weights).sum();
    double before = 0;
    int next = 0;
    for (int i = 0; i < weights.length; i++) {
      before += weights[i];
      int left = weights.length - 1 - i;
      int end = Math.min(SLOTS - left, Math.max(next + 1, (int) (before / total * SLOTS)));
      Arrays.fill(slots, next, i == weights.length - 1 ? SLOTS : end, (char) i);
      next = end;
    }
  }

  /**
   * Draws one of many: the second half as often as the first, the third a third as often (Zipf).
   */
  static Choice longTailed(int count) {
    double[] weights = new double[count];
    for (int i = 0; i < count; i++) {
      weights[i] = 1.0 / (i + 1);
    }
    return new Choice(weights);
  }

  int draw(Dice dice) {
    return slots[(int) (dice.next() >>> 50)];
  }
}
