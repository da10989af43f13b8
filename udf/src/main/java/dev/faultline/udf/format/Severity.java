package dev.faultline.udf.format;

import java.util.List;
import java.util.Map;

/**
 * Severity numbers of OpenTelemetry's log data model (the lowest of each range), and the names of
 * syslog's severities (RFC 5424, table 2).
 */
final class Severity {

  static final Map<String, Integer> NUMBERS =
      Map.of("TRACE", 1, "DEBUG", 5, "INFO", 9, "WARN", 13, "ERROR", 17, "FATAL", 21);

  static final List<String> SYSLOG =
      List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

  private Severity() {}
}
