package dev.faultline.simulate;

import dev.faultline.simulate.WriterSpec.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** All of {@code conf/simulate}, compiled. */
public final class Library {

  /**
   * A kind of log, compiled.
   *
   * @param spec as it was read
   * @param path template of its files
   * @param frames channel to a template around its messages
   */
  record Log(LogSpec spec, Template path, SortedMap<String, Template> frames) {}

  /**
   * A message, compiled.
   *
   * @param spec as it was read
   * @param writer who writes it
   * @param text template
   * @param then template of what follows; null if nothing does
   * @param pid template of the writer's process id; null if it has none
   * @param after how long behind its moment
   */
  record Spoken(
      Message spec, WriterSpec writer, Template text, Template then, Template pid, Range after) {}

  /**
   * The messages of ordinary times in one log and channel.
   *
   * @param messages in the order of the files
   * @param choice draws one
   */
  record Pool(List<Spoken> messages, Choice choice) {}

  private final SimulateSpec spec;
  private final Vocabulary vocabulary;
  private final List<Log> logs;
  private final List<Spoken> messages;
  private final List<Family> families;
  private final Template host;
  private final Template metricsPath;
  private final Template metricsRow;

  private Library(SimulateSpec spec) {
    this.spec = spec;
    String night = spec.place() + "/night.yaml";
    vocabulary =
        at(spec.place() + "/words.yaml", () -> new Vocabulary(spec.words(), spec.night().facts()));
    host = at(night, () -> vocabulary.compile(spec.night().host()));
    metricsPath = at(night, () -> vocabulary.compile(spec.night().metrics().path()));
    metricsRow = at(night, () -> vocabulary.compile(spec.night().metrics().row()));
    at(night, () -> new Range[] {uptimeHours(), jobMinutes(), jobGapSeconds()});
    logs = each(spec.logs(), this::log);
    checkChannels();
    messages = each(spec.writers(), this::spoken).stream().flatMap(List::stream).toList();
    families = each(spec.faults(), this::family);
  }

  /**
   * Compiles what was read.
   *
   * @throws SimulateException naming the file, and what is wrong
   */
  public static Library of(SimulateSpec spec) {
    return new Library(spec);
  }

  private interface Step<T> {
    T run();
  }

  private static <T> T at(String place, Step<T> step) {
    try {
      return step.run();
    } catch (IllegalArgumentException e) {
      throw new SimulateException(place + ": " + e.getMessage() + ".", e);
    }
  }

  private static <S, T> List<T> each(SortedMap<String, S> files, Function<S, T> compile) {
    List<T> all = new ArrayList<>();
    files.forEach((place, file) -> all.add(at(place, () -> compile.apply(file))));
    return List.copyOf(all);
  }

  private Log log(LogSpec log) {
    SortedMap<String, Template> frames = new TreeMap<>();
    log.frames().forEach((channel, frame) -> frames.put(channel, vocabulary.compile(frame)));
    return new Log(log, vocabulary.compile(log.path()), frames);
  }

  private void checkChannels() {
    Map<String, Boolean> ofNodes = new TreeMap<>();
    spec.logs()
        .forEach(
            (place, log) ->
                log.frames()
                    .keySet()
                    .forEach(
                        channel -> {
                          boolean ofNode = log.per().equals(LogSpec.NODE);
                          Boolean other = ofNodes.putIfAbsent(channel, ofNode);
                          if (other != null && other != ofNode) {
                            throw new SimulateException(
                                place
                                    + ": the channel '"
                                    + channel
                                    + "' is that of a node in one log and not in another.");
                          }
                        }));
    for (String channel : spec.night().shares().keySet()) {
      at(spec.place() + "/night.yaml", () -> known(channel));
    }
  }

  private String known(String channel) {
    TreeSet<String> channels = new TreeSet<>();
    logs.forEach(log -> channels.addAll(log.frames().keySet()));
    if (!channels.contains(channel)) {
      throw new IllegalArgumentException(
          "no log has the channel '" + channel + "'; known are " + channels);
    }
    return channel;
  }

  private List<Spoken> spoken(WriterSpec writer) {
    known(writer.channel());
    Template pid = writer.pid().isEmpty() ? null : vocabulary.compile(writer.pid());
    return writer.messages().stream()
        .map(
            message ->
                new Spoken(
                    message,
                    writer,
                    vocabulary.compile(message.text()),
                    message.then().isEmpty() ? null : vocabulary.compile(message.then()),
                    pid,
                    Range.of("after_seconds", message.afterSeconds())))
        .toList();
  }

  private Family family(FaultSpec fault) {
    fault.lines().forEach(line -> known(line.channel()));
    return Family.of(fault, vocabulary);
  }

  NightSpec night() {
    return spec.night();
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  List<Log> logs() {
    return logs;
  }

  List<Family> families() {
    return families;
  }

  Template host() {
    return host;
  }

  Template metricsPath() {
    return metricsPath;
  }

  Template metricsRow() {
    return metricsRow;
  }

  Range uptimeHours() {
    return Range.of("uptime_hours", night().uptimeHours());
  }

  Range jobMinutes() {
    return Range.of("job_minutes", night().jobMinutes());
  }

  Range jobGapSeconds() {
    return Range.of("job_gap_seconds", night().jobGapSeconds());
  }

  /** Who has the logs with this channel: a node, a job (or its ranks), or the cluster. */
  String ownerOf(String channel) {
    String per =
        logs.stream()
            .filter(log -> log.frames().containsKey(channel))
            .findFirst()
            .orElseThrow()
            .spec()
            .per();
    return per.equals(LogSpec.RANK) ? LogSpec.JOB : per;
  }

  /** Returns what is written in a log and channel at a moment, in the order of the files. */
  List<Spoken> spoken(Log log, String channel, String moment) {
    return messages.stream()
        .filter(m -> m.writer().channel().equals(channel) && m.spec().at().equals(moment))
        .filter(m -> m.writer().logs().isEmpty() || m.writer().logs().contains(log.spec().id()))
        .toList();
  }

  /** Returns what is written in a log and channel in ordinary times; null if nothing is. */
  Pool pool(Log log, String channel) {
    List<Spoken> any = spoken(log, channel, Message.ANY);
    if (any.isEmpty()) {
      return null;
    }
    double[] weights = new double[any.size()];
    for (int i = 0; i < weights.length; i++) {
      WriterSpec writer = any.get(i).writer();
      double all =
          any.stream().filter(m -> m.writer() == writer).mapToDouble(m -> m.spec().weight()).sum();
      weights[i] = writer.weight() * any.get(i).spec().weight() / all;
    }
    return new Pool(any, new Choice(weights));
  }
}
