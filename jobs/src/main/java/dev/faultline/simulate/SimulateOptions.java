package dev.faultline.simulate;

import java.time.Instant;

/**
 * What the user asks of a night.
 *
 * @param hours how long it is
 * @param nodes how many machines the cluster has
 * @param sizeBytes about how many bytes all logs have, before compression
 * @param seed two nights of one seed are the same
 * @param start its first moment, whole seconds
 */
public record SimulateOptions(int hours, int nodes, long sizeBytes, long seed, Instant start) {

  long startMicros() {
    return start.getEpochSecond() * 1_000_000L;
  }

  long endMicros() {
    return startMicros() + hours * 3_600_000_000L;
  }
}
