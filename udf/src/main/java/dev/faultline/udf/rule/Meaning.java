package dev.faultline.udf.rule;

import java.util.List;

/**
 * What a shape means.
 *
 * @param signal index of its signal in {@link Interpreter#signals()}, {@link RuleSet#NONE} for none
 * @param cause index of its cause in {@link Interpreter#causes()}, {@link RuleSet#NONE} for none
 * @param code what tells one such message from another, of the cause, else of the signal; or null
 * @param matchedAny ids of the categories that count a record of it, whatever its level
 * @param matchedError ids of the categories that count it if it is an error
 * @param category id of the category of an error, that of the cause, else the first that matches
 * @param severity how bad an error is: critical, high or medium
 */
public record Meaning(
    int signal,
    int cause,
    String code,
    List<String> matchedAny,
    List<String> matchedError,
    String category,
    String severity) {

  /** Returns whether a rule takes the shape, so that a report may ask for it whatever its level. */
  public boolean isKnown() {
    return signal != RuleSet.NONE || cause != RuleSet.NONE || !matchedAny.isEmpty();
  }
}
