package dev.faultline.udf.rule;

import java.io.Serializable;
import java.util.List;

/**
 * A condition on a shape in lower case: it contains at least one of the literals, and the pattern,
 * if there is one, is found in it. The literals are looked for first, as most shapes hold none.
 *
 * @param contains literals in lower case, at least one
 * @param pattern Java regex that RAPIDS can place too (no look-around, no {@code (?i)}); empty for
 *     none
 */
public record Condition(List<String> contains, String pattern) implements Serializable {

  /** Fills in what was left out. */
  public Condition {
    contains = contains == null ? List.of() : List.copyOf(contains);
    pattern = pattern == null ? "" : pattern;
  }
}
