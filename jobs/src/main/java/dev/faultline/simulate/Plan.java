package dev.faultline.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What happens in a night, before any line of it is written: a function of the options and of
 * {@code conf/simulate} alone.
 *
 * @param options what the user asked for
 * @param nodes the machines
 * @param jobs in the order of their starts
 * @param incidents in the order of time
 * @param leftOut families for which the night is too short or the cluster too small
 */
record Plan(
    SimulateOptions options,
    List<Node> nodes,
    List<Job> jobs,
    List<Incident> incidents,
    List<String> leftOut) {

  static Plan of(SimulateOptions options, Library library) {
    List<Node> nodes = Nodes.of(options, library);
    List<List<Node>> groups = Nodes.groups(nodes, library.night().jobNodes());
    IncidentPlan placed = IncidentPlan.of(options, library, nodes, groups);
    List<Job> jobs = JobPlan.of(options, library, groups, placed.placements());
    List<Incident> incidents = new ArrayList<>();
    for (IncidentPlan.Placement placement : placed.placements()) {
      incidents.add(incident(incidents.size(), placement, jobs, options));
    }
    return new Plan(options, nodes, jobs, List.copyOf(incidents), placed.leftOut());
  }

  private static Incident incident(
      int number, IncidentPlan.Placement at, List<Job> jobs, SimulateOptions options) {
    List<Job> hit =
        jobs.stream()
            .filter(job -> job.runsAt(at.start()))
            .filter(job -> job.nodes().stream().anyMatch(at.nodes()::contains))
            .toList();
    Scene scene = new Scene();
    scene.dice = Dice.of(options.seed(), "values", number);
    scene.node = at.nodes().get(0);
    scene.job = hit.isEmpty() ? null : hit.get(0);
    scene.rank = scene.job == null ? 0 : scene.job.rank(scene.node, at.gpu());
    scene.begin(at.start(), at.gpu());
    List<byte[]> values = new ArrayList<>();
    for (Template template : at.family().values()) {
      Bytes value = new Bytes(32);
      template.write(value, scene);
      values.add(value.toArray());
    }
    return new Incident(
        number,
        at.family(),
        at.start(),
        at.end(),
        at.nodes(),
        at.gpu(),
        hit,
        at.downFrom(),
        at.downTo(),
        List.copyOf(values));
  }

  /** Whether a node writes nothing at a time. */
  boolean isDown(Node node, long micros) {
    for (Incident incident : incidents) {
      if (incident.isDown(node, micros)) {
        return true;
      }
    }
    return false;
  }

  /** When a node was started, the last time before the night first, in the order of time. */
  List<Long> boots(Node node) {
    List<Long> boots = new ArrayList<>(List.of(node.bootMicros()));
    incidents.stream()
        .filter(incident -> incident.nodes().contains(node))
        .filter(incident -> incident.downTo() < options.endMicros())
        .map(Incident::downTo)
        .sorted(Comparator.naturalOrder())
        .forEach(boots::add);
    return boots;
  }
}
