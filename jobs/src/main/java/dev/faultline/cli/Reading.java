package dev.faultline.cli;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how lines are read. Mix it into a command that reads some. */
final class Reading {

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      converter = DateConverter.class,
      description =
          "Day of the logs and their report; times without a year lie near it (default: that of the file's path; else they lie"
              + " in the year before its last change, those of a lone line near today).")
  private LocalDate date;

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      converter = ZoneConverter.class,
      description = "Zone of the times that name none (default: ${DEFAULT-VALUE}).")
  private ZoneId zone;

  @Mixin private ConfDir confDir;

  /** Day near which times without a year lie, or null for what the inputs say. */
  LocalDate date() {
    return date;
  }

  /** Zone of the times that name none. */
  ZoneId zone() {
    return zone;
  }

  /** Folder with the configuration, or null for the one in the jar. */
  String confDir() {
    return confDir.uri();
  }

  /**
   * Puts together what is read, and how.
   *
   * @param strict whether damage of an input stops the run
   */
  InputOptions of(List<String> inputs, TimeRange times, Settings settings, boolean strict) {
    return new InputOptions(
        inputs,
        date,
        zone,
        times.in(zone),
        settings.engine(),
        settings.values(),
        confDir(),
        strict);
  }
}
