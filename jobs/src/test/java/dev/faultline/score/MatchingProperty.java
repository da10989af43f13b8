package dev.faultline.score;

import static dev.faultline.score.Incidents.NO_DEVICE;
import static dev.faultline.score.Incidents.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.score.Matching.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Small nights on two hosts with two GPUs, where many incidents may stand for many others. */
class MatchingProperty {

  /** How good a set of pairs is, as the first number that differs says; less is better. */
  private static final Comparator<List<Pair>> ORDER =
      Comparator.<List<Pair>>comparingInt(pairs -> -pairs.size())
          .thenComparing(pairs -> -pairs.stream().filter(Pair::isOnTheSameDevice).count())
          .thenComparing(pairs -> pairs.stream().mapToLong(Pair::micros).sum());

  @Provide
  Arbitrary<List<TruthIncident>> truths() {
    return Combinators.combine(nodes(), devices(), seconds(), seconds())
        .as(
            (node, device, a, b) ->
                Incidents.truth("", node, device, Math.min(a, b), Math.max(a, b)))
        .list()
        .ofMaxSize(5)
        .map(MatchingProperty::numbered);
  }

  @Provide
  Arbitrary<List<FoundIncident>> founds() {
    return Combinators.combine(nodes().set().ofMinSize(1), devices(), seconds())
        .as(
            (hosts, device, second) ->
                Incidents.found("", hosts, device, START.plusSeconds(second)))
        .list()
        .ofMaxSize(6)
        .map(MatchingProperty::numberedFounds);
  }

  private static Arbitrary<String> nodes() {
    return Arbitraries.of("n", "m");
  }

  private static Arbitrary<Device> devices() {
    return Arbitraries.of(NO_DEVICE, new Device("", "0", ""), new Device("", "1", ""));
  }

  private static Arbitrary<Integer> seconds() {
    return Arbitraries.integers().between(0, 12);
  }

  private static List<TruthIncident> numbered(List<TruthIncident> truths) {
    List<TruthIncident> numbered = new ArrayList<>();
    for (TruthIncident t : truths) {
      numbered.add(
          new TruthIncident(
              "T" + numbered.size(),
              t.family(),
              t.nodes(),
              t.device(),
              t.jobs(),
              t.rank(),
              t.start(),
              t.first(),
              t.last(),
              t.paths(),
              t.action()));
    }
    return numbered;
  }

  private static List<FoundIncident> numberedFounds(List<FoundIncident> founds) {
    List<FoundIncident> numbered = new ArrayList<>();
    for (FoundIncident f : founds) {
      numbered.add(Incidents.found("F" + numbered.size(), f.hosts(), f.device(), f.first()));
    }
    return numbered;
  }

  @Property
  void eachStandsForOneAndNoWayIsBetter(
      @ForAll("truths") List<TruthIncident> truths, @ForAll("founds") List<FoundIncident> founds) {
    List<Pair> pairs = Matching.of(truths, founds);
    assertThat(pairs).extracting(Pair::truth).doesNotHaveDuplicates().isSubsetOf(truths);
    assertThat(pairs).extracting(Pair::found).doesNotHaveDuplicates().isSubsetOf(founds);
    assertThat(pairs).allMatch(pair -> Candidates.mayStandFor(pair.found(), pair.truth()));
    assertThat(ORDER.compare(pairs, best(truths, founds))).isZero();
  }

  @Property
  void theOrderOfRowsHasNoPart(
      @ForAll("truths") List<TruthIncident> truths,
      @ForAll("founds") List<FoundIncident> founds,
      @ForAll Random random) {
    List<TruthIncident> otherTruths = new ArrayList<>(truths);
    List<FoundIncident> otherFounds = new ArrayList<>(founds);
    Collections.shuffle(otherTruths, random);
    Collections.shuffle(otherFounds, random);
    assertThat(Matching.of(otherTruths, otherFounds)).isEqualTo(Matching.of(truths, founds));
  }

  /** Tries all ways. */
  private static List<Pair> best(List<TruthIncident> truths, List<FoundIncident> founds) {
    if (truths.isEmpty()) {
      return List.of();
    }
    TruthIncident first = truths.get(0);
    List<TruthIncident> rest = truths.subList(1, truths.size());
    List<Pair> best = best(rest, founds);
    for (FoundIncident found : founds) {
      if (Candidates.mayStandFor(found, first)) {
        List<FoundIncident> left = founds.stream().filter(other -> other != found).toList();
        List<Pair> pairs = new ArrayList<>(best(rest, left));
        pairs.add(new Pair(first, found));
        best = ORDER.compare(pairs, best) < 0 ? pairs : best;
      }
    }
    return best;
  }

  /** The nearest goes to another, as there is one more pair then. */
  @Example
  void moreIsBetterThanNearer() {
    List<TruthIncident> truths =
        List.of(
            Incidents.truth("T1", "n", NO_DEVICE, 0, 100),
            Incidents.truth("T2", "n", NO_DEVICE, 50, 60));
    List<FoundIncident> founds =
        List.of(
            Incidents.found("F1", Set.of("n"), NO_DEVICE, START.plusSeconds(50)),
            Incidents.found("F2", Set.of("n"), NO_DEVICE, START.plusSeconds(90)));
    assertThat(Matching.of(truths, founds))
        .containsExactly(
            new Pair(truths.get(0), founds.get(1)), new Pair(truths.get(1), founds.get(0)));
  }

  @Example
  void theSameDeviceIsBetterThanNearer() {
    Device device = new Device("", "0", "");
    List<TruthIncident> truths = List.of(Incidents.truth("T", "n", device, 0, 100));
    List<FoundIncident> founds =
        List.of(
            Incidents.found("F1", Set.of("n"), NO_DEVICE, START),
            Incidents.found("F2", Set.of("n"), device, START.plusSeconds(90)));
    assertThat(Matching.of(truths, founds)).containsExactly(new Pair(truths.get(0), founds.get(1)));
  }
}
