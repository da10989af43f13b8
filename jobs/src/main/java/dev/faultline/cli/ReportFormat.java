package dev.faultline.cli;

import java.util.Locale;

/** The values of {@code --format}: which reports a run writes. */
enum ReportFormat {
  TEXT,
  JSON,
  HTML,
  ALL;

  /** Whether a report of one kind is wanted. */
  boolean wants(ReportFormat kind) {
    return this == ALL || this == kind;
  }

  /** What the user writes. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
