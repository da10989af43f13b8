package dev.faultline.cli;

import java.util.Locale;

/** The values of {@code --fail-on}: from which severity on a finished run ends in exit code 10. */
enum FailOn {
  CRITICAL,
  HIGH;

  /**
   * Whether the errors of a run reach this severity.
   *
   * @param criticalErrors how many of them are critical
   * @param highErrors how many of them are high
   */
  boolean isMet(long criticalErrors, long highErrors) {
    return criticalErrors > 0 || (this == HIGH && highErrors > 0);
  }

  /** What the user writes. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
