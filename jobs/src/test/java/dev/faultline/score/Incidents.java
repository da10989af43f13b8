package dev.faultline.score;

import java.time.Instant;
import java.util.Set;

/** Incidents of tests, which say no more than matters there. */
final class Incidents {

  static final Instant START = Instant.parse("2026-03-14T01:00:00Z");
  static final Device NO_DEVICE = new Device("", "", "");

  private Incidents() {}

  /** An incident of the truth whose lines stand in {@code logs/a.log}. */
  static TruthIncident truth(String id, String node, Device device, int from, int to) {
    return new TruthIncident(
        id,
        "family",
        Set.of(node),
        device,
        Set.of("71"),
        "",
        START.plusSeconds(from),
        START.plusSeconds(from),
        START.plusSeconds(to),
        Set.of("logs/a.log"),
        "");
  }

  /** An incident of the truth without any line. */
  static TruthIncident silence(String node) {
    return new TruthIncident(
        "T", "family", Set.of(node), NO_DEVICE, Set.of(), "", START, null, null, Set.of(), "");
  }

  static FoundIncident found(String id, Set<String> hosts, Device device, Instant first) {
    return new FoundIncident(
        id, "title", "cause", hosts, device, Set.of(), "", first, first, "", "");
  }

  /** An incident that names no host. */
  static FoundIncident hostless(String path, Set<String> jobs) {
    return new FoundIncident(
        "F", "title", "cause", Set.of(), NO_DEVICE, jobs, "", START, START, path, "");
  }

  static FoundIncident ofCause(String cause, Instant first) {
    return new FoundIncident(
        "F", "title", cause, Set.of("n"), NO_DEVICE, Set.of(), "", first, first, "", "");
  }

  static FoundIncident lasting(Instant first, Instant last) {
    return new FoundIncident(
        "F", "title", "cause", Set.of("n"), NO_DEVICE, Set.of(), "", first, last, "", "");
  }
}
