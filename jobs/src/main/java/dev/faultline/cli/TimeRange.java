package dev.faultline.cli;

import dev.faultline.udf.format.TimeSpan;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
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
   * Reads the options.
   *
   * @param zone zone of times that name none
   * @throws ParameterException if a time cannot be read, or the range is empty
   */
  TimeSpan in(ZoneId zone) {
    TimeSpan span =
        new TimeSpan(
            from == null ? TimeSpan.ALL.fromMicros() : micros("--from", from, zone),
            to == null ? TimeSpan.ALL.toMicros() : micros("--to", to, zone));
    if (span.fromMicros() >= span.toMicros()) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(
              "No time is in --from %s --to %s: --to is the first moment that no longer counts,"
                  + " and must be later.",
              from, to));
    }
    return span;
  }

  private long micros(String option, String text, ZoneId zone) {
    String iso = text.strip().replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant(iso, zone));
    } catch (DateTimeException | ArithmeticException e) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(
              "%s '%s' is no time; write 2026-03-14, 2026-03-14T02:00 or 2026-03-14T02:00:00Z.",
              option, text),
          e);
    }
  }

  private static Instant instant(String iso, ZoneId zone) {
    if (iso.indexOf('T') < 0) {
      return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
    }
    TemporalAccessor time = ISO.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
    return time instanceof OffsetDateTime zoned
        ? zoned.toInstant()
        : ((LocalDateTime) time).atZone(zone).toInstant();
  }
}
