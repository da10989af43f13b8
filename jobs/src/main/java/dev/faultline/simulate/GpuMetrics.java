package dev.faultline.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The metrics of a node's GPUs as {@code nvidia-smi --query-gpu=… --format=csv} prints them. */
final class GpuMetrics {

  private static final long SECOND = 1_000_000L;
  private static final int FLUSH = 1 << 16;

  private final Library library;
  private final Plan plan;
  private final Place place;
  private final Scene scene = new Scene();
  private final GpuState state;
  private final List<Job> jobs;
  private final List<Incident> incidents;

  private GpuMetrics(Library library, Plan plan, Node node) {
    this.library = library;
    this.plan = plan;
    place = Place.of(plan, node);
    state = new GpuState(library.night().gpuMemoryMib());
    jobs = plan.jobs().stream().filter(job -> job.nodes().contains(node)).toList();
    incidents = plan.incidents().stream().filter(i -> i.nodes().contains(node)).toList();
  }

  /** Returns the path of a node's table. */
  static String path(Library library, Node node) {
    Scene scene = new Scene();
    scene.node = node;
    scene.begin(0, null);
    return library.metricsPath().text(scene);
  }

  /** Writes the table of a node; the stream stays open. */
  static Written write(Library library, Plan plan, Node node, OutputStream to) throws IOException {
    return new GpuMetrics(library, plan, node).write(path(library, node), to);
  }

  private Written write(String path, OutputStream to) throws IOException {
    NightSpec.Metrics spec = library.night().metrics();
    Bytes out = new Bytes(FLUSH + 4096);
    out.add(spec.header().getBytes(UTF_8));
    out.add('\n');
    long lines = 1;
    long bytes = 0;
    scene.dice = Dice.of(plan.options().seed(), path, 0);
    scene.gpuState = state;
    scene.node = place.node();
    long every = spec.everySeconds() * SECOND;
    long first = plan.options().startMicros() + scene.dice.between(0, every - 1);
    for (long micros = first; micros < plan.options().endMicros(); micros += every) {
      if (!place.isWriting(micros)) {
        continue;
      }
      for (Node.Gpu gpu : place.node().gpus()) {
        if (isThere(gpu, micros)) {
          draw(gpu, micros);
          // The tool asks one GPU after the other, some milliseconds each.
          scene.begin(micros + gpu.index() * 4000L, gpu);
          library.metricsRow().write(out, scene);
          out.add('\n');
          lines++;
        }
      }
      if (out.length() >= FLUSH) {
        bytes += out.length();
        out.moveTo(to);
      }
    }
    bytes += out.length();
    out.moveTo(to);
    return new Written(path, lines, bytes, List.of());
  }

  /** A GPU that is lost is gone until the node was started again. */
  private boolean isThere(Node.Gpu gpu, long micros) {
    long boot = place.bootBefore(micros);
    return incidents.stream()
        .filter(incident -> incident.family().spec().gpuLost() && gpu.equals(incident.gpu()))
        .noneMatch(incident -> boot < incident.start() && incident.start() <= micros);
  }

  private void draw(Node.Gpu gpu, long micros) {
    Job job = jobs.stream().filter(j -> j.runsAt(micros)).findFirst().orElse(null);
    state.draw(job != null, scene.dice);
    for (Incident incident : incidents) {
      FaultSpec spec = incident.family().spec();
      boolean ofGpu = incident.gpu() == null || gpu.equals(incident.gpu());
      long end = incident.start() + spec.metricsSeconds() * SECOND;
      if (ofGpu && incident.start() <= micros && micros < end) {
        Map<String, String> shown = new TreeMap<>(spec.metrics());
        shown.forEach(
            (metric, range) ->
                state.set(metric, Range.of("metrics." + metric, range).drawWhole(scene.dice)));
      }
    }
  }
}
