package dev.faultline.simulate;

/**
 * One message that a fault brings about.
 *
 * @param micros its time, since 1970
 * @param incident whose message it is
 * @param line which of the family's messages
 * @param ordinal which one of those, within the incident
 * @param node where it is written
 * @param job whose rank writes it; null if a machine does
 * @param rank that writes it
 */
record FaultLine(
    long micros, Incident incident, int line, int ordinal, Node node, Job job, int rank) {

  Family.Said said() {
    return incident.family().lines().get(line);
  }
}
