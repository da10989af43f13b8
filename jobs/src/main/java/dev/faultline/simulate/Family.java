package dev.faultline.simulate;

import dev.faultline.simulate.FaultSpec.Line;
import java.util.List;

/**
 * A family of faults, compiled.
 *
 * @param spec as it was read
 * @param downAfter when the node falls silent; null: it does not
 * @param downFor how long; null: for the rest of the night
 * @param valueNames names of the values
 * @param values templates of the values
 * @param lines what is written
 */
record Family(
    FaultSpec spec,
    Range downAfter,
    Range downFor,
    List<String> valueNames,
    List<Template> values,
    List<Said> lines) {

  /**
   * A message of the fault, compiled.
   *
   * @param spec as it was read
   */
  record Said(Line spec, Template text, Range after, Range repeat, Range every) {

    /** Seconds from the first moment to the last one that is possible. */
    double longest() {
      return after.most() + Math.max(0, repeat.most() - 1) * every.most();
    }
  }

  static Family of(FaultSpec spec, Vocabulary vocabulary) {
    for (String metric : spec.metrics().keySet()) {
      if (!GpuState.METRICS.contains(metric)) {
        throw new IllegalArgumentException(
            "metrics has no '" + metric + "'; known are " + GpuState.METRICS);
      }
      Range.of("metrics." + metric, spec.metrics().get(metric));
    }
    if (spec.down() != null && spec.jobState().isEmpty()) {
      throw new IllegalArgumentException("down ends the job of a node; say how by job_state");
    }
    List<String> names = List.copyOf(spec.values().keySet());
    return new Family(
        spec,
        spec.down() == null ? null : Range.of("down.after_seconds", spec.down().afterSeconds()),
        spec.down() == null || spec.down().forSeconds().isEmpty()
            ? null
            : Range.of("down.for_seconds", spec.down().forSeconds()),
        names,
        spec.values().values().stream().map(vocabulary::compile).toList(),
        spec.lines().stream()
            .map(
                line ->
                    new Said(
                        line,
                        vocabulary.compile(line.text(), names),
                        Range.of("after_seconds", line.afterSeconds()),
                        Range.of("repeat", line.repeat()),
                        Range.of("every_seconds", line.everySeconds())))
            .toList());
  }

  /** Whether its nodes do not come back in this night. */
  boolean isLast() {
    return downAfter != null && downFor == null;
  }

  /** Seconds from its first moment until it can be over, those of a node that is down included. */
  double longestSeconds() {
    double down = downAfter == null ? 0 : downAfter.most() + (downFor == null ? 0 : downFor.most());
    return lines.stream().mapToDouble(Said::longest).reduce(down, Math::max);
  }
}
