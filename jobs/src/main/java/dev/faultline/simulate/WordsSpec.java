package dev.faultline.simulate;

import java.util.List;
import java.util.Map;

/**
 * Words that templates draw from; {@code conf/simulate/words.yaml}. The first of a list is drawn
 * most often, the n-th an n-th as often, so that shapes of messages have a long tail.
 *
 * @param lists name to words; a word is a template itself
 */
public record WordsSpec(Map<String, List<String>> lists) {

  /** Fills in what was left out. */
  public WordsSpec {
    lists = lists == null ? Map.of() : Map.copyOf(lists);
  }
}
