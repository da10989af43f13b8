package dev.faultline.udf.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/** Times as JSON logs have them, in one way of writing: ISO 8601. */
final class JsonTime {

  private static final Pattern NUMBER =
      Pattern.compile("[0-9]{1,25}(?:\\.[0-9]{1,25})?(?:[eE]\\+?[0-9]{1,2})?");

  /** Date and time; a fraction, a zone. */
  private static final Pattern ISO =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}:[0-9]{2})"
              + "(?:[.,]([0-9]{1,9})[0-9]*)? ?(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?");

  /** As in the access logs of Apache and nginx. */
  private static final DateTimeFormatter ACCESS_LOG =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ROOT);

  /** Below it a number is no time of a log but a duration or a count. */
  private static final BigDecimal LEAST_SECONDS = BigDecimal.valueOf(100_000_000);

  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(100_000_000_000L);

  private JsonTime() {}

  /**
   * Writes a time anew.
   *
   * @param text ISO 8601 with {@code T} or a space, perhaps with a zone; or {@code
   *     14/Mar/2026:03:30:11 +0000}; or a number of seconds, milliseconds, microseconds or
   *     nanoseconds since 1970 UTC, told apart by its size
   * @return {@code 2026-03-14T03:30:11.5Z}, without a zone if it has none, or null if it is no time
   */
  static String iso(String text) {
    var iso = ISO.matcher(text);
    if (iso.matches()) {
      String fraction = iso.group(3) == null ? "" : "." + iso.group(3);
      String zone = iso.group(4) == null ? "" : iso.group(4);
      return iso.group(1) + "T" + iso.group(2) + fraction + zone;
    }
    if (NUMBER.matcher(text).matches()) {
      return ofNumber(new BigDecimal(text));
    }
    try {
      return text.indexOf('/') == 2
          ? OffsetDateTime.parse(text, ACCESS_LOG).toInstant().toString()
          : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static String ofNumber(BigDecimal number) {
    BigDecimal seconds = number;
    // Seconds up to the year 5138, else a thousandth of the unit before.
    for (int i = 0; i < 3 && seconds.compareTo(MOST_SECONDS) >= 0; i++) {
      seconds = seconds.movePointLeft(3);
    }
    if (seconds.compareTo(LEAST_SECONDS) < 0 || seconds.compareTo(MOST_SECONDS) >= 0) {
      return null;
    }
    long micros = seconds.movePointRight(6).setScale(0, RoundingMode.FLOOR).longValueExact();
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
