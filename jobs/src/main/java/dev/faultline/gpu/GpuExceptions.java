package dev.faultline.gpu;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What may stay on the CPU.
 *
 * @param exceptions each with the reason
 */
public record GpuExceptions(List<Entry> exceptions) {

  /** Takes a missing list for an empty one. */
  public GpuExceptions {
    exceptions = exceptions == null ? List.of() : List.copyOf(exceptions);
  }

  /**
   * An operator that may.
   *
   * @param name for the output
   * @param operator regular expression for the whole class name of an operator, or of its scan
   * @param reason why, in a sentence
   */
  public record Entry(String name, String operator, String reason) {

    /**
     * Checks that nothing is missing.
     *
     * @throws IllegalArgumentException saying what to add or change
     */
    public Entry {
      if (isBlank(name) || isBlank(operator) || isBlank(reason)) {
        throw new IllegalArgumentException(
            "an exception needs name, operator and reason; '" + name + "' lacks one.");
      }
      try {
        Pattern.compile(operator);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "the operator of '" + name + "' is no regular expression: " + e.getDescription() + ".",
            e);
      }
    }

    private static boolean isBlank(String text) {
      return text == null || text.isBlank();
    }
  }

  /** Returns the exception that an operator is, if it is one. */
  Optional<Entry> of(String operator) {
    return exceptions.stream().filter(entry -> operator.matches(entry.operator())).findFirst();
  }
}
