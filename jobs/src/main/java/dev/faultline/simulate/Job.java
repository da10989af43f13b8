package dev.faultline.simulate;

import java.util.List;

/**
 * A training job. Times are in microseconds since 1970.
 *
 * @param number in the order of starts, from 0
 * @param id as Slurm numbers it
 * @param name of the model
 * @param user who started it
 * @param account who pays for it
 * @param nodes where it runs
 * @param start when it begins
 * @param progressEnd until when its steps go on; it may hang behind that
 * @param end when it is gone
 * @param plannedEnd when it would be done if nothing happened
 * @param state how it ended, as Slurm calls it; RUNNING if it did not before the night was over
 * @param epochs it wants to make until its planned end
 */
record Job(
    int number,
    long id,
    String name,
    String user,
    String account,
    List<Node> nodes,
    long start,
    long progressEnd,
    long end,
    long plannedEnd,
    String state,
    int epochs) {

  int ranksPerNode() {
    return nodes.get(0).gpus().size();
  }

  int worldSize() {
    return nodes.size() * ranksPerNode();
  }

  Node node(int rank) {
    return nodes.get(rank / ranksPerNode());
  }

  Node.Gpu gpu(int rank) {
    return node(rank).gpus().get(rank % ranksPerNode());
  }

  int rank(Node node, Node.Gpu gpu) {
    return nodes.indexOf(node) * ranksPerNode() + (gpu == null ? 0 : gpu.index());
  }

  /** How much of it is done at a time: 0 to 1. */
  double progress(long micros) {
    return Math.max(0, Math.min(1, (double) (micros - start) / (plannedEnd - start)));
  }

  /** When an epoch is over, counted from 1. */
  long epochEnd(int epoch) {
    return start + (plannedEnd - start) / epochs * epoch;
  }

  boolean runsAt(long micros) {
    return start <= micros && micros < end;
  }
}
