package dev.faultline.udf.cube;

import java.nio.charset.StandardCharsets;

/** Reads numbers from bytes. */
final class Decimal {

  /** Powers of ten that a double holds exactly, as far as they are needed. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  /** So many digits make a whole number below 2^53, which a double holds exactly. */
  private static final int EXACT_DIGITS = 15;

  private Decimal() {}

  /**
   * Returns the double nearest to a decimal number, as {@link Double#parseDouble} does.
   *
   * @param in holds a number of {@link dev.faultline.udf.rule.ValueReader}
   * @param from index of its first byte
   * @param to index behind its last byte
   */
  static double parse(byte[] in, int from, int to) {
    boolean negative = in[from] == '-';
    long digits = 0;
    int count = 0;
    int fraction = -1;
    for (int p = negative ? from + 1 : from; p < to; p++) {
      if (in[p] == '.') {
        fraction = 0;
      } else if (in[p] >= '0' && in[p] <= '9' && count < EXACT_DIGITS) {
        digits = 10 * digits + in[p] - '0';
        count++;
        fraction = fraction < 0 ? fraction : fraction + 1;
      } else {
        return parseAny(new String(in, from, to - from, StandardCharsets.US_ASCII));
      }
    }
    // The quotient of two exact doubles is rounded once, so it is the nearest.
    double value = fraction > 0 ? digits / POWERS[fraction] : digits;
    return negative ? -value : value;
  }

  /** With an exponent, many digits, or no digits at all. */
  private static double parseAny(String text) {
    return switch (Character.toLowerCase(text.charAt(text.length() - 1))) {
      case 'n' -> Double.NaN;
      case 'f' -> text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
