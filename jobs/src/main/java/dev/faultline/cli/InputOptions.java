package dev.faultline.cli;

import dev.faultline.udf.format.TimeSpan;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * How a command is to read its inputs; {@code --help} says what each means.
 *
 * @param inputs files, folders and patterns
 * @param date null for the last day in the logs
 * @param zone of times that name none
 * @param times which records count
 * @param engine cpu, gpu or auto
 * @param settings the values of {@code --set}, by key
 * @param confDir null for the configuration in the jar
 * @param strict whether damage of an input stops the run
 */
record InputOptions(
    List<String> inputs,
    LocalDate date,
    ZoneId zone,
    TimeSpan times,
    Engine engine,
    Map<String, String> settings,
    String confDir,
    boolean strict) {

  /** Returns the same for an engine of one's own choice. */
  InputOptions by(Engine chosen) {
    return new InputOptions(inputs, date, zone, times, chosen, settings, confDir, strict);
  }
}
