package dev.faultline.output;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Names of runs: when it started, to the second, and something that no other run has. */
final class RunId {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int STAMP_LENGTH = "20260314T020000Z".length();

  private RunId() {}

  /** Makes the name of a run. Names sort by the time of the start. */
  static String of(Instant started) {
    return STAMP.format(started) + String.format("-%06x", new SecureRandom().nextInt(1 << 24));
  }

  /** Returns when a run started, or null for a name that is not of a run. */
  static Instant started(String runId) {
    if (!runId.matches("\\d{8}T\\d{6}Z-[0-9a-f]{6}")) {
      return null;
    }
    try {
      return STAMP.parse(runId.substring(0, STAMP_LENGTH), Instant::from);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
