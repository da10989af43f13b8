package dev.faultline.score;

import dev.faultline.output.RunReader;
import dev.faultline.score.Matching.Pair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * How well the incidents of a run agree with the truth about a simulated night.
 *
 * @param all over all families
 * @param byFamily by the name of the family
 * @param missed incidents of the truth that nothing stands for, by their ids
 * @param falseAlarms incidents of the run that stand for nothing, by their ids
 */
public record Score(
    Agreement all,
    Map<String, Agreement> byFamily,
    List<TruthIncident> missed,
    List<FoundIncident> falseAlarms) {

  /**
   * How far some incidents of the truth were found, and rightly.
   *
   * @param truth how many there are
   * @param found how many of them were found
   * @param aspects what is right of those that were found; the truth does not ask for all of it
   */
  record Agreement(int truth, int found, Map<Aspect, Share> aspects) {}

  /**
   * Compares a run with the truth.
   *
   * @param truth URI of the folder with the truth's {@code incidents.csv}
   * @param run the run
   * @throws IOException if one of the two cannot be read; the message is one sentence
   */
  public static Score of(String truth, RunReader run, Configuration conf) throws IOException {
    return of(TruthIncident.in(truth, conf), FoundIncident.in(run));
  }

  static Score of(List<TruthIncident> truths, List<FoundIncident> founds) {
    List<Pair> pairs = Matching.of(truths, founds);
    boolean jobs = founds.stream().anyMatch(found -> !found.jobs().isEmpty());
    Map<String, List<TruthIncident>> families = new TreeMap<>();
    truths.forEach(
        truth -> families.computeIfAbsent(truth.family(), f -> new ArrayList<>()).add(truth));
    Map<String, Agreement> byFamily = new TreeMap<>();
    families.forEach(
        (family, members) ->
            byFamily.put(
                family,
                agreement(
                    members.size(),
                    pairs.stream().filter(pair -> pair.truth().family().equals(family)).toList(),
                    jobs)));
    Set<TruthIncident> found = new HashSet<>(pairs.stream().map(Pair::truth).toList());
    Set<FoundIncident> real = new HashSet<>(pairs.stream().map(Pair::found).toList());
    return new Score(
        agreement(truths.size(), pairs, jobs),
        byFamily,
        truths.stream()
            .filter(truth -> !found.contains(truth))
            .sorted(Comparator.comparing(TruthIncident::id))
            .toList(),
        founds.stream()
            .filter(incident -> !real.contains(incident))
            .sorted(Comparator.comparing(FoundIncident::id))
            .toList());
  }

  /**
   * Counts.
   *
   * @param jobs whether the run knows of jobs at all
   */
  private static Agreement agreement(int truth, List<Pair> pairs, boolean jobs) {
    Map<Aspect, Share> aspects = new EnumMap<>(Aspect.class);
    for (Aspect aspect : Aspect.values()) {
      List<Pair> asked =
          aspect.isOfJobs() && !jobs ? List.of() : pairs.stream().filter(aspect::isAsked).toList();
      int right = (int) asked.stream().filter(aspect::isRight).count();
      aspects.put(aspect, new Share(right, asked.size()));
    }
    return new Agreement(truth, pairs.size(), aspects);
  }

  /** Returns how many incidents of the run are of the truth. */
  public Share precision() {
    return new Share(all.found, all.found + falseAlarms.size());
  }

  /** Returns how many incidents of the truth the run has. */
  public Share recall() {
    return new Share(all.found, all.truth);
  }
}
