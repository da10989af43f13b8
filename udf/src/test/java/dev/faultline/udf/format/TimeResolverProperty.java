package dev.faultline.udf.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The resolver gives what java.time gives, whatever it was asked before. */
class TimeResolverProperty {

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneOffset.UTC,
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Asia/Kolkata"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("America/Sao_Paulo"),
          ZoneId.of("Pacific/Apia"),
          ZoneId.of("Africa/Monrovia"));

  @Property(tries = 500)
  void localTimes(@ForAll long seed) {
    Random random = new Random(seed);
    ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
    TimeResolver resolver = new TimeResolver(zone, null);
    LocalDateTime base = around(random, zone);
    for (int i = 0; i < 40; i++) {
      LocalDateTime local = base.plusSeconds(random.nextInt(4 * 3600) - 7200).withNano(123_456_789);
      long expected = micros(ZonedDateTime.of(local, zone).toEpochSecond(), 123_456);
      assertThat(resolver.resolve(header(local, Header.NO_ZONE, true), TimeResolver.NONE))
          .as("%s in %s", local, zone)
          .isEqualTo(expected);
      int offset = (random.nextInt(24 * 4 + 1) - 48) * 900;
      assertThat(resolver.resolve(header(local, offset, true), TimeResolver.NONE))
          .isEqualTo(micros(local.toEpochSecond(ZoneOffset.ofTotalSeconds(offset)), 123_456));
    }
  }

  @Property(tries = 500)
  void timesWithoutYear(@ForAll long seed) {
    Random random = new Random(seed);
    LocalDate reference = LocalDate.of(1999, 1, 1).plusDays(random.nextInt(12_000));
    TimeResolver resolver = new TimeResolver(ZoneOffset.UTC, reference);
    for (int i = 0; i < 40; i++) {
      LocalDateTime stamp = LocalDate.of(2000, 1, 1).atStartOfDay().plusHours(random.nextInt(8784));
      if (random.nextBoolean()) {
        stamp = stamp.plusNanos(random.nextInt(3_600_000) * 1_000_000L);
      }
      assertThat(resolver.resolve(header(stamp, Header.NO_ZONE, false), TimeResolver.NONE))
          .as("%s near %s", stamp, reference)
          .isEqualTo(nearest(stamp, reference));
    }
  }

  @Example
  void leapDayFarFromTheReferenceHasNoYear() {
    LocalDateTime stamp = LocalDateTime.of(2000, 2, 29, 1, 0);
    TimeResolver far = new TimeResolver(ZoneOffset.UTC, LocalDate.of(2026, 3, 14));
    assertThat(far.resolve(header(stamp, Header.NO_ZONE, false), 0)).isEqualTo(TimeResolver.NONE);
    TimeResolver unknown = new TimeResolver(ZoneOffset.UTC, null);
    assertThat(unknown.resolve(header(stamp, Header.NO_ZONE, false), 0))
        .isEqualTo(TimeResolver.NONE);
  }

  @Example
  void uptimeNeedsTheBootTime() {
    Header header = new Header();
    header.clear();
    header.uptimeMicros = 1_500_000;
    TimeResolver resolver = new TimeResolver(ZoneOffset.UTC, null);
    assertThat(resolver.resolve(header, TimeResolver.NONE)).isEqualTo(TimeResolver.NONE);
    assertThat(resolver.resolve(header, 10_000_000)).isEqualTo(11_500_000);
  }

  /** Half of the times lie around a change of the zone's offset, where errors would be. */
  private static LocalDateTime around(Random random, ZoneId zone) {
    LocalDateTime any = LocalDateTime.of(1970, 1, 1, 0, 0).plusHours(random.nextInt(600_000));
    var next = zone.getRules().nextTransition(any.toInstant(ZoneOffset.UTC));
    return next == null || random.nextBoolean() ? any : next.getDateTimeBefore();
  }

  private static long nearest(LocalDateTime stamp, LocalDate reference) {
    long best = TimeResolver.NONE;
    Duration shortest = Duration.ofDays(183);
    for (int year = reference.getYear() - 1; year <= reference.getYear() + 1; year++) {
      try {
        LocalDateTime at =
            LocalDate.of(year, stamp.getMonth(), stamp.getDayOfMonth()).atTime(stamp.toLocalTime());
        Duration distance = Duration.between(reference.atTime(12, 0), at).abs();
        int order = distance.compareTo(shortest);
        if (order < 0 || (order == 0 && best == TimeResolver.NONE)) {
          shortest = distance;
          best = micros(at.toEpochSecond(ZoneOffset.UTC), at.getNano() / 1000);
        }
      } catch (DateTimeException e) {
        // February 29 of a common year: not a candidate.
        continue;
      }
    }
    return best;
  }

  private static long micros(long seconds, long micros) {
    return seconds * 1_000_000 + micros;
  }

  private static Header header(LocalDateTime local, int offset, boolean withYear) {
    Header header = new Header();
    header.clear();
    header.hasTime = true;
    header.year = withYear ? local.getYear() : 0;
    header.month = local.getMonthValue();
    header.day = local.getDayOfMonth();
    header.hour = local.getHour();
    header.minute = local.getMinute();
    header.second = local.getSecond();
    header.nano = local.getNano();
    header.zoneOffsetSeconds = offset;
    return header;
  }
}
