package dev.faultline.udf.rule;

import java.io.Serializable;
import java.util.List;

/**
 * A kind of error by which records are counted, and what to do about it.
 *
 * @param id short name, unique among categories: lower-case letters, digits and {@code _}
 * @param title what people call it
 * @param priority of several categories that match an error, the one with the lowest number is its
 *     primary one
 * @param pattern Java regex found in the lower-case shape, for RAPIDS too (no look-around, no
 *     {@code (?i)}); empty for a category that only causes lead to
 * @param primaryPattern what must be found for it to be the primary one, where {@code pattern} is
 *     too much: an error of the host {@code gpu-3} mentions a GPU and is none of it; empty for
 *     {@code pattern}
 * @param with words in lower case of which a message must hold one to count, unless its record is
 *     an error; empty if it needs none
 * @param recommendations what to look into, sentences
 * @param actions what to do first, sentences
 * @param matches messages that the pattern must be found in
 * @param mentions messages that the pattern must be found in, and the primary pattern must not
 * @param rejects messages that it must not be found in
 */
public record CategorySpec(
    String id,
    String title,
    int priority,
    String pattern,
    String primaryPattern,
    List<String> with,
    List<String> recommendations,
    List<String> actions,
    List<String> matches,
    List<String> mentions,
    List<String> rejects)
    implements Serializable {

  /** Category of an error that no other one matches. It has no file. */
  public static final String OTHER = "other";

  /** Fills in what was left out. */
  public CategorySpec {
    id = id == null ? "" : id;
    title = title == null ? "" : title;
    pattern = pattern == null ? "" : pattern;
    primaryPattern = primaryPattern == null ? "" : primaryPattern;
    with = with == null ? List.of() : List.copyOf(with);
    recommendations = recommendations == null ? List.of() : List.copyOf(recommendations);
    actions = actions == null ? List.of() : List.copyOf(actions);
    matches = matches == null ? List.of() : List.copyOf(matches);
    mentions = mentions == null ? List.of() : List.copyOf(mentions);
    rejects = rejects == null ? List.of() : List.copyOf(rejects);
  }

  /** Whether a message may match it without being an error of it first of all. */
  public boolean isPickier() {
    return !primaryPattern.isEmpty();
  }
}
