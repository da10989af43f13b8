package dev.faultline.simulate;

import dev.faultline.simulate.WriterSpec.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Messages of certain moments: starts of a machine, start, epochs and end of a job. */
final class Moments extends LineSource {

  private static final long SECOND = 1_000_000L;

  /** One moment has fewer messages than that. */
  private static final long EACH = 1000;

  private record Moment(long micros, int epoch, Library.Spoken message, long number) {}

  private final List<Moment> moments = new ArrayList<>();
  private final Place place;
  private final Dice dice;
  private final long name;
  private int index;

  /**
   * Begins.
   *
   * @param lastBoot whether the last start before the night counts, too
   */
  Moments(
      String channel,
      Library library,
      Library.Log log,
      Place place,
      boolean lastBoot,
      long from,
      long to) {
    super(channel);
    this.place = place;
    name = Dice.hash("moments " + channel + "/" + place.number());
    dice = Dice.of(place.plan().options().seed(), name, -1);
    if (place.job() == null) {
      long[] boots = place.boots();
      for (int i = 0; i < boots.length; i++) {
        boolean wanted = lastBoot ? i == boots.length - 1 : i > 0;
        if (wanted && (lastBoot || from <= boots[i] && boots[i] < to)) {
          // Each log of a node says the same of a start.
          dice.begin(place.plan().options().seed(), name, boots[i]);
          add(library.spoken(log, channel, Message.BOOT), boots[i], 0, boots[i]);
        }
      }
    } else {
      ofJob(library, log, channel);
    }
    moments.sort(Comparator.comparingLong(Moment::micros).thenComparing(Moment::number));
    goOn();
  }

  private void ofJob(Library library, Library.Log log, String channel) {
    Job job = place.job();
    add(library.spoken(log, channel, Message.START), job.start(), 0, 0);
    List<Library.Spoken> ofEpochs = library.spoken(log, channel, Message.EPOCH);
    for (int epoch = 1; epoch <= job.epochs(); epoch++) {
      add(ofEpochs, job.epochEnd(epoch), epoch, epoch * EACH);
    }
    if (job.state().equals("COMPLETED")) {
      add(library.spoken(log, channel, Message.END), job.end(), 0, -EACH);
    }
    moments.removeIf(
        moment -> moment.micros() > job.end() || moment.epoch() > 0 && isLate(moment.micros()));
  }

  private boolean isLate(long micros) {
    return micros > place.job().progressEnd() || !place.isWriting(Math.max(micros - 1, 0));
  }

  private void add(List<Library.Spoken> messages, long micros, int epoch, long number) {
    int before = moments.size();
    long at = micros;
    for (Library.Spoken message : messages) {
      at += (long) (message.after().draw(dice) * SECOND);
      long time = epoch > 0 ? Math.min(at, micros) : at;
      moments.add(new Moment(time, epoch, message, number + moments.size() - before));
    }
  }

  private void goOn() {
    next(index < moments.size() ? moments.get(index).micros() : DONE);
  }

  @Override
  void write(Scene scene) {
    Moment moment = moments.get(index++);
    dice.begin(place.plan().options().seed(), name, moment.number());
    scene.dice = dice;
    Background.set(scene, place, moment.message(), moment.micros());
    scene.epoch = moment.epoch();
    if (place.job() != null && place.rank() < 0) {
      scene.rank = 0;
      scene.node = place.job().node(0);
    }
    moment.message().text().write(scene.message, scene);
    goOn();
  }

  @Override
  Template then() {
    return moments.get(index - 1).message().then();
  }

  @Override
  boolean isRaw() {
    return moments.get(index - 1).message().spec().raw();
  }
}
