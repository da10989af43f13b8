package dev.faultline.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When and where faults happen: each family once, if there is room, and more of them by their
 * rates. Nodes that work together have one incident at a time, so that what follows has one cause.
 *
 * @param placements in the order of time
 * @param leftOut ids of the families that found no room
 */
record IncidentPlan(List<Placement> placements, List<String> leftOut) {

  private static final long SECOND = 1_000_000L;

  /** Until then the first jobs run. */
  private static final long LEAD = 300 * SECOND;

  /** How often a place is sought. */
  private static final int TRIES = 400;

  /**
   * An incident without its job.
   *
   * @param end behind its last line, or behind the time in which a node is down
   */
  record Placement(
      Family family,
      long start,
      long end,
      List<Node> nodes,
      Node.Gpu gpu,
      long downFrom,
      long downTo) {}

  static IncidentPlan of(
      SimulateOptions options, Library library, List<Node> nodes, List<List<Node>> groups) {
    Search search = new Search(options, library.night().quietSeconds() * SECOND, nodes, groups);
    List<String> leftOut = new ArrayList<>();
    library.families().stream()
        .sorted(
            Comparator.comparing((Family family) -> !family.spec().hits().equals(FaultSpec.RACK))
                .thenComparing(family -> -family.longestSeconds())
                .thenComparing(family -> family.spec().id()))
        .filter(family -> !search.place(family))
        .forEach(family -> leftOut.add(family.spec().id()));
    double[] rates =
        library.families().stream()
            .mapToDouble(f -> f.spec().rate().perMillionGpuHours())
            .toArray();
    Choice byRate = new Choice(rates);
    long extra =
        (long) (library.night().extraIncidentsPerNodeHour() * options.nodes() * options.hours());
    for (long i = 0; i < extra; i++) {
      search.place(library.families().get(byRate.draw(search.dice)));
    }
    search.found.sort(
        Comparator.comparingLong(Placement::start)
            .thenComparing(placement -> placement.nodes().get(0).number()));
    return new IncidentPlan(List.copyOf(search.found), leftOut.stream().sorted().toList());
  }

  /** Seeks room for one incident after the other. */
  private static final class Search {

    private final Dice dice;
    private final long from;
    private final long to;
    private final long quiet;
    private final List<Node> nodes;
    private final Map<Node, List<Node>> group = new HashMap<>();
    private final List<Placement> found = new ArrayList<>();

    Search(SimulateOptions options, long quiet, List<Node> nodes, List<List<Node>> groups) {
      dice = Dice.of(options.seed(), "incidents", 0);
      from = options.startMicros();
      to = options.endMicros();
      this.quiet = quiet;
      this.nodes = nodes;
      groups.forEach(members -> members.forEach(node -> group.put(node, members)));
    }

    /** Returns whether there was room. */
    boolean place(Family family) {
      long longest = (long) (family.longestSeconds() * SECOND) + 5 * SECOND;
      // A node that does not come back would leave too little of the night to others.
      long first = family.isLast() ? to - (to - from) / 4 : from + LEAD;
      long last = to - longest - LEAD / 5;
      if (first >= last) {
        return false;
      }
      for (int i = 0; i < TRIES; i++) {
        Node node = nodes.get(dice.below(nodes.size()));
        List<Node> hit =
            family.spec().hits().equals(FaultSpec.RACK)
                ? nodes.stream().filter(n -> n.rack() == node.rack()).toList()
                : List.of(node);
        long start = dice.between(first, last);
        long end = family.isLast() ? to : start + longest;
        if (isFree(hit, start, end)) {
          add(family, hit, start, end);
          return true;
        }
      }
      return false;
    }

    private boolean isFree(List<Node> hit, long start, long end) {
      return found.stream()
          .filter(other -> other.start() - quiet < end && start < other.end() + quiet)
          .flatMap(other -> other.nodes().stream())
          .noneMatch(node -> hit.stream().anyMatch(h -> group.get(h).contains(node)));
    }

    private void add(Family family, List<Node> hit, long start, long end) {
      boolean ofGpu = family.spec().hits().equals(FaultSpec.GPU);
      List<Node.Gpu> gpus = hit.get(0).gpus();
      Node.Gpu gpu = ofGpu ? gpus.get(dice.below(gpus.size())) : null;
      long downFrom = Long.MAX_VALUE;
      long downTo = Long.MAX_VALUE;
      if (family.downAfter() != null) {
        downFrom = start + family.downAfter().drawMicros(dice);
        downTo =
            family.downFor() == null
                ? Long.MAX_VALUE
                : downFrom + family.downFor().drawMicros(dice);
      }
      found.add(new Placement(family, start, end, hit, gpu, downFrom, downTo));
    }
  }
}
