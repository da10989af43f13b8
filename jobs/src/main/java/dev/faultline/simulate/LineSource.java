package dev.faultline.simulate;

import java.util.List;

/** Where the messages of a file come from: one after the other, in the order of time. */
abstract class LineSource {

  static final long DONE = Long.MAX_VALUE;

  private final String channel;
  private long next;

  LineSource(String channel) {
    this.channel = channel;
  }

  /** The channel of all its messages, which says how they are framed. */
  String channel() {
    return channel;
  }

  /** Time of the next message, or {@link #DONE}. */
  long next() {
    return next;
  }

  void next(long micros) {
    next = micros;
  }

  /** Writes the next message into the scene and goes on behind it. */
  abstract void write(Scene scene);

  /** What follows the message at once in the same scene; null if nothing does. */
  Template then() {
    return null;
  }

  /** Whether the message just written stands without a frame. */
  abstract boolean isRaw();

  /** The fault that the message just written is of; null for ordinary ones. */
  FaultLine fault() {
    return null;
  }

  /** Messages of faults. */
  static final class Faults extends LineSource {

    private static final long MOST_ORDINALS = 1 << 24;
    private static final long NAME = Dice.hash("text of fault lines");

    private final List<FaultLine> lines;
    private final Place place;
    private final long seed;
    private final Dice dice;
    private final long to;
    private int index;

    Faults(String channel, List<FaultLine> lines, Place place, long from, long to) {
      super(channel);
      this.lines = lines;
      this.place = place;
      seed = place.plan().options().seed();
      this.to = to;
      dice = Dice.of(seed, "", 0);
      while (index < lines.size() && lines.get(index).micros() < from) {
        index++;
      }
      goOn();
    }

    private void goOn() {
      boolean more = index < lines.size() && lines.get(index).micros() < to;
      next(more ? lines.get(index).micros() : DONE);
    }

    @Override
    void write(Scene scene) {
      FaultLine line = lines.get(index++);
      Incident incident = line.incident();
      FaultSpec.Line spec = line.said().spec();
      // The same message has the same text in each log that repeats it.
      long number = (incident.number() * 1000L + line.line()) * MOST_ORDINALS + line.ordinal();
      dice.begin(seed, NAME, number);
      boolean onHit = incident.nodes().contains(line.node());
      scene.dice = dice;
      scene.node = line.node();
      scene.bootMicros = place.bootBefore(line.micros());
      scene.job =
          line.job() == null && !incident.jobs().isEmpty() ? incident.jobs().get(0) : line.job();
      scene.rank = line.job() == null ? Math.max(0, incident.rank()) : line.rank();
      scene.epoch = 0;
      scene.incident = incident;
      scene.service = spec.service();
      scene.level = spec.level();
      scene.pid = NO_PID;
      scene.begin(line.micros(), onHit && line.job() == null ? incident.gpu() : null);
      line.said().text().write(scene.message, scene);
      goOn();
    }

    @Override
    boolean isRaw() {
      return lines.get(index - 1).said().spec().raw();
    }

    @Override
    FaultLine fault() {
      return lines.get(index - 1);
    }
  }

  static final byte[] NO_PID = {};
}
