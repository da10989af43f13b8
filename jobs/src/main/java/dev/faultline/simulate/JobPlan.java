package dev.faultline.simulate;

import dev.faultline.simulate.IncidentPlan.Placement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which jobs run: one after the other on each group of nodes, until a fault ends one. */
final class JobPlan {

  private static final long SECOND = 1_000_000L;
  private static final long FIRST_ID = 481_200;

  /** A job that would end so shortly before an incident goes on until behind it. */
  private static final long BEFORE = 240 * SECOND;

  private static final long BEHIND = 60 * SECOND;

  private final Range minutes;
  private final Range gap;
  private final Template name;
  private final Template user;
  private final Template account;
  private final long from;
  private final long to;
  private final long seed;
  private final List<Job> jobs = new ArrayList<>();

  private JobPlan(SimulateOptions options, Library library) {
    minutes = library.jobMinutes();
    gap = library.jobGapSeconds();
    name = library.vocabulary().compile("{model}");
    user = library.vocabulary().compile("{user}");
    account = library.vocabulary().compile("{account}");
    from = options.startMicros();
    to = options.endMicros();
    seed = options.seed();
  }

  static List<Job> of(
      SimulateOptions options, Library library, List<List<Node>> groups, List<Placement> faults) {
    JobPlan plan = new JobPlan(options, library);
    for (int i = 0; i < groups.size(); i++) {
      List<Node> group = groups.get(i);
      List<Placement> here =
          faults.stream()
              .filter(fault -> fault.nodes().stream().anyMatch(group::contains))
              .toList();
      plan.fill(group, here, Dice.of(options.seed(), "jobs", i));
    }
    return plan.numbered();
  }

  private void fill(List<Node> group, List<Placement> faults, Dice dice) {
    long start = from + dice.between(10, 90) * SECOND;
    while (start < to) {
      long planned = start + (long) (minutes.draw(dice) * 60 * SECOND);
      for (Placement fault : faults) {
        if (fault.start() - BEFORE < planned && planned < fault.end() + BEHIND) {
          planned = fault.end() + BEHIND;
        }
      }
      Job job = job(group, faults, start, planned, dice);
      jobs.add(job);
      start = job.end() + gap.drawMicros(dice);
      for (Placement fault : faults) {
        // Nothing starts on a node that is down, and it takes a moment when it is back.
        if (fault.downFrom() <= start && start - BEHIND < fault.downTo()) {
          start = fault.downTo() == Long.MAX_VALUE ? to : fault.downTo() + BEHIND;
        }
      }
    }
  }

  private Job job(List<Node> group, List<Placement> faults, long start, long planned, Dice dice) {
    Placement killer =
        faults.stream()
            .filter(fault -> !fault.family().spec().jobState().isEmpty())
            .filter(fault -> start <= fault.start() && fault.start() < planned)
            .findFirst()
            .orElse(null);
    long progressEnd = killer == null ? planned : killer.start();
    long end = planned;
    String state = "COMPLETED";
    if (killer != null) {
      double lines =
          killer.family().lines().stream().mapToDouble(Family.Said::longest).max().orElse(0);
      end = killer.start() + (long) (lines * SECOND) + dice.between(2, 20) * SECOND;
      state = killer.family().spec().jobState();
    }
    if (end >= to) {
      end = to;
      state = "RUNNING";
    }
    Scene scene = new Scene();
    scene.dice = dice;
    scene.node = group.get(0);
    int epochs = (int) Math.max(2, (planned - start) / (dice.between(150, 420) * SECOND));
    return new Job(
        0,
        0,
        name.text(scene),
        user.text(scene),
        account.text(scene),
        group,
        start,
        Math.min(progressEnd, end),
        end,
        planned,
        state,
        epochs);
  }

  private List<Job> numbered() {
    jobs.sort(
        Comparator.comparingLong(Job::start).thenComparing(job -> job.nodes().get(0).number()));
    Dice dice = Dice.of(seed, "job ids", 0);
    long id = FIRST_ID;
    List<Job> all = new ArrayList<>();
    for (Job j : jobs) {
      id += dice.between(1, 9);
      all.add(
          new Job(
              all.size(),
              id,
              j.name(),
              j.user(),
              j.account(),
              j.nodes(),
              j.start(),
              j.progressEnd(),
              j.end(),
              j.plannedEnd(),
              j.state(),
              j.epochs()));
    }
    return List.copyOf(all);
  }
}
