package dev.faultline.cli;

import dev.faultline.udf.format.IsoTime;
import dev.faultline.udf.format.TimeSpan;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
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
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, IsoTime.of(text, zone).toInstant());
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
