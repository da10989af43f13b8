package dev.faultline.udf.rule;

import java.io.Serializable;
import java.util.List;

/**
 * How bad an error is for which no cause says it. The worst match counts, once a record; an error
 * that matches nothing is {@link #MEDIUM}.
 *
 * @param critical Java regexes of which one is found in the lower-case shape of a critical error
 * @param high the same for a high one
 * @param samples messages and the severity they must have
 */
public record SeveritySpec(List<String> critical, List<String> high, List<Sample> samples)
    implements Serializable {

  public static final String CRITICAL = "critical";
  public static final String HIGH = "high";
  public static final String MEDIUM = "medium";

  /** All severities, the worst first. */
  public static final List<String> ALL = List.of(CRITICAL, HIGH, MEDIUM);

  /**
   * A message and its severity.
   *
   * @param message the message of an error, without the line's header
   * @param severity one of {@link #ALL}
   */
  public record Sample(String message, String severity) implements Serializable {

    /** Fills in what was left out. */
    public Sample {
      message = message == null ? "" : message;
      severity = severity == null ? "" : severity;
    }
  }

  /** Fills in what was left out. */
  public SeveritySpec {
    critical = critical == null ? List.of() : List.copyOf(critical);
    high = high == null ? List.of() : List.copyOf(high);
    samples = samples == null ? List.of() : List.copyOf(samples);
  }

  /** Returns one regex for several, each in a group of its own; empty for none. */
  public static String anyOf(List<String> regexes) {
    return regexes.isEmpty() ? "" : "(?:" + String.join(")|(?:", regexes) + ")";
  }
}
