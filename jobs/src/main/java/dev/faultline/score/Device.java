package dev.faultline.score;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GPU of a node, by whatever is known of it; empty texts for what is not.
 *
 * @param pci address as {@code 0000:3b:00}
 * @param index number that the driver gives it on its node
 * @param uuid the driver's, in lower case
 */
record Device(String pci, String index, String uuid) {

  static final List<String> COLUMNS = List.of("gpu_index", "gpu_uuid", "pci_address");

  /** Domain, bus, device, and the function, which a card has several of. */
  private static final Pattern PCI =
      Pattern.compile("(?:0*([0-9a-f]*):)?([0-9a-f]{2}:[0-9a-f]{2})(?:\\.[0-7])?");

  private static final int DOMAIN_DIGITS = 4;

  static Device of(CsvTable.Row row) {
    return new Device(
        normalized(row.get("pci_address")),
        row.get("gpu_index"),
        row.get("gpu_uuid").toLowerCase(Locale.ROOT));
  }

  /**
   * Returns a PCI address in lower case, with a domain of four digits and without a function: the
   * driver writes {@code 0000:3b:00}, its tools {@code 00000000:3B:00.0}, {@code lspci} may leave
   * out the domain.
   */
  private static String normalized(String pci) {
    String lower = pci.toLowerCase(Locale.ROOT);
    Matcher matcher = PCI.matcher(lower);
    if (!matcher.matches()) {
      return lower;
    }
    String domain = matcher.group(1) == null ? "" : matcher.group(1);
    return "0".repeat(Math.max(0, DOMAIN_DIGITS - domain.length()))
        + domain
        + ":"
        + matcher.group(2);
  }

  boolean isKnown() {
    return !pci.isEmpty() || !index.isEmpty() || !uuid.isEmpty();
  }

  /** Compares the first that both have: the address, else the index, else the UUID. */
  boolean isSameAs(Device other) {
    if (!pci.isEmpty() && !other.pci.isEmpty()) {
      return pci.equals(other.pci);
    }
    if (!index.isEmpty() && !other.index.isEmpty()) {
      return index.equals(other.index);
    }
    return !uuid.isEmpty() && uuid.equals(other.uuid);
  }
}
