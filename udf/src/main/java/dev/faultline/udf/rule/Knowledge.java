package dev.faultline.udf.rule;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * What is known about messages.
 *
 * @param signals messages whose numbers matter
 * @param causes messages that announce a fault
 * @param categories kinds of errors; ordered here, the one that is primary before others first
 * @param severities how bad errors are for which no cause says it
 * @param codes how bad faults are whose code says it
 */
public record Knowledge(
    List<SignalSpec> signals,
    List<CauseSpec> causes,
    List<CategorySpec> categories,
    SeveritySpec severities,
    CodeSeverities codes)
    implements Serializable {

  /** Copies and orders the lists. */
  public Knowledge {
    signals = List.copyOf(signals);
    causes = List.copyOf(causes);
    categories =
        categories.stream()
            .sorted(Comparator.comparingInt(CategorySpec::priority).thenComparing(CategorySpec::id))
            .toList();
  }
}
