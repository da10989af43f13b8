package dev.faultline.simulate;

/** What a template can speak of while a line is written. One object serves a whole file. */
final class Scene {

  private static final long SECOND = 1_000_000L;

  final WallClock clock = new WallClock();
  final Bytes message = new Bytes(1024);

  Dice dice;
  long micros;
  Node node;
  long bootMicros;
  Job job;
  int rank;
  int epoch;
  Incident incident;
  String service = "";
  String level = "";
  byte[] pid = {};
  GpuState gpuState;

  private Node.Gpu gpu;
  private double progress;

  /**
   * Begins a line.
   *
   * @param at its time, in microseconds since 1970
   * @param gpuOfLine the GPU it is about; null: any of the node
   */
  void begin(long at, Node.Gpu gpuOfLine) {
    micros = at;
    gpu = gpuOfLine;
    clock.set(at);
    message.cut(0);
    progress = job == null ? 0 : job.progress(at);
  }

  /** The GPU that the line is about, always the same one within a line. */
  Node.Gpu gpu() {
    if (gpu == null) {
      gpu = job != null ? job.gpu(rank) : node.gpus().get(dice.below(node.gpus().size()));
    }
    return gpu;
  }

  long uptimeMicros() {
    return micros - bootMicros;
  }

  /** Which epoch the job is in, from 1. */
  int epochNow() {
    return epoch > 0 ? epoch : Math.min(job.epochs(), (int) (progress * job.epochs()) + 1);
  }

  /** Steps the job has made: one in 400 ms. */
  long step() {
    return (micros - job.start()) / (2 * SECOND / 5) + 1;
  }

  /** The training loss in units of 0.0001: it falls ever more slowly, with some noise. */
  long loss() {
    double level = 0.9 + 7.6 / (1 + 12 * progress) + 0.08 * (dice.unit() - 0.5);
    return (long) (level * 10_000);
  }

  /** The share of right answers in units of 0.0001. */
  long accuracy() {
    double level = 0.08 + 0.8 * (1 - 1 / (1 + 9 * progress)) + 0.01 * (dice.unit() - 0.5);
    return (long) (level * 10_000);
  }

  double progress() {
    return progress;
  }
}
