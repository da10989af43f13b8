package dev.faultline.simulate;

import java.util.List;
import java.util.Map;

/**
 * A kind of log file; a file in {@code conf/simulate/logs}.
 *
 * @param id name, unique
 * @param per what has such a file: each {@code node}, each {@code job}, each {@code rank} of a job,
 *     or the whole {@code cluster}
 * @param only which nodes or jobs have it: {@code y} or {@code n} for each in turn, from the first
 *     on again behind the last
 * @param path template of the file's path, below the folder of logs
 * @param frames channel to a template: how a message of that channel becomes a line of this log. A
 *     log holds the messages of the channels that stand here
 * @param bootLines whether the log begins with the lines of the node's last start
 * @param rotated how the older parts are stored, the oldest first: {@code plain}, {@code gz} or
 *     {@code bz2}
 * @param brokenPerMillion how many background lines are cut, glued to the next or mixed with it
 */
public record LogSpec(
    String id,
    String per,
    String only,
    String path,
    Map<String, String> frames,
    boolean bootLines,
    List<String> rotated,
    int brokenPerMillion) {

  static final String NODE = "node";
  static final String JOB = "job";
  static final String RANK = "rank";
  static final String CLUSTER = "cluster";

  private static final List<String> OWNERS = List.of(NODE, JOB, RANK, CLUSTER);
  private static final List<String> STORED = List.of("plain", "gz", "bz2");

  /** Fills in what was left out. */
  public LogSpec {
    NightSpec.require(id, "id");
    NightSpec.require(path, "path");
    NightSpec.require(frames, "frames");
    only = only == null ? "y" : only;
    frames = Map.copyOf(frames);
    rotated = rotated == null ? List.of() : List.copyOf(rotated);
    if (!OWNERS.contains(per)) {
      throw new IllegalArgumentException("per '" + per + "' must be one of " + OWNERS);
    }
    if (!only.matches("[yn]+")) {
      throw new IllegalArgumentException("only '" + only + "' must be of the letters y and n");
    }
    if (!STORED.containsAll(rotated)) {
      throw new IllegalArgumentException("rotated " + rotated + " must be of " + STORED);
    }
  }

  /** Whether the n-th node or job has it. */
  boolean isOf(int number) {
    return only.charAt(number % only.length()) == 'y';
  }
}
