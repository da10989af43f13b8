package dev.faultline.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a report says of its run. Nothing that differs between two runs on the same input: that is
 * in the manifest.
 *
 * @param inputs what the user named, in order
 * @param date day of the report
 * @param first earliest time of a record, or null
 * @param last latest time of a record, or null
 */
public record RunFacts(List<String> inputs, LocalDate date, Instant first, Instant last) {

  /** Copies the list. */
  public RunFacts {
    inputs = List.copyOf(inputs);
  }
}
