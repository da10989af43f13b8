package dev.faultline.simulate;

import java.util.List;

/**
 * A fault that happens in the night. Times are in microseconds since 1970.
 *
 * @param number in the order of time, from 0
 * @param family what kind of fault
 * @param start its first moment
 * @param end behind its last line
 * @param nodes that are hit
 * @param gpu that is hit; null if none is
 * @param jobs that run there at the time
 * @param downFrom from when on the nodes write nothing; {@code Long.MAX_VALUE} if never
 * @param downTo when they start again
 * @param values of the family, drawn
 */
record Incident(
    int number,
    Family family,
    long start,
    long end,
    List<Node> nodes,
    Node.Gpu gpu,
    List<Job> jobs,
    long downFrom,
    long downTo,
    List<byte[]> values) {

  /** What the truth calls it. */
  String id() {
    String digits = String.valueOf(number + 1);
    return "I" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  boolean isDown(Node node, long micros) {
    return downFrom <= micros && micros < downTo && nodes.contains(node);
  }

  /** The rank that is hit; -1 if no job runs there, or no single GPU is hit. */
  int rank() {
    return jobs.isEmpty() || gpu == null ? -1 : jobs.get(0).rank(nodes.get(0), gpu);
  }
}
