package dev.faultline.simulate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A family of faults; a file in {@code conf/simulate/faults}.
 *
 * @param id name, unique; the family in the truth
 * @param title what people call it
 * @param hits what is hit: a {@code gpu}, a {@code node}, or a {@code rack} with all its nodes
 * @param rate how often it happens
 * @param action what NVIDIA's Xid catalogue says to do first; empty where it says nothing
 * @param jobState how the job ends by it, as Slurm calls it; empty: the job goes on
 * @param down when the node falls silent; null: it does not
 * @param gpuLost whether the GPU is gone until the node starts again
 * @param metrics what the GPU's metrics show meanwhile: name of a metric to a range
 * @param metricsSeconds how long they do
 * @param values drawn once an incident, by name, and used by all of its lines; each is a template
 * @param lines what is written, where and when
 */
public record FaultSpec(
    String id,
    String title,
    String hits,
    Rate rate,
    String action,
    String jobState,
    Down down,
    boolean gpuLost,
    Map<String, String> metrics,
    int metricsSeconds,
    Map<String, String> values,
    List<Line> lines) {

  static final String GPU = "gpu";
  static final String NODE = "node";
  static final String RACK = "rack";

  private static final List<String> TARGETS = List.of(GPU, NODE, RACK);

  /**
   * How often a fault happens.
   *
   * @param perMillionGpuHours incidents
   * @param source where the figure is from
   */
  public record Rate(double perMillionGpuHours, String source) {}

  /**
   * A node that writes nothing.
   *
   * @param afterSeconds range: from when on, behind the first moment of the incident
   * @param forSeconds range: until it starts again; empty: it does not come back in this night
   */
  public record Down(String afterSeconds, String forSeconds) {

    /** Fills in what was left out. */
    public Down {
      afterSeconds = afterSeconds == null ? "0" : afterSeconds;
      forSeconds = forSeconds == null ? "" : forSeconds;
    }
  }

  /**
   * A message of the fault.
   *
   * @param channel where it stands
   * @param service name by which syslog calls its writer
   * @param level its level (ERROR)
   * @param raw whether it stands in the log as it is, without the log's frame
   * @param text template
   * @param role {@code cause} for what went wrong first, {@code follower} for what came of it
   * @param at {@code hit}: the node or rank that is hit, {@code others}: the other nodes or ranks
   *     of its job, {@code all}: both
   * @param afterSeconds range: how long behind the first moment
   * @param repeat range: how often (1)
   * @param everySeconds range: time between two of them
   * @param chance in how many of the incidents it is written (1)
   * @param storm whether it comes so often that a small night has to have fewer
   */
  public record Line(
      String channel,
      String service,
      String level,
      boolean raw,
      String text,
      String role,
      String at,
      String afterSeconds,
      String repeat,
      String everySeconds,
      Double chance,
      boolean storm) {

    static final String CAUSE = "cause";
    static final String HIT = "hit";
    static final String OTHERS = "others";

    private static final List<String> ROLES = List.of(CAUSE, "follower");
    private static final List<String> PLACES = List.of(HIT, OTHERS, "all");

    /** Fills in what was left out. */
    public Line {
      NightSpec.require(channel, "lines[].channel");
      NightSpec.require(text, "lines[].text");
      service = service == null ? channel : service;
      level = level == null ? "ERROR" : level;
      at = at == null ? HIT : at;
      afterSeconds = afterSeconds == null ? "0" : afterSeconds;
      repeat = repeat == null ? "1" : repeat;
      everySeconds = everySeconds == null ? "0.01-1" : everySeconds;
      chance = chance == null ? 1.0 : chance;
      if (!ROLES.contains(role)) {
        throw new IllegalArgumentException("role '" + role + "' must be one of " + ROLES);
      }
      if (!PLACES.contains(at)) {
        throw new IllegalArgumentException("at '" + at + "' must be one of " + PLACES);
      }
    }
  }

  /** Fills in what was left out. */
  public FaultSpec {
    NightSpec.require(id, "id");
    NightSpec.require(title, "title");
    NightSpec.require(rate, "rate");
    NightSpec.require(rate.source(), "rate.source");
    if (!(rate.perMillionGpuHours() > 0)) {
      throw new IllegalArgumentException("rate.per_million_gpu_hours must be positive");
    }
    action = action == null ? "" : action;
    jobState = jobState == null ? "" : jobState;
    metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
    values = values == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    lines = lines == null ? List.of() : List.copyOf(lines);
    if (!TARGETS.contains(hits)) {
      throw new IllegalArgumentException("hits '" + hits + "' must be one of " + TARGETS);
    }
    if (down == null
        && !gpuLost
        && lines.stream().noneMatch(line -> line.role().equals(Line.CAUSE))) {
      throw new IllegalArgumentException(
          "no line has the role cause, the node is never down, and no GPU is lost");
    }
  }
}
