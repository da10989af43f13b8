package dev.faultline.udf.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Times that people and tables write, in ISO 8601. Those of logs have {@link TimeLayout}. */
public final class IsoTime {

  /** {@code Z}, {@code +01:00} or {@code +01} may stand behind it. */
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private static final int LAST_YEAR = 9999;

  private IsoTime() {}

  /**
   * Reads a time as in {@code 2026-03-14}, {@code 2026-03-14 02:00} or {@code
   * 2026-03-14T02:00:00.25Z}. A day is its first moment.
   *
   * @param zone of a time that names none; of an hour that the clock shows twice it is the first
   * @throws DateTimeException if the text is none
   */
  public static ZonedDateTime of(String text, ZoneId zone) {
    String iso = text.strip().replaceFirst("^([0-9]{4}-[0-9]{2}-[0-9]{2}) ", "$1T");
    ZonedDateTime time = iso.indexOf('T') < 0 ? day(iso, zone) : moment(iso, zone);
    if (time.getYear() < 1 || time.getYear() > LAST_YEAR) {
      throw new DateTimeException("The year is " + time.getYear());
    }
    return time;
  }

  private static ZonedDateTime day(String iso, ZoneId zone) {
    return LocalDate.parse(iso).atStartOfDay(zone);
  }

  private static ZonedDateTime moment(String iso, ZoneId zone) {
    // strftime's %z has no colon.
    String spelled = iso.replaceFirst("([-+][0-9]{2})([0-9]{2})$", "$1:$2");
    TemporalAccessor time = ISO.parseBest(spelled, OffsetDateTime::from, LocalDateTime::from);
    return time instanceof OffsetDateTime zoned
        ? zoned.toZonedDateTime()
        : ((LocalDateTime) time).atZone(zone);
  }
}
