package dev.faultline.simulate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many messages an hour a place writes in a channel, so that the night has its size. */
final class Rates {

  private static final int SAMPLES = 400;

  private Rates() {}

  /**
   * Returns messages an hour by channel.
   *
   * @param files of the night
   * @param otherBytes what else stands in them
   */
  static Map<String, Double> of(Library library, Plan plan, List<LogFile> files, long otherBytes) {
    long wanted = Math.max(0, plan.options().sizeBytes() - otherBytes);
    Map<String, Double> hourBytes = new TreeMap<>();
    Map<String, Double> lengths = new TreeMap<>();
    for (LogFile file : files) {
      for (String channel : file.log().frames().keySet()) {
        double length =
            lengths.computeIfAbsent(
                file.log().spec().id() + "/" + channel, k -> length(library, file, channel));
        hourBytes.merge(channel, length * file.hours(), Double::sum);
      }
    }
    double allShares = library.night().shares().values().stream().mapToDouble(s -> s).sum();
    Map<String, Double> rates = new TreeMap<>();
    library
        .night()
        .shares()
        .forEach(
            (channel, share) -> {
              double bytes = wanted * share / allShares;
              double perHour = hourBytes.getOrDefault(channel, 0.0);
              rates.put(channel, perHour == 0 ? 0.0 : bytes / perHour);
            });
    return rates;
  }

  /** Returns the mean length of a line, the frame and what follows at once included. */
  private static double length(Library library, LogFile file, String channel) {
    Library.Pool pool = library.pool(file.log(), channel);
    if (pool == null) {
      return 0;
    }
    Scene scene = new Scene();
    scene.dice = Dice.of(0, channel, 0);
    long micros = file.place().job() == null ? file.from() : file.place().job().start() + 1_000_000;
    Bytes out = new Bytes(1024);
    long bytes = 0;
    for (int i = 0; i < SAMPLES; i++) {
      Library.Spoken message = pool.messages().get(pool.choice().draw(scene.dice));
      Background.set(scene, file.place(), message, micros);
      message.text().write(scene.message, scene);
      out.cut(0);
      Template frame = file.log().frames().get(channel);
      LogWriter.frame(out, scene, message.spec().raw() ? null : frame, message.then());
      bytes += out.length();
    }
    return (double) bytes / SAMPLES;
  }
}
