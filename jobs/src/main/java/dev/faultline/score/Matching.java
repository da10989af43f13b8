package dev.faultline.score;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Which incident of a run stands for which of the truth: each for at most one, and as many as can
 * be. Of all such ways one with the most pairs on the same device, of those one whose pairs begin
 * least apart in sum; what is even then is settled by the order of the ids. The order of rows has
 * no part in it.
 *
 * <p>Incidents of the truth are placed one by one, each along the cheapest path of swaps (R.
 * Jonker, A. Volgenant, <i>A shortest augmenting path algorithm for dense and sparse linear
 * assignment problems</i>, Computing 38, 1987), where to be left out is dear, but possible.
 */
final class Matching {

  /** Two incidents that are taken for the same. */
  record Pair(TruthIncident truth, FoundIncident found) {

    boolean isOnTheSameDevice() {
      return truth.device().isSameAs(found.device());
    }

    /** Returns how far apart their beginnings are, in microseconds. */
    long micros() {
      Instant begin = truth.isSilent() ? truth.start() : truth.first();
      return Math.abs(ChronoUnit.MICROS.between(begin, found.first()));
    }
  }

  /** What a choice costs: the first that differs decides. */
  private record Cost(int leftOut, int otherDevice, long micros) implements Comparable<Cost> {

    static final Cost NONE = new Cost(0, 0, 0);
    static final Cost LEFT_OUT = new Cost(1, 0, 0);

    private static final Comparator<Cost> ORDER =
        Comparator.comparingInt(Cost::leftOut)
            .thenComparingInt(Cost::otherDevice)
            .thenComparingLong(Cost::micros);

    static Cost of(Pair pair) {
      return new Cost(0, pair.isOnTheSameDevice() ? 0 : 1, pair.micros());
    }

    Cost plus(Cost other) {
      return new Cost(
          leftOut + other.leftOut, otherDevice + other.otherDevice, micros + other.micros);
    }

    Cost minus(Cost other) {
      return new Cost(
          leftOut - other.leftOut, otherDevice - other.otherDevice, micros - other.micros);
    }

    boolean isLessThan(Cost other) {
      return other == null || compareTo(other) < 0;
    }

    @Override
    public int compareTo(Cost other) {
      return ORDER.compare(this, other);
    }
  }

  /** That a found incident, by its number, may stand for one of the truth. */
  private record Edge(int found, Cost cost) {}

  private final List<List<Edge>> edges = new ArrayList<>();

  /** What stands for each incident of the truth; null while nothing does. */
  private final Edge[] taken;

  /** Which incident of the truth each found one stands for; -1 for none. */
  private final int[] holder;

  private Matching(List<TruthIncident> truths, List<FoundIncident> founds) {
    taken = new Edge[truths.size()];
    holder = new int[founds.size()];
    Arrays.fill(holder, -1);
    for (TruthIncident truth : truths) {
      List<Edge> mine = new ArrayList<>();
      for (int f = 0; f < founds.size(); f++) {
        if (Candidates.mayStandFor(founds.get(f), truth)) {
          mine.add(new Edge(f, Cost.of(new Pair(truth, founds.get(f)))));
        }
      }
      edges.add(mine);
    }
  }

  /** Returns the pairs in the order of the truth's ids. */
  static List<Pair> of(List<TruthIncident> truths, List<FoundIncident> founds) {
    List<TruthIncident> sorted =
        truths.stream().sorted(Comparator.comparing(TruthIncident::id)).toList();
    List<FoundIncident> choice =
        founds.stream().sorted(Comparator.comparing(FoundIncident::id)).toList();
    Matching matching = new Matching(sorted, choice);
    for (int t = 0; t < sorted.size(); t++) {
      matching.place(t);
    }
    List<Pair> pairs = new ArrayList<>();
    for (int t = 0; t < sorted.size(); t++) {
      if (matching.taken[t] != null) {
        pairs.add(new Pair(sorted.get(t), choice.get(matching.taken[t].found)));
      }
    }
    return pairs;
  }

  /**
   * Finds the cheapest path from a new incident of the truth: it takes what another holds, which
   * takes what a third holds, until one takes what nobody holds or is left out. A swap may cost
   * less than nothing, but no circle of swaps does, so Bellman's and Ford's search comes to an end.
   */
  private void place(int start) {
    Cost[] reached = new Cost[taken.length];
    int[] from = new int[taken.length];
    Edge[] by = new Edge[taken.length];
    Deque<Integer> changed = new ArrayDeque<>(List.of(start));
    reached[start] = Cost.NONE;
    while (!changed.isEmpty()) {
      int truth = changed.poll();
      for (Edge edge : edges.get(truth)) {
        int other = holder[edge.found];
        if (other < 0 || other == truth) {
          continue;
        }
        Cost cost = reached[truth].plus(edge.cost).minus(taken[other].cost);
        if (cost.isLessThan(reached[other])) {
          reached[other] = cost;
          from[other] = truth;
          by[other] = edge;
          if (!changed.contains(other)) {
            changed.add(other);
          }
        }
      }
    }
    int last = -1;
    Edge free = null;
    Cost least = null;
    for (int truth = 0; truth < reached.length; truth++) {
      if (reached[truth] == null) {
        continue;
      }
      for (Edge edge : edges.get(truth)) {
        Cost cost = reached[truth].plus(edge.cost);
        if (holder[edge.found] < 0 && cost.isLessThan(least)) {
          last = truth;
          free = edge;
          least = cost;
        }
      }
      Cost without = reached[truth].plus(Cost.LEFT_OUT);
      if (without.isLessThan(least)) {
        last = truth;
        free = null;
        least = without;
      }
    }
    swap(start, last, free, from, by);
  }

  private void swap(int start, int last, Edge free, int[] from, Edge[] by) {
    int truth = last;
    Edge edge = free;
    while (true) {
      taken[truth] = edge;
      if (edge != null) {
        holder[edge.found] = truth;
      }
      if (truth == start) {
        return;
      }
      edge = by[truth];
      truth = from[truth];
    }
  }
}
