package dev.faultline.gpu;

import dev.faultline.gpu.PlanLine.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where RAPIDS places the parts of queries.
 *
 * @param counts how many operators and expressions have which verdict, without those of exceptions
 * @param left those that are not on the GPU and no exception
 * @param excepted how many operators each exception excuses, by its name
 */
public record Placement(
    Map<Verdict, Integer> counts, List<Left> left, Map<String, Integer> excepted) {

  /**
   * What is not on the GPU.
   *
   * @param query name of the query
   * @param operator to which it belongs, or which it is
   * @param line what RAPIDS says
   */
  public record Left(String query, String operator, PlanLine line) {}

  /** Nothing yet. */
  public static Placement none() {
    return new Placement(Map.of(), List.of(), Map.of());
  }

  /**
   * Reads what the planner says of a query.
   *
   * @param query its name
   * @param text what the planner wrote of all of its parts
   */
  public static Placement of(String query, String text, GpuExceptions exceptions) {
    Map<Verdict, Integer> counts = new LinkedHashMap<>();
    List<Left> left = new ArrayList<>();
    Map<String, Integer> excepted = new LinkedHashMap<>();
    String operator = "";
    Optional<GpuExceptions.Entry> exception = Optional.empty();
    for (PlanLine line : PlanText.read(text)) {
      if (line.isOperator()) {
        operator = line.name();
        // What an exception works out goes with it.
        exception = line.verdict() == Verdict.GPU ? Optional.empty() : exceptions.of(line.name());
        exception.ifPresent(entry -> excepted.merge(entry.name(), 1, Integer::sum));
      }
      if (exception.isPresent()) {
        continue;
      }
      counts.merge(line.verdict(), 1, Integer::sum);
      if (line.verdict() != Verdict.GPU) {
        left.add(new Left(query, operator, line));
      }
    }
    return new Placement(counts, left, excepted);
  }

  /** Returns both together. */
  public Placement plus(Placement other) {
    List<Left> all = new ArrayList<>(left);
    all.addAll(other.left);
    return new Placement(sum(counts, other.counts), all, sum(excepted, other.excepted));
  }

  private static <K> Map<K, Integer> sum(Map<K, Integer> one, Map<K, Integer> other) {
    Map<K, Integer> sum = new LinkedHashMap<>(one);
    other.forEach((key, count) -> sum.merge(key, count, Integer::sum));
    return sum;
  }

  /** How many operators and expressions are on the GPU. */
  public int placed() {
    return counts.getOrDefault(Verdict.GPU, 0);
  }

  /** How many there are, without exceptions. */
  public int all() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many operators are exceptions. */
  public int exceptions() {
    return excepted.values().stream().mapToInt(Integer::intValue).sum();
  }
}
