package dev.faultline.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * The options {@code --from} and {@code --to}: which records count, by their time. Mix it into a
 * command.
 */
final class TimeRange {

  /** ISO 8601, with {@code +01:00}, {@code +01} or {@code Z} behind it, or nothing. */
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = {
        "Only records of this time or later: 2026-03-14, 2026-03-14T02:00 or 2026-03-14T02:00:00Z.",
        "A time that names no zone is of --timezone."
      })
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Only records before this time; a day is its first moment.")
  private String to;

  /**
   * The range in UTC.
   *
   * @param from first moment that counts; null for no limit
   * @param to first moment that no longer counts; null for no limit
   */
  record Instants(Instant from, Instant to) {

    /** Whether every record counts, also one without a time. */
    boolean isEverything() {
      return from == null && to == null;
    }
  }

  /**
   * Reads the options.
   *
   * @param zone zone of times that name none
   * @throws ParameterException if a time cannot be read, or the range is empty
   */
  Instants in(ZoneId zone) {
    Instants range = new Instants(instant("--from", from, zone), instant("--to", to, zone));
    if (range.from() != null && range.to() != null && !range.from().isBefore(range.to())) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(
              "No time is in --from %s --to %s: --to is the first moment that no longer counts,"
                  + " and must be later.",
              from, to));
    }
    return range;
  }

  private Instant instant(String option, String text, ZoneId zone) {
    if (text == null) {
      return null;
    }
    String iso = text.strip().replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
    try {
      if (iso.indexOf('T') < 0) {
        return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
      }
      TemporalAccessor time = ISO.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
      return time instanceof OffsetDateTime zoned
          ? zoned.toInstant()
          : ((LocalDateTime) time).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(
              "%s '%s' is no time; write 2026-03-14, 2026-03-14T02:00 or 2026-03-14T02:00:00Z.",
              option, text),
          e);
    }
  }
}
