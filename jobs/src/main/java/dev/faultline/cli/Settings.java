package dev.faultline.cli;

import dev.faultline.ingest.LineCursor;
import dev.faultline.ingest.LogSource;
import dev.faultline.ingest.NearestName;
import dev.faultline.shape.ShapeBudget;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * The option {@code --set key=value}: what few people change. Mix it into a command; every key is
 * checked when it is read.
 */
final class Settings {

  /** What can be set. */
  enum Key {
    ENGINE("auto", "cpu, gpu or auto (gpu where the RAPIDS plug-in is active)", 0, 0),
    MAX_LINE_BYTES(
        String.valueOf(LineCursor.DEFAULT_MAX_LINE_BYTES),
        "longer lines are cut here and counted",
        1,
        1 << 28),
    MAX_UNPACK_RATIO(
        String.valueOf(LogSource.DEFAULT_UNPACK_RATIO),
        "a compressed file of more than 1 GiB may unpack to so many bytes for each stored one;"
            + " 0: no limit",
        0,
        1_000_000_000),
    SPLIT_BYTES(
        "0", "bytes of a file that one task reads; 0: as many as suit the input", 0, 1L << 40),
    SHAPE_BUDGET(
        String.valueOf(ShapeBudget.DEFAULT),
        "most shapes of a run that stay whole; rarer ones are masked further",
        1,
        10_000_000),
    REDACT("", "redaction rules that are not enabled and hold for this run", 0, 0),
    KEEP_RUNS("10", "whole runs of a day that stay when a new one is published; 0: all", 0, 1000);

    private final String fallback;
    private final String description;
    private final long least;
    private final long most;

    Key(String fallback, String description, long least, long most) {
      this.fallback = fallback;
      this.description = description;
      this.least = least;
      this.most = most;
    }

    /** What the user writes. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Changes a setting; may be given again. Keys: engine (cpu, gpu, auto), max_line_bytes,"
              + " max_unpack_ratio, split_bytes, shape_budget, redact (ids of rules, with commas),"
              + " keep_runs. Bytes may end in k, m or g.")
  private List<String> assignments = List.of();

  /**
   * Returns the value of each key in its one spelling ({@code 1m} is 1048576), for the run's
   * manifest.
   *
   * @throws ParameterException if a key is not known or a value not possible
   */
  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    for (Key key : Key.values()) {
      values.put(key.text(), key.fallback);
    }
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      String name = (equals < 0 ? assignment : assignment.substring(0, equals)).strip();
      Key key = key(name);
      if (equals < 0) {
        throw wrong("--set " + name + " lacks a value; write --set " + name + "=VALUE.");
      }
      values.put(key.text(), checked(key, assignment.substring(equals + 1).strip()));
    }
    return values;
  }

  /** Returns the engine. */
  Engine engine() {
    return Engine.valueOf(values().get(Key.ENGINE.text()).toUpperCase(Locale.ROOT));
  }

  private Key key(String name) {
    for (Key key : Key.values()) {
      if (key.text().equals(name)) {
        return key;
      }
    }
    List<String> known = Arrays.stream(Key.values()).map(Key::text).toList();
    String nearest = NearestName.of(name, known);
    throw wrong(
        "--set has no key '"
            + name
            + "'"
            + (nearest == null
                ? "; known are:\n"
                    + Arrays.stream(Key.values())
                        .map(key -> "  " + key.text() + ": " + key.description)
                        .collect(Collectors.joining("\n"))
                : "; did you mean " + nearest + "?"));
  }

  private String checked(Key key, String value) {
    if (key == Key.REDACT) {
      // Which rules there are is known when the configuration is read.
      return value;
    }
    if (key == Key.ENGINE) {
      List<String> names = Arrays.stream(Engine.values()).map(Engine::toString).toList();
      String name = value.toLowerCase(Locale.ROOT);
      if (!names.contains(name)) {
        throw wrong(Choices.wrong("--set engine", value, names));
      }
      return name;
    }
    long number = ByteSize.of(value);
    if (number < key.least || number > key.most) {
      throw wrong(
          String.format(
              Locale.ROOT,
              "--set %s is '%s', must be a number from %d to %d (%s).",
              key.text(),
              value,
              key.least,
              key.most,
              key.description));
    }
    return String.valueOf(number);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
