package dev.faultline.gpu;

import dev.faultline.gpu.PlanLine.Verdict;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Writes for people what is placed. */
public final class PlacementText {

  /** An expression can be as long as all formats together. */
  private static final int MOST_CHARACTERS = 300;

  private PlacementText() {}

  /**
   * Writes a line for each query, below it what is not placed and why, then the exceptions, and the
   * sums last.
   *
   * @param byQuery the placement of each query, by its name
   * @param placeOf file and line of the regular expression in an expression, if it has one
   */
  public static String of(
      Map<String, Placement> byQuery,
      GpuExceptions exceptions,
      Function<String, Optional<String>> placeOf) {
    StringBuilder text = new StringBuilder();
    int width = byQuery.keySet().stream().mapToInt(String::length).max().orElse(0);
    line(
        text,
        "%-" + Math.max(width, 5) + "s  %6s  %6s  %5s  %10s",
        "query",
        "on GPU",
        "bridge",
        "CPU",
        "exceptions");
    Placement sum = Placement.none();
    for (Map.Entry<String, Placement> query : byQuery.entrySet()) {
      Placement placement = query.getValue();
      line(
          text,
          "%-" + Math.max(width, 5) + "s  %,6d  %,6d  %,5d  %,10d",
          query.getKey(),
          placement.placed(),
          placement.counts().getOrDefault(Verdict.BRIDGE, 0),
          placement.counts().getOrDefault(Verdict.CPU, 0)
              + placement.counts().getOrDefault(Verdict.DRAGGED, 0),
          placement.exceptions());
      placement.left().forEach(left -> left(text, left, placeOf));
      sum = sum.plus(placement);
    }
    text.append('\n');
    for (GpuExceptions.Entry exception : exceptions.exceptions()) {
      Integer count = sum.excepted().get(exception.name());
      if (count != null) {
        line(text, "exception  %s, %,d times: %s", exception.name(), count, exception.reason());
      }
    }
    line(
        text,
        "placed %,d of %,d (%s %%), exceptions %,d",
        sum.placed(),
        sum.all(),
        percent(sum.placed(), sum.all()),
        sum.exceptions());
    return text.toString();
  }

  private static void left(
      StringBuilder text, Placement.Left left, Function<String, Optional<String>> placeOf) {
    PlanLine line = left.line();
    String what = line.text().isEmpty() ? line.name() : line.name() + " " + cut(line.text());
    String where = line.isOperator() ? "" : " in " + left.operator();
    String file = placeOf.apply(line.text()).map(place -> " (" + place + ")").orElse("");
    String why = line.reason().isEmpty() ? "what it belongs to is there" : line.reason();
    line(text, "  %s %s%s%s: %s", line.verdict().mark(), what, where, file, cut(why));
  }

  /** Rounded down: 100 is all. */
  private static String percent(int part, int whole) {
    long tenths = whole == 0 ? 1000 : 1000L * part / whole;
    return tenths == 1000 ? "100" : String.format(Locale.ROOT, "%d.%d", tenths / 10, tenths % 10);
  }

  private static String cut(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "·");
    return plain.length() > MOST_CHARACTERS ? plain.substring(0, MOST_CHARACTERS) + "…" : plain;
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
