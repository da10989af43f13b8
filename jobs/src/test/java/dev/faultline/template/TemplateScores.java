package dev.faultline.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well mined templates agree with the true ones, by the measures that papers on log parsing
 * use.
 *
 * <p>A <em>group</em> is the set of lines of one template. A mined group is right if it is a true
 * group, line by line. Texts are compared behind {@link #normalized}.
 *
 * @param groupingAccuracy GA: share of lines in right groups
 * @param groupF1 FGA: harmonic mean of right groups among the mined and among the true ones
 * @param parsingAccuracy PA: share of lines whose template has the true text
 * @param templateF1 FTA: as FGA, where a group also needs the true text
 */
record TemplateScores(
    double groupingAccuracy, double groupF1, double parsingAccuracy, double templateF1) {

  private static final String TYPED = "<(NUM|IP|HEX|PATH|UUID|TIME)>";

  /** A wildcard, one of the characters by which the mask joins values or none, and a wildcard. */
  private static final String JOINED = "<\\*>[-.:,/@]?<\\*>";

  /**
   * Compares line by line.
   *
   * @param mined template of each line
   * @param truth true template of each line
   */
  static TemplateScores of(List<String> mined, List<String> truth) {
    Map<String, Set<Integer>> minedGroups = groups(mined);
    Map<String, Set<Integer>> trueGroups = groups(truth);
    int lines = truth.size();
    int linesInRightGroups = 0;
    int rightGroups = 0;
    int rightTemplates = 0;
    for (Map.Entry<String, Set<Integer>> group : minedGroups.entrySet()) {
      String trueTemplate = truth.get(group.getValue().iterator().next());
      if (trueGroups.get(trueTemplate).equals(group.getValue())) {
        rightGroups++;
        linesInRightGroups += group.getValue().size();
        rightTemplates += normalized(group.getKey()).equals(normalized(trueTemplate)) ? 1 : 0;
      }
    }
    int rightTexts = 0;
    for (int i = 0; i < lines; i++) {
      rightTexts += normalized(mined.get(i)).equals(normalized(truth.get(i))) ? 1 : 0;
    }
    double groups = minedGroups.size() + trueGroups.size();
    return new TemplateScores(
        (double) linesInRightGroups / lines,
        2 * rightGroups / groups,
        (double) rightTexts / lines,
        2 * rightTemplates / groups);
  }

  /** Returns the mean of each score. */
  static TemplateScores mean(Iterable<TemplateScores> all) {
    double[] sums = new double[4];
    int n = 0;
    for (TemplateScores one : all) {
      sums[0] += one.groupingAccuracy;
      sums[1] += one.groupF1;
      sums[2] += one.parsingAccuracy;
      sums[3] += one.templateF1;
      n++;
    }
    return new TemplateScores(sums[0] / n, sums[1] / n, sums[2] / n, sums[3] / n);
  }

  /**
   * Makes templates comparable: typed wildcards count as {@code <*>}, wildcards with nothing or one
   * of {@code - . : , / @} between them as one, runs of white space as a space.
   */
  static String normalized(String template) {
    String text = template.replaceAll(TYPED, "<*>").replaceAll("\\s+", " ").strip();
    for (String before = ""; !before.equals(text); ) {
      before = text;
      text = text.replaceAll(JOINED, "<*>");
    }
    return text;
  }

  private static Map<String, Set<Integer>> groups(List<String> templates) {
    Map<String, Set<Integer>> groups = new HashMap<>();
    for (int i = 0; i < templates.size(); i++) {
      groups.computeIfAbsent(templates.get(i), template -> new HashSet<>()).add(i);
    }
    return groups;
  }
}
