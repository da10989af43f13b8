package dev.faultline.gpu;

import dev.faultline.gpu.PlanLine.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code com.nvidia.spark.rapids.ExplainPlan} writes of a plan: a line for each operator
 * and expression, those that belong to it indented below.
 */
final class PlanText {

  /** {@code #} marks what RAPIDS takes out of the plan, as a sort before a join that needs none. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?s) *([*^!@#])(Exec|Expression|Partitioning|Scan|Output|Part|)[ ]?<([^ >]+)> ?(.*)");

  private static final Pattern SAID =
      Pattern.compile(
          "(?s)(.*?)(?:will run on GPU via CPU bridge|cannot run on GPU|could run on GPU|will run on GPU"
              + "|but is going to be removed)(?: (?:but|because) (.*))?");

  /** Columns and constants: RAPIDS names them only where they are not on the GPU. */
  private static final Set<String> NO_WORK = Set.of("AttributeReference", "Literal");

  private PlanText() {}

  /**
   * Reads the plan of a query.
   *
   * @param text what the planner said, of all parts
   * @throws IllegalArgumentException if it is no such text
   */
  static List<PlanLine> read(String text) {
    List<PlanLine> lines = new ArrayList<>();
    for (String line : joined(text)) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("RAPIDS wrote what this does not know: " + line);
      }
      String name = matcher.group(3);
      if (matcher.group(1).equals("#") || NO_WORK.contains(name)) {
        continue;
      }
      Matcher said = SAID.matcher(matcher.group(4));
      boolean known = said.matches();
      lines.add(
          new PlanLine(
              Verdict.of(matcher.group(1).charAt(0)),
              matcher.group(2).equals("Exec") || name.endsWith("Exec"),
              name,
              known ? said.group(1).strip() : matcher.group(4),
              known && said.group(2) != null ? said.group(2) : ""));
    }
    return lines;
  }

  /** An expression may hold line feeds: what begins like no line belongs to the one before. */
  private static List<String> joined(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (LINE.matcher(line).matches() || lines.isEmpty()) {
        if (!line.isBlank()) {
          lines.add(line);
        }
      } else if (!line.isBlank()) {
        int last = lines.size() - 1;
        lines.set(last, lines.get(last) + "\\n" + line);
      }
    }
    return lines;
  }
}
