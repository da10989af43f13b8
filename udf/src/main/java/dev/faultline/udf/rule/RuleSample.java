package dev.faultline.udf.rule;

import java.io.Serializable;
import java.util.Map;

/**
 * A message that a rule must recognise after it went through the mask.
 *
 * @param message the message, without the line's header
 * @param detail the last line of the stack trace that follows it, or null
 * @param code what the rule's code must be; null for none
 * @param values the values that must be read, by name
 */
public record RuleSample(String message, String detail, String code, Map<String, String> values)
    implements Serializable {

  /** Fills in what was left out. */
  public RuleSample {
    values = values == null ? Map.of() : Map.copyOf(values);
  }
}
