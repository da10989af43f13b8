package dev.faultline.score;

import dev.faultline.score.Matching.Pair;
import java.util.Locale;
import java.util.function.Predicate;

/** What of an incident that was found may be right or wrong. */
enum Aspect {
  /** The same hosts, no more and no fewer. */
  NODE(
      truth -> !truth.nodes().isEmpty(), pair -> pair.found().hosts().equals(pair.truth().nodes())),

  /** The same GPU. */
  GPU(truth -> truth.device().isKnown(), Pair::isOnTheSameDevice),

  /** The line that it begins with is of the truth's first message. */
  CAUSE(
      truth -> !truth.isSilent(),
      pair ->
          Candidates.isWithin(
              pair.found().first(),
              pair.truth().first(),
              pair.truth().first(),
              Candidates.TOLERANCE)),

  /** The same thing to do first. */
  ACTION(
      truth -> !truth.action().isEmpty(),
      pair -> pair.found().action().equals(pair.truth().action())),

  /** The same jobs, no more and no fewer. */
  JOB(truth -> !truth.jobs().isEmpty(), pair -> pair.found().jobs().equals(pair.truth().jobs())),

  /** The same rank. */
  RANK(truth -> !truth.rank().isEmpty(), pair -> pair.found().rank().equals(pair.truth().rank()));

  private final Predicate<TruthIncident> asked;
  private final Predicate<Pair> right;

  Aspect(Predicate<TruthIncident> asked, Predicate<Pair> right) {
    this.asked = asked;
    this.right = right;
  }

  /** Whether the truth says anything about it. */
  boolean isAsked(Pair pair) {
    return asked.test(pair.truth());
  }

  boolean isRight(Pair pair) {
    return right.test(pair);
  }

  /** Whether only a table of jobs can tell. */
  boolean isOfJobs() {
    return this == JOB || this == RANK;
  }

  /** What people call it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
