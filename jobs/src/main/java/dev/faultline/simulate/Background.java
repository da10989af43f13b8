package dev.faultline.simulate;

/**
 * Messages of ordinary times. Time is cut into chunks; what a chunk says depends on the seed, the
 * channel, the place and the number of the chunk only, so that each log that repeats a channel, and
 * each part of a rotated file, says the same.
 */
final class Background extends LineSource {

  static final long CHUNK = 600_000_000L;

  /** So many lines at most in a chunk. */
  private static final long MOST = 1L << 32;

  private final Library.Pool pool;
  private final Place place;
  private final double linesPerChunk;
  private final long from;
  private final long to;
  private final long seed;
  private final long name;
  private final Dice times;
  private final Dice dice;
  private long chunk;
  private long count;
  private long index;
  private double step;
  private long number;
  private Library.Spoken last;

  /**
   * Begins.
   *
   * @param linesPerHour how many messages there are on average
   * @param from only messages of this time or later
   * @param to only messages before this time
   */
  Background(
      String channel, Library.Pool pool, Place place, double linesPerHour, long from, long to) {
    super(channel);
    this.pool = pool;
    this.place = place;
    this.from = from;
    this.to = to;
    linesPerChunk = linesPerHour * CHUNK / 3_600_000_000L;
    seed = place.plan().options().seed();
    name = Dice.hash(channel + "/" + place.number());
    times = Dice.of(seed, channel, 0);
    dice = Dice.of(seed, channel, 0);
    chunk = (from - place.plan().options().startMicros()) / CHUNK - 1;
    goOn();
  }

  private long chunkStart() {
    return place.plan().options().startMicros() + chunk * CHUNK;
  }

  private void beginChunk() {
    chunk++;
    index = 0;
    times.begin(seed, name, -1 - chunk);
    // A busy chunk has three times the lines of a calm one.
    double lines = linesPerChunk * (0.5 + times.unit());
    count = Math.min(MOST, (long) (lines + times.unit()));
    step = (double) CHUNK / Math.max(1, count);
  }

  private void goOn() {
    while (true) {
      while (index >= count) {
        beginChunk();
        if (chunkStart() >= to) {
          next(DONE);
          return;
        }
      }
      long micros = chunkStart() + (long) ((index + times.unit()) * step);
      number = chunk * MOST + index++;
      if (micros >= to) {
        next(DONE);
        return;
      }
      if (micros >= from && place.isWriting(micros)) {
        next(micros);
        return;
      }
    }
  }

  @Override
  void write(Scene scene) {
    dice.begin(seed, name, number);
    last = pool.messages().get(pool.choice().draw(dice));
    scene.dice = dice;
    set(scene, place, last, next());
    last.text().write(scene.message, scene);
    goOn();
  }

  /** Sets a scene for a message of a program. */
  static void set(Scene scene, Place place, Library.Spoken message, long micros) {
    scene.job = place.job();
    scene.rank = place.rankOf(scene.dice);
    scene.node = place.job() == null ? place.node() : place.job().node(scene.rank);
    scene.bootMicros = place.job() == null ? place.bootBefore(micros) : scene.node.bootMicros();
    scene.epoch = 0;
    scene.incident = null;
    scene.service = message.writer().service();
    scene.level = message.spec().level();
    scene.begin(micros, null);
    scene.pid = NO_PID;
    if (message.pid() != null) {
      message.pid().write(scene.message, scene);
      scene.pid = scene.message.toArray();
      scene.message.cut(0);
    }
  }

  @Override
  Template then() {
    return last.then();
  }

  @Override
  boolean isRaw() {
    return last.spec().raw();
  }
}
