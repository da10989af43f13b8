package dev.faultline.report;

import java.math.BigDecimal;

/** Floating-point numbers as people write them. */
final class Numbers {

  /** Beyond this many digits, plain notation is longer than it is worth. */
  private static final int MOST_DIGITS = 18;

  private Numbers() {}

  /**
   * Returns the shortest decimal that is this double, without trailing zeros: 2 and not 2.0.
   *
   * @param number a finite number
   */
  static BigDecimal plain(double number) {
    BigDecimal decimal = BigDecimal.valueOf(number).stripTrailingZeros();
    // 1E+3 is the same number as 1000, but not what people write.
    return decimal.scale() < 0 && decimal.precision() - decimal.scale() <= MOST_DIGITS
        ? decimal.setScale(0)
        : decimal;
  }
}
