package dev.faultline.udf.format;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Turns the date-times of a source's lines into microseconds since 1970 UTC. Lines of one hour
 * share the work with the calendar. One per task; not thread-safe.
 */
public final class TimeResolver {

  /** The result for none. */
  public static final long NONE = Long.MIN_VALUE;

  private static final long MICROS = 1_000_000L;
  private static final long HOUR_SECONDS = 3600L;
  private static final long DAY_SECONDS = 86_400L;

  /** A stamp without a year further from the reference than this has no year that is near. */
  private static final long FARTHEST_DAYS = 183;

  private final ZoneId zone;
  private final ZoneRules rules;
  private final LocalDate reference;

  /** The hour last seen, and its start in seconds since 1970 of the local clock; NONE for none. */
  private int cachedHour = -1;

  private long cachedSeconds = NONE;

  /** The local hour of which the zone's offset was last looked up, and whether it has only one. */
  private long zonedHour = NONE;

  private boolean oneOffset;
  private int offsetSeconds;

  /**
   * @param zone of lines that state none
   * @param reference date near which lines without a year lie, or null if it is not known: such
   *     lines then have no time
   */
  public TimeResolver(ZoneId zone, LocalDate reference) {
    this.zone = zone;
    rules = zone.getRules();
    this.reference = reference;
  }

  /**
   * Resolves a line's time. In a gap of the local clock (summer time begins) the time moves forward
   * by its length; of two possible times (summer time ends) it is the earlier, as in {@link
   * ZonedDateTime#of(LocalDateTime, ZoneId)}. A line without a year is of the year that brings it
   * nearest to noon of the reference date, at most 183 days away.
   *
   * @param header what the line says
   * @param bootTimeMicros when its machine booted, microseconds since 1970 UTC; {@link #NONE} if
   *     not known. Used only for a line that has an uptime and no time
   * @return microseconds since 1970 UTC, fractions cut off, or {@link #NONE}
   */
  public long resolve(Header header, long bootTimeMicros) {
    if (!header.hasTime) {
      boolean known = bootTimeMicros != NONE && header.uptimeMicros != Header.NO_UPTIME;
      return known ? bootTimeMicros + header.uptimeMicros : NONE;
    }
    if (header.epochMicros != Header.NO_EPOCH) {
      return header.epochMicros + header.nano / 1000;
    }
    int hour = ((header.year * 13 + header.month) * 32 + header.day) * 24 + header.hour;
    if (hour != cachedHour) {
      cachedSeconds = hourStart(header);
      cachedHour = hour;
    }
    if (cachedSeconds == NONE) {
      return NONE;
    }
    long local = cachedSeconds + header.minute * 60L + header.second;
    long fraction = header.nano / 1000;
    if (header.year == 0 && distance(local) * MICROS + tail(local, fraction) > farthest()) {
      return NONE;
    }
    long offset =
        header.zoneOffsetSeconds == Header.NO_ZONE ? zoneOffset(local) : header.zoneOffsetSeconds;
    return (local - offset) * MICROS + fraction;
  }

  private static long farthest() {
    return FARTHEST_DAYS * DAY_SECONDS * MICROS;
  }

  private long distance(long local) {
    return Math.abs(local - noon());
  }

  /** What the fraction of the second adds to a distance in whole seconds. */
  private long tail(long local, long fraction) {
    return local < noon() ? -fraction : fraction;
  }

  private long noon() {
    return reference.toEpochDay() * DAY_SECONDS + 12 * HOUR_SECONDS;
  }

  private long hourStart(Header header) {
    if (header.year != 0) {
      return hourStart(header, header.year);
    }
    long nearest = NONE;
    if (reference != null) {
      // Two years can be equally near only on the full hour, and then the earlier one is taken: so
      // the choice holds for the whole hour.
      for (int year = reference.getYear() - 1; year <= reference.getYear() + 1; year++) {
        if (header.month != 2 || header.day != 29 || Year.isLeap(year)) {
          long seconds = hourStart(header, year);
          if (nearest == NONE || isNearer(seconds, nearest)) {
            nearest = seconds;
          }
        }
      }
    }
    return nearest;
  }

  private boolean isNearer(long seconds, long than) {
    return distance(seconds) < distance(than);
  }

  private static long hourStart(Header header, int year) {
    return LocalDate.of(year, header.month, header.day).toEpochDay() * DAY_SECONDS
        + header.hour * HOUR_SECONDS;
  }

  private long zoneOffset(long local) {
    long hour = local - Math.floorMod(local, HOUR_SECONDS);
    if (hour != zonedHour) {
      lookUp(hour);
      zonedHour = hour;
    }
    return oneOffset ? offsetSeconds : local - slow(local);
  }

  private void lookUp(long hour) {
    LocalDateTime first = LocalDateTime.ofEpochSecond(hour, 0, ZoneOffset.UTC);
    LocalDateTime last = first.plusSeconds(HOUR_SECONDS - 1);
    List<ZoneOffset> atFirst = rules.getValidOffsets(first);
    oneOffset = atFirst.size() == 1 && atFirst.equals(rules.getValidOffsets(last));
    if (oneOffset) {
      offsetSeconds = atFirst.get(0).getTotalSeconds();
      ZoneOffsetTransition next = rules.nextTransition(first.toInstant(atFirst.get(0)));
      oneOffset = next == null || next.toEpochSecond() > hour - offsetSeconds + HOUR_SECONDS;
    }
  }

  private long slow(long local) {
    return ZonedDateTime.of(LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC), zone)
        .toEpochSecond();
  }
}
