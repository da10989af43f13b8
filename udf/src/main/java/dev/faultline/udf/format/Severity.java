package dev.faultline.udf.format;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Severity numbers of OpenTelemetry's log data model (the lowest of each range), and the names of
 * syslog's severities (RFC 5424, table 2).
 */
public final class Severity {

  /** Syslog's largest facility * 8 + severity (RFC 5424, section 6.2.1). */
  public static final int LARGEST_PRIORITY = 191;

  /** The least OpenTelemetry severity number of a warning. */
  public static final int FIRST_WARNING = 13;

  /** The least OpenTelemetry severity number of an error: ERROR, and behind it FATAL. */
  public static final int FIRST_ERROR = 17;

  static final Map<String, Integer> NUMBERS =
      Map.of("TRACE", 1, "DEBUG", 5, "INFO", 9, "WARN", 13, "ERROR", 17, "FATAL", 21);

  static final List<String> SYSLOG =
      List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

  private Severity() {}

  /**
   * Returns the number of a level's token.
   *
   * @throws IllegalArgumentException if the levels of the format lack the token, or give it a level
   *     that is none
   */
  public static int ofToken(FormatSpec spec, String token) {
    String level = spec.levels().get(token);
    if (level == null) {
      throw new IllegalArgumentException("levels lacks the syslog severity " + token);
    }
    Integer number = NUMBERS.get(level.toUpperCase(Locale.ROOT));
    if (number == null) {
      throw new IllegalArgumentException(
          "level '" + level + "' of '" + token + "' must be one of " + NUMBERS.keySet());
    }
    return number;
  }

  /**
   * Returns the number of each of syslog's eight severities.
   *
   * @throws IllegalArgumentException if the levels of the format lack one of them
   */
  public static int[] ofSyslog(FormatSpec spec) {
    int[] numbers = new int[SYSLOG.size()];
    for (int i = 0; i < numbers.length; i++) {
      String token = SYSLOG.get(i);
      numbers[i] = ofToken(spec, spec.levels().containsKey(token) ? token : String.valueOf(i));
    }
    return numbers;
  }
}
