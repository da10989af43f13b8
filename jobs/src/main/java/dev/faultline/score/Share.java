package dev.faultline.score;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How many of how many.
 *
 * @param right those that are as they should be
 * @param asked all of them
 */
public record Share(int right, int asked) {

  private static final int DIGITS = 3;
  private static final BigDecimal ALMOST_ALL = new BigDecimal("0.999");

  /** Returns the share to three digits, 1.000 only for all; null for none of none. */
  private BigDecimal value() {
    if (asked == 0) {
      return null;
    }
    BigDecimal value =
        BigDecimal.valueOf(right).divide(BigDecimal.valueOf(asked), DIGITS, RoundingMode.HALF_UP);
    return right < asked ? value.min(ALMOST_ALL) : value;
  }

  /**
   * Whether the share, as it is printed, is less. Of none of none nothing can be said, so it is
   * not.
   */
  public boolean isBelow(BigDecimal least) {
    BigDecimal value = value();
    return value != null && value.compareTo(least) < 0;
  }

  /** Returns {@code 0.986}, or {@code -} for none of none. */
  @Override
  public String toString() {
    BigDecimal value = value();
    return value == null ? "-" : value.toPlainString();
  }
}
