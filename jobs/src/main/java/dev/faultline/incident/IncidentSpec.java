package dev.faultline.incident;

import java.util.List;

/**
 * How known faults become incidents: {@code conf/incidents.yaml}.
 *
 * @param layers where faults lie, from what breaks first to what only suffers
 * @param rules what may follow from what, the most telling first
 * @param together what several hosts have at once if what they share has failed
 * @param unlogged faults that no line tells
 */
public record IncidentSpec(
    List<Layer> layers, List<Rule> rules, List<Together> together, List<Unlogged> unlogged) {

  /** Places in which a rule's faults must be the same. */
  public static final List<String> PLACES = List.of("device", "host", "job");

  private static final int CLOCK_SECONDS = 2;

  /** Fills in what was left out. */
  public IncidentSpec {
    layers = layers == null ? List.of() : List.copyOf(layers);
    rules = rules == null ? List.of() : List.copyOf(rules);
    together = together == null ? List.of() : List.copyOf(together);
    unlogged = unlogged == null ? List.of() : List.copyOf(unlogged);
  }

  /**
   * A layer.
   *
   * @param id short name
   * @param symptom whether its faults only show that something else is broken: they do not say how
   *     bad an incident is, and one that has no others is of unknown cause
   */
  public record Layer(String id, boolean symptom) {}

  /**
   * What may follow from what.
   *
   * @param id short name
   * @param leaders ids of layers or causes that others follow from
   * @param followers ids of layers or causes that follow
   * @param same {@code device}, {@code host} or {@code job}: what both must share
   * @param beforeSeconds so long before the leader's first line the follower may begin, as no two
   *     clocks are alike; 2 if left out
   * @param afterSeconds so long behind the leader's first line the follower begins at the earliest
   * @param withinSeconds so long behind the leader's last line it begins at the latest
   */
  public record Rule(
      String id,
      List<String> leaders,
      List<String> followers,
      String same,
      Integer beforeSeconds,
      int afterSeconds,
      int withinSeconds) {

    /** Fills in what was left out. */
    public Rule {
      leaders = leaders == null ? List.of() : List.copyOf(leaders);
      followers = followers == null ? List.of() : List.copyOf(followers);
      beforeSeconds = beforeSeconds == null ? CLOCK_SECONDS : beforeSeconds;
    }
  }

  /**
   * One fault that several hosts have at once.
   *
   * @param cause id of the cause
   * @param withinSeconds so long behind the host before it each of them begins at most
   * @param hosts how many there are at least
   * @param sameDevice whether the device must be the same, as a server is
   * @param action what to do first then, a sentence
   */
  public record Together(
      String cause, int withinSeconds, int hosts, boolean sameDevice, String action) {}

  /**
   * A fault that no line tells.
   *
   * @param id unique among causes
   * @param layer id of its layer
   * @param title what people call it
   * @param category id of the category of errors that it is like
   * @param severity {@code critical}, {@code high} or {@code medium}
   * @param meaning what has happened, a sentence
   * @param action what to do first, a sentence
   */
  public record Unlogged(
      String id,
      String layer,
      String title,
      String category,
      String severity,
      String meaning,
      String action) {}
}
