package dev.faultline.gpu;

/**
 * What RAPIDS says of one part of a plan.
 *
 * @param verdict where it would run
 * @param isOperator whether it is an operator, not an expression, scan or partitioning of one
 * @param name class of the operator or expression: {@code FilterExec}, {@code RLike}
 * @param text the expression, empty for an operator
 * @param reason why it would not run on the GPU, or empty
 */
public record PlanLine(
    Verdict verdict, boolean isOperator, String name, String text, String reason) {

  /** Where a part of a plan would run. */
  public enum Verdict {
    /** On the GPU. */
    GPU('*'),
    /** On the CPU, its values carried there and back, within an operator that is on the GPU. */
    BRIDGE('^'),
    /** On the CPU. */
    CPU('!'),
    /** On the CPU, although the GPU could, as what it belongs to is there. */
    DRAGGED('@');

    private final char mark;

    Verdict(char mark) {
      this.mark = mark;
    }

    /** RAPIDS' mark for it. */
    public char mark() {
      return mark;
    }

    static Verdict of(char mark) {
      for (Verdict verdict : values()) {
        if (verdict.mark == mark) {
          return verdict;
        }
      }
      throw new IllegalArgumentException("RAPIDS has no mark " + mark);
    }
  }
}
