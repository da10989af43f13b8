package dev.faultline.simulate;

import java.util.List;

/**
 * Who writes a file, and when: a node while it is up, a job or one of its ranks while its steps go
 * on, or the cluster all the time.
 */
final class Place {

  private static final long DONE = LineSource.DONE;

  /** A job loads its data before it makes steps. */
  private static final long LOADING = 20_000_000L;

  private final Plan plan;
  private final Node node;
  private final Job job;
  private final int rank;
  private final long[] boots;
  private final List<Incident> downs;

  private Place(Plan plan, Node node, Job job, int rank) {
    this.plan = plan;
    this.node = node;
    this.job = job;
    this.rank = rank;
    boots = plan.boots(node).stream().mapToLong(Long::longValue).toArray();
    downs =
        plan.incidents().stream()
            .filter(incident -> incident.downFrom() < DONE && incident.nodes().contains(node))
            .toList();
  }

  static Place of(Plan plan, Node node) {
    return new Place(plan, node, null, -1);
  }

  /**
   * Returns where a job writes.
   *
   * @param rank whose file it is; -1 for that of the whole job
   */
  static Place of(Plan plan, Job job, int rank) {
    return new Place(plan, job.node(Math.max(0, rank)), job, rank);
  }

  /** What nobody in particular writes, at any time. */
  static Place ofCluster(Plan plan) {
    Node first = plan.nodes().get(0);
    Node service =
        new Node(-1, first.host(), first.rack(), first.address(), first.bootMicros(), first.gpus());
    return new Place(plan, service, null, -1);
  }

  Plan plan() {
    return plan;
  }

  Node node() {
    return node;
  }

  Job job() {
    return job;
  }

  int rank() {
    return rank;
  }

  /** Tells places apart; a node has the same number in all of its logs. */
  long number() {
    return job == null ? node.number() : (job.number() + 1L) * 100_000 + rank + 1;
  }

  boolean isWriting(long micros) {
    if (job != null && (micros < job.start() + LOADING || micros >= job.progressEnd())) {
      return false;
    }
    for (Incident down : downs) {
      if (down.isDown(node, micros)) {
        return false;
      }
    }
    return true;
  }

  /** When the node was started, the last time before the night first. */
  long[] boots() {
    return boots;
  }

  /** When the node was last started before a time. */
  long bootBefore(long micros) {
    long boot = boots[0];
    for (long later : boots) {
      boot = later <= micros ? later : boot;
    }
    return boot;
  }

  /** The rank that writes a line: in the log of a whole job mostly the first one. */
  int rankOf(Dice dice) {
    if (job == null || rank >= 0) {
      return Math.max(0, rank);
    }
    return dice.below(2) == 0 ? 0 : dice.below(job.worldSize());
  }
}
