package dev.faultline.cli;

import java.util.Locale;

/** Numbers of bytes as users write them: {@code 512}, {@code 64k}, {@code 256m}, {@code 2g}. */
final class ByteSize {

  private static final String UNITS = "kmg";

  private ByteSize() {}

  /** Returns a number that may end in k, m or g (times 1024, 1024², 1024³); -1 if it is none. */
  static long of(String text) {
    if (!text.matches("[0-9]{1,12}[kKmMgG]?")) {
      return -1;
    }
    int last = text.length() - 1;
    int power = UNITS.indexOf(text.toLowerCase(Locale.ROOT).charAt(last)) + 1;
    long unit = 1L << (10 * power);
    long digits = Long.parseLong(power == 0 ? text : text.substring(0, last));
    return digits > Long.MAX_VALUE / unit ? -1 : digits * unit;
  }
}
