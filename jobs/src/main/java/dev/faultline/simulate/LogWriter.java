package dev.faultline.simulate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes one file: all messages of its channels in the order of time, and some of them broken. */
final class LogWriter {

  private static final int FLUSH = 1 << 16;
  private static final int MILLION = 1_000_000;

  /** Shorter lines stay whole: half of one could be taken for another. */
  private static final int LEAST_BROKEN = 40;

  private final LogFile file;
  private final List<LineSource> sources;
  private final Scene scene = new Scene();
  private final Bytes out = new Bytes(FLUSH + (1 << 12));
  private final Bytes line = new Bytes(1024);
  private final Bytes pending = new Bytes(1024);
  private final Dice damage;
  private final List<Label> labels = new ArrayList<>();
  private long lines;
  private long bytes;
  private int counted;

  private LogWriter(LogFile file, List<LineSource> sources) {
    this.file = file;
    this.sources = sources;
    damage = Dice.of(file.place().plan().options().seed(), file.path(), 0);
  }

  /**
   * Writes a file.
   *
   * @param rates messages an hour by channel
   * @param to where to; it stays open
   */
  static Written write(
      LogFile file, Library library, FaultLines faults, Map<String, Double> rates, OutputStream to)
      throws IOException {
    return new LogWriter(file, sources(file, library, faults, rates)).write(to);
  }

  private static List<LineSource> sources(
      LogFile file, Library library, FaultLines faults, Map<String, Double> rates) {
    List<LineSource> sources = new ArrayList<>();
    Place place = file.place();
    for (String channel : file.log().frames().keySet()) {
      Library.Pool pool = library.pool(file.log(), channel);
      double rate = rates.getOrDefault(channel, 0.0);
      if (pool != null && rate > 0) {
        sources.add(new Background(channel, pool, place, rate, file.from(), file.to()));
      }
      boolean boot = file.log().spec().bootLines();
      sources.add(new Moments(channel, library, file.log(), place, boot, file.from(), file.to()));
      sources.add(
          new LineSource.Faults(
              channel, linesOf(file, channel, faults), place, file.from(), file.to()));
    }
    return sources;
  }

  private static List<FaultLine> linesOf(LogFile file, String channel, FaultLines faults) {
    Place place = file.place();
    return switch (file.log().spec().per()) {
      case LogSpec.NODE -> faults.ofNode(channel, place.node());
      case LogSpec.JOB -> faults.ofJob(channel, place.job());
      case LogSpec.RANK ->
          faults.ofJob(channel, place.job()).stream()
              .filter(line -> line.rank() == place.rank())
              .toList();
      default -> faults.ofCluster(channel);
    };
  }

  private Written write(OutputStream to) throws IOException {
    LineSource source = first();
    while (source != null) {
      line.cut(0);
      source.write(scene);
      Template frame = source.isRaw() ? null : file.log().frames().get(source.channel());
      frame(line, scene, frame, source.then());
      FaultLine fault = source.fault();
      LineSource following = first();
      if (fault != null) {
        labels.add(new Label(file.path(), lines + 1, fault));
        out.add(line);
      } else {
        addOrBreak(source, following);
      }
      count(to, false);
      source = following;
    }
    count(to, true);
    return new Written(file.path(), lines, bytes, List.copyOf(labels));
  }

  /** Adds a message as a line, or as several if another one follows it at once. */
  static void frame(Bytes line, Scene scene, Template frame, Template then) {
    add(line, scene, frame);
    if (then != null) {
      scene.message.cut(0);
      then.write(scene.message, scene);
      add(line, scene, frame);
    }
  }

  private static void add(Bytes line, Scene scene, Template frame) {
    if (frame == null) {
      line.add(scene.message);
    } else {
      frame.write(line, scene);
    }
    line.add('\n');
  }

  /** Background lines only are broken, so that the truth about faults stays exact. */
  private void addOrBreak(LineSource source, LineSource following) {
    int ratio = file.log().spec().brokenPerMillion();
    boolean breaks =
        ratio > 0
            && pending.length() == 0
            && line.length() > LEAST_BROKEN
            && source instanceof Background
            && following instanceof Background
            && damage.below(MILLION) < ratio;
    int middle = breaks ? line.length() / 4 + damage.below(line.length() / 2) : 0;
    switch (breaks ? damage.below(3) : -1) {
      case 0 -> { // The rest is lost, as when the disk was full for a moment.
        out.add(line, 0, middle);
        out.add('\n');
      }
      case 1 -> out.add(line, 0, line.length() - 1); // The next line is glued to it.
      case 2 -> { // Another writer comes between; the rest follows behind its line.
        out.add(line, 0, middle);
        pending.add(line, middle, line.length());
      }
      default -> {
        out.add(line);
        out.add(pending);
        pending.cut(0);
      }
    }
  }

  private void count(OutputStream to, boolean last) throws IOException {
    lines += out.lineEnds(counted);
    counted = out.length();
    if (last || counted >= FLUSH) {
      bytes += counted;
      out.moveTo(to);
      counted = 0;
    }
  }

  private LineSource first() {
    LineSource first = null;
    for (LineSource source : sources) {
      if (source.next() != LineSource.DONE && (first == null || source.next() < first.next())) {
        first = source;
      }
    }
    return first;
  }
}
