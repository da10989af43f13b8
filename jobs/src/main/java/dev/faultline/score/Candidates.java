package dev.faultline.score;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;

/**
 * Which incident of a run may stand for which of the truth: it must be in the same place at the
 * same time. What it is called does not matter, as truth and run name faults each in their own way.
 *
 * <ul>
 *   <li>Place: they share a host. An incident that names no host may have its line in the file of
 *       the truth's first or last line, or hit one of its jobs.
 *   <li>Time: from its first line to its last it meets the time from the truth's first moment to
 *       its last line, that one {@link #TOLERANCE} wider. Where the truth has no line, it begins at
 *       most {@link #SILENCE} before or after the first moment, and the name of its cause says that
 *       something fell silent.
 * </ul>
 */
final class Candidates {

  /** What clocks and the order of lines may differ by. */
  static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** A silence is noticed only when something is overdue. */
  static final Duration SILENCE = Duration.ofMinutes(15);

  /** Whoever copied the night may have unpacked its files. */
  private static final String PACKED = ".gz";

  private Candidates() {}

  static boolean mayStandFor(FoundIncident found, TruthIncident truth) {
    return isAtTheTime(found, truth) && isAtThePlace(found, truth);
  }

  private static boolean isAtTheTime(FoundIncident found, TruthIncident truth) {
    if (found.first() == null) {
      return false;
    }
    if (truth.isSilent()) {
      String cause = found.cause().toLowerCase(Locale.ROOT);
      return (cause.contains("silent") || cause.contains("silence"))
          && isWithin(found.first(), truth.start(), truth.start(), SILENCE);
    }
    Instant last = found.last() == null ? found.first() : found.last();
    return !last.isBefore(truth.start().minus(TOLERANCE))
        && !found.first().isAfter(truth.last().plus(TOLERANCE));
  }

  static boolean isWithin(Instant time, Instant from, Instant to, Duration wider) {
    return !time.isBefore(from.minus(wider)) && !time.isAfter(to.plus(wider));
  }

  private static boolean isAtThePlace(FoundIncident found, TruthIncident truth) {
    if (!found.hosts().isEmpty()) {
      return !Collections.disjoint(found.hosts(), truth.nodes());
    }
    return !Collections.disjoint(found.jobs(), truth.jobs())
        || truth.paths().stream().anyMatch(path -> isIn(found.path(), path));
  }

  private static boolean isIn(String file, String path) {
    return ("/" + unpacked(file)).endsWith("/" + unpacked(path));
  }

  private static String unpacked(String file) {
    return file.endsWith(PACKED) ? file.substring(0, file.length() - PACKED.length()) : file;
  }
}
