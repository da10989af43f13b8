package dev.faultline.simulate;

import java.util.List;

/**
 * A program that writes messages in ordinary times; a file in {@code conf/simulate/messages}.
 *
 * @param id name, unique
 * @param channel where it writes to
 * @param logs only in these logs of the channel; empty: in all
 * @param service name by which syslog calls it
 * @param pid template of its process id; empty: it writes none
 * @param weight how often it writes, in proportion to the other writers of the channel
 * @param messages what it writes
 */
public record WriterSpec(
    String id,
    String channel,
    List<String> logs,
    String service,
    String pid,
    double weight,
    List<Message> messages) {

  /**
   * A message.
   *
   * @param text template; further lines of it belong to the first
   * @param then template of a second message that follows at once
   * @param weight how often it is written, in proportion to the others of the writer (1)
   * @param level its level (INFO)
   * @param raw whether it stands in the log as it is, without the log's frame
   * @param at when it is written: {@code any} time, at each {@code boot} of a node, at {@code
   *     start} and {@code end} of a job, or at the end of each {@code epoch} of one
   * @param afterSeconds range: how long after that
   */
  public record Message(
      String text,
      String then,
      double weight,
      String level,
      boolean raw,
      String at,
      String afterSeconds) {

    static final String ANY = "any";
    static final String BOOT = "boot";
    static final String START = "start";
    static final String END = "end";
    static final String EPOCH = "epoch";

    private static final List<String> MOMENTS = List.of(ANY, BOOT, START, END, EPOCH);

    /** Fills in what was left out. */
    public Message {
      NightSpec.require(text, "messages[].text");
      then = then == null ? "" : then;
      weight = weight == 0 ? 1 : weight;
      level = level == null ? "INFO" : level;
      at = at == null ? ANY : at;
      afterSeconds = afterSeconds == null ? "0" : afterSeconds;
      if (!MOMENTS.contains(at)) {
        throw new IllegalArgumentException("at '" + at + "' must be one of " + MOMENTS);
      }
      if (!(weight > 0)) {
        throw new IllegalArgumentException("weight must be positive");
      }
    }
  }

  /** Fills in what was left out. */
  public WriterSpec {
    NightSpec.require(id, "id");
    NightSpec.require(channel, "channel");
    NightSpec.require(messages, "messages");
    logs = logs == null ? List.of() : List.copyOf(logs);
    service = service == null ? id : service;
    pid = pid == null ? "" : pid;
    weight = weight == 0 ? 1 : weight;
    messages = List.copyOf(messages);
    if (!(weight > 0)) {
      throw new IllegalArgumentException("weight must be positive");
    }
  }
}
