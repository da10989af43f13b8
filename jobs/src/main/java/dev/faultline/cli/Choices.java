package dev.faultline.cli;

import dev.faultline.ingest.NearestName;
import java.util.List;

/** What is said to somebody who chose what cannot be chosen. */
final class Choices {

  private Choices() {}

  /**
   * Returns one sentence with all choices, and with the one that may be meant.
   *
   * @param option the option as the user writes it
   * @param allowed at least two
   */
  static String wrong(String option, String value, List<String> allowed) {
    int last = allowed.size() - 1;
    String nearest = NearestName.of(value, allowed);
    return option
        + " is '"
        + value
        + "', must be "
        + String.join(", ", allowed.subList(0, last))
        + " or "
        + allowed.get(last)
        + (nearest == null ? "." : "; did you mean " + nearest + "?");
  }
}
