package dev.faultline.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The messages of all faults, by who writes them. */
final class FaultLines {

  private static final long SECOND = 1_000_000L;

  /** About how many bytes a message has in all logs that repeat it. */
  private static final int BYTES_A_MESSAGE = 260;

  private static final int LEAST_STORM = 20;

  private final Map<String, List<FaultLine>> byWriter = new HashMap<>();
  private final Plan plan;
  private final Library library;
  private final long mostOfStorm;

  private FaultLines(Plan plan, Library library) {
    this.plan = plan;
    this.library = library;
    double bytes = plan.options().sizeBytes() * library.night().stormRatio();
    mostOfStorm = Math.max(LEAST_STORM, (long) (bytes / BYTES_A_MESSAGE));
  }

  static FaultLines of(Plan plan, Library library) {
    FaultLines all = new FaultLines(plan, library);
    for (Incident incident : plan.incidents()) {
      for (int line = 0; line < incident.family().lines().size(); line++) {
        all.add(incident, line);
      }
    }
    ToLongFunction<FaultLine> time = FaultLine::micros;
    all.byWriter
        .values()
        .forEach(
            lines ->
                lines.sort(
                    Comparator.comparingLong(time)
                        .thenComparing(line -> line.incident().number())
                        .thenComparing(FaultLine::line)
                        .thenComparing(FaultLine::ordinal)));
    return all;
  }

  /** About how many bytes they have in all logs. */
  long bytes() {
    return byWriter.values().stream().mapToLong(List::size).sum() * BYTES_A_MESSAGE;
  }

  List<FaultLine> ofNode(String channel, Node node) {
    return get(channel + "/node/" + node.number());
  }

  List<FaultLine> ofJob(String channel, Job job) {
    return get(channel + "/job/" + job.number());
  }

  List<FaultLine> ofCluster(String channel) {
    return get(channel);
  }

  private List<FaultLine> get(String writer) {
    return byWriter.getOrDefault(writer, List.of());
  }

  private void add(Incident incident, int line) {
    Family.Said said = incident.family().lines().get(line);
    Dice dice = Dice.of(plan.options().seed(), "fault lines", incident.number() * 1000L + line);
    if (dice.unit() >= said.spec().chance()) {
      return;
    }
    String channel = said.spec().channel();
    switch (library.ownerOf(channel)) {
      case LogSpec.NODE -> addToNodes(incident, line, said, dice);
      case LogSpec.JOB -> addToRanks(incident, line, said, dice);
      default -> add(channel, incident, line, incident.nodes().get(0), null, 0, dice, 0);
    }
  }

  private void addToNodes(Incident incident, int line, Family.Said said, Dice dice) {
    List<Node> nodes = new ArrayList<>(incident.nodes());
    if (!said.spec().at().equals(FaultSpec.Line.HIT)) {
      List<Node> others =
          incident.jobs().stream()
              .flatMap(job -> job.nodes().stream())
              .filter(node -> !incident.nodes().contains(node))
              .toList();
      if (said.spec().at().equals(FaultSpec.Line.OTHERS)) {
        nodes.clear();
      }
      nodes.addAll(others);
    }
    int ordinal = 0;
    for (Node node : nodes) {
      String writer = said.spec().channel() + "/node/" + node.number();
      ordinal = add(writer, incident, line, node, null, 0, dice, ordinal);
    }
  }

  private void addToRanks(Incident incident, int line, Family.Said said, Dice dice) {
    int ordinal = 0;
    for (Job job : incident.jobs()) {
      for (int rank = 0; rank < job.worldSize(); rank++) {
        boolean hit =
            incident.gpu() == null
                ? incident.nodes().contains(job.node(rank))
                : rank == incident.rank();
        boolean wanted =
            switch (said.spec().at()) {
              case FaultSpec.Line.HIT -> hit;
              case FaultSpec.Line.OTHERS -> !hit;
              default -> true;
            };
        if (wanted) {
          String writer = said.spec().channel() + "/job/" + job.number();
          ordinal = add(writer, incident, line, job.node(rank), job, rank, dice, ordinal);
        }
      }
    }
  }

  /** Adds a message as often as it is repeated, and returns the next ordinal. */
  private int add(
      String writer,
      Incident incident,
      int line,
      Node node,
      Job job,
      int rank,
      Dice dice,
      int firstOrdinal) {
    Family.Said said = incident.family().lines().get(line);
    long times = said.repeat().drawWhole(dice);
    if (said.spec().storm()) {
      times = Math.min(times, mostOfStorm);
    }
    boolean ofCluster = library.ownerOf(said.spec().channel()).equals(LogSpec.CLUSTER);
    long micros = incident.start() + said.after().drawMicros(dice);
    int ordinal = firstOrdinal;
    for (long i = 0; i < times && micros < plan.options().endMicros(); i++) {
      // What is down writes nothing; others write about it.
      if (ofCluster || !incident.isDown(node, micros)) {
        byWriter
            .computeIfAbsent(writer, w -> new ArrayList<>())
            .add(new FaultLine(micros, incident, line, ordinal, node, job, rank));
      }
      ordinal++;
      micros += Math.max(1, (long) (said.every().draw(dice) * SECOND));
    }
    return ordinal;
  }
}
