package dev.faultline.udf.rule;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a PCI device in one spelling, so that what a kernel, a driver and an inventory
 * write can be compared: {@code 0000:4b:00}, which is domain, bus and device in lower-case
 * hexadecimal. The function behind the dot is left out: a driver does not name it, and those of one
 * GPU are one piece of hardware.
 *
 * <p>Linux writes domains in four digits, or in more if they need it, as {@code 10000:e1:00.0};
 * nvidia-smi in eight; and lspci leaves domain 0 out.
 */
public final class PciAddress {

  /** The domain of an address that names none. */
  public static final String DOMAIN = "0000";

  /**
   * Finds domain (group 1, empty if there is none) and {@code bus:device} (group 2) in a text that
   * is an address and nothing else. A message may go on behind it with a colon. It is of what GPUs
   * run, too.
   */
  public static final String REGEX =
      "^(?:[pP][cC][iI][:@])?"
          + "(?:0*([1-9a-fA-F][0-9a-fA-F]{4,7}|[0-9a-fA-F]{4}):)?"
          + "([0-9a-fA-F]{2}:[01][0-9a-fA-F])(?:\\.[0-7])?:?$";

  private static final Pattern PATTERN = Pattern.compile(REGEX);

  private PciAddress() {}

  /**
   * Returns the address in its one spelling, or null if the text is none.
   *
   * @param text an address as in {@code 00000000:4B:00.0}, {@code 4b:00.0} or {@code
   *     PCI:0000:4b:00}; null gives null
   */
  public static String normalised(String text) {
    Matcher matcher = PATTERN.matcher(text == null ? "" : text);
    if (!matcher.find()) {
      return null;
    }
    String domain = matcher.group(1) == null ? DOMAIN : matcher.group(1);
    return (domain + ":" + matcher.group(2)).toLowerCase(Locale.ROOT);
  }
}
