package dev.faultline.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * A file of the night, or one part of it where it was rotated.
 *
 * @param log what kind of log
 * @param place who writes it
 * @param path below the folder of the night, with the suffixes of its rotation
 * @param stored {@code plain}, {@code gz} or {@code bz2}
 * @param from its first moment, in microseconds since 1970
 * @param to behind its last moment
 */
record LogFile(Library.Log log, Place place, String path, String stored, long from, long to) {

  /** Returns all files of a night. */
  static List<LogFile> all(Library library, Plan plan) {
    List<LogFile> files = new ArrayList<>();
    for (Library.Log log : library.logs()) {
      LogSpec spec = log.spec();
      switch (spec.per()) {
        case LogSpec.NODE ->
            plan.nodes().stream()
                .filter(node -> spec.isOf(node.number()))
                .forEach(node -> add(files, log, Place.of(plan, node)));
        case LogSpec.JOB ->
            plan.jobs().stream()
                .filter(job -> spec.isOf(job.number()))
                .forEach(job -> add(files, log, Place.of(plan, job, -1)));
        case LogSpec.RANK ->
            plan.jobs().stream()
                .filter(job -> spec.isOf(job.number()))
                .forEach(
                    job -> {
                      for (int rank = 0; rank < job.worldSize(); rank++) {
                        add(files, log, Place.of(plan, job, rank));
                      }
                    });
        default -> add(files, log, Place.ofCluster(plan));
      }
    }
    return List.copyOf(files);
  }

  private static void add(List<LogFile> files, Library.Log log, Place place) {
    SimulateOptions options = place.plan().options();
    Scene scene = new Scene();
    scene.node = place.node();
    scene.job = place.job();
    scene.rank = Math.max(0, place.rank());
    scene.begin(options.endMicros(), null);
    String path = "logs/" + log.path().text(scene);
    long from = options.startMicros();
    if (log.spec().bootLines()) {
      from = Math.max(from, place.bootBefore(options.endMicros()));
    }
    List<String> rotated = log.spec().rotated();
    int parts = rotated.size() + 1;
    long chunks = (options.endMicros() - from) / Background.CHUNK;
    for (int part = 0; part < parts; part++) {
      String stored = part < rotated.size() ? rotated.get(part) : "plain";
      // Parts end where chunks do, so that nothing is said twice.
      long end =
          part == parts - 1
              ? options.endMicros()
              : options.startMicros() + chunks * (part + 1) / parts * Background.CHUNK;
      String number = part == parts - 1 ? "" : "." + (parts - 1 - part);
      String suffix = stored.equals("plain") ? "" : "." + stored;
      files.add(new LogFile(log, place, path + number + suffix, stored, from, end));
      from = end;
    }
  }

  /** How many hours of the night it covers, for which its place writes. */
  double hours() {
    long first = from;
    long last = to;
    if (place.job() != null) {
      first = Math.max(first, place.job().start());
      last = Math.min(last, place.job().progressEnd());
    }
    return Math.max(0, last - first) / 3.6e9;
  }
}
