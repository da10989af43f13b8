package dev.faultline.simulate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number that is drawn anew each time: {@code 3}, or {@code 0.5-2} for any between both.
 *
 * @param least the smallest
 * @param most the largest
 */
record Range(double least, double most) {

  private static final Pattern FORM =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(?:-([0-9]+(?:\\.[0-9]+)?))?");

  /**
   * Reads a range.
   *
   * @param key what it belongs to, for the message
   * @throws IllegalArgumentException if the text is none
   */
  static Range of(String key, String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      double least = Double.parseDouble(form.group(1));
      double most = form.group(2) == null ? least : Double.parseDouble(form.group(2));
      if (least <= most) {
        return new Range(least, most);
      }
    }
    throw new IllegalArgumentException(
        key + " '" + text + "' is no range; write a number like 3, or two like 0.5-2");
  }

  double draw(Dice dice) {
    return least + (most - least) * dice.unit();
  }

  /** Draws a whole number; both ends may come out. */
  long drawWhole(Dice dice) {
    return dice.between((long) least, (long) most);
  }

  /** Draws a time in microseconds from a range in seconds. */
  long drawMicros(Dice dice) {
    return (long) (draw(dice) * 1e6);
  }
}
