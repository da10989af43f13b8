package dev.faultline.report;

import dev.faultline.schema.PlotSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The rows of a section as a plot needs them: a value for each series and each place on the axis,
 * zeros included.
 *
 * @param names of the series, as people are shown them; one of the empty string if there are none
 * @param times start of each place, evenly apart; empty if the axis is no time
 * @param labels what stands at each place; empty if the axis is a time
 * @param values by series, then by place
 * @param stepMinutes how far apart the times are, or 0
 * @param leftOut the values before the first and behind the last of the times
 */
record PlotGrid(
    List<String> names,
    List<Instant> times,
    List<String> labels,
    double[][] values,
    long stepMinutes,
    double leftOut) {

  /**
   * A screen has not many more places than this that an eye can tell apart, in time or as columns.
   */
  static final int MOST_TIMES = 200;

  /**
   * A clock that was wrong while a machine booted must not press a night into a corner: so small a
   * share of a timeline at either end is left out if its times are too many.
   */
  private static final double STRAY = 0.01;

  /** More bars than this leave no room for their labels. */
  private static final int MOST_BARS = 20;

  /** An hour, six hours, a day, a week; then four times as much again and again. */
  private static final long[] WIDER_MINUTES = {60, 360, 1440, 10_080};

  /** Places the rows of a section by its plot, whose columns have to be there. */
  static PlotGrid of(SectionResult section, Display display) {
    return section.spec().plot().kind().isOverTime()
        ? overTime(section, display)
        : byRow(section, display);
  }

  private static PlotGrid overTime(SectionResult section, Display display) {
    PlotSpec plot = section.spec().plot();
    int x = section.table().indexOf(plot.x());
    int y = section.table().indexOf(plot.y());
    int series = section.table().indexOf(plot.series());
    TreeMap<Instant, Double> found = new TreeMap<>();
    section.rows().stream()
        .filter(row -> row.get(x) != null)
        .forEach(row -> found.merge((Instant) row.get(x), number(row.get(y)), Double::sum));
    if (found.isEmpty()) {
      return new PlotGrid(List.of(), List.of(), List.of(), new double[0][], plot.stepMinutes(), 0);
    }
    double leftOut = 0;
    if (plot.kind() == PlotSpec.Kind.TIMELINE
        && step(plot.stepMinutes(), found.firstKey(), found.lastKey()) > plot.stepMinutes()) {
      double stray = STRAY * total(found.values());
      leftOut = cut(found, stray) + cut(found.descendingMap(), stray);
    }
    long step = step(plot.stepMinutes(), found.firstKey(), found.lastKey());
    long first = place(found.firstKey(), step);
    int places = (int) (place(found.lastKey(), step) - first) + 1;
    Map<String, double[]> values = new LinkedHashMap<>();
    for (List<Object> row : section.rows()) {
      if (row.get(x) == null || !found.containsKey(row.get(x))) {
        continue;
      }
      String name =
          series < 0 ? "" : display.cell(section.table().columns().get(series), row.get(series));
      values
              .computeIfAbsent(name, n -> new double[places])[
              (int) (place((Instant) row.get(x), step) - first)] +=
          number(row.get(y));
    }
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < places; i++) {
      times.add(Instant.ofEpochSecond((first + i) * step * 60));
    }
    return new PlotGrid(
        List.copyOf(values.keySet()),
        List.copyOf(times),
        List.of(),
        values.values().toArray(double[][]::new),
        step,
        leftOut);
  }

  /** Removes from the front what does not add up to more than a limit, and returns the sum. */
  private static double cut(NavigableMap<Instant, Double> values, double limit) {
    double sum = 0;
    while (values.size() > 1 && sum + values.firstEntry().getValue() <= limit) {
      sum += values.pollFirstEntry().getValue();
    }
    return sum;
  }

  private static double total(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static PlotGrid byRow(SectionResult section, Display display) {
    PlotSpec plot = section.spec().plot();
    int x = section.table().indexOf(plot.x());
    int y = section.table().indexOf(plot.y());
    boolean bars = plot.kind() == PlotSpec.Kind.BARS;
    List<List<Object>> rows =
        section.rows().stream()
            .filter(row -> !bars || number(row.get(y)) != 0)
            .limit(bars ? MOST_BARS : MOST_TIMES)
            .toList();
    return new PlotGrid(
        List.of(""),
        List.of(),
        rows.stream()
            .map(row -> display.cell(section.table().columns().get(x), row.get(x)))
            .toList(),
        new double[][] {rows.stream().mapToDouble(row -> number(row.get(y))).toArray()},
        0,
        0);
  }

  private static long step(long minutes, Instant first, Instant last) {
    long step = minutes;
    for (int i = 0; place(last, step) - place(first, step) >= MOST_TIMES; i++) {
      step = i < WIDER_MINUTES.length ? Math.max(step, WIDER_MINUTES[i]) : step * 4;
    }
    return step;
  }

  private static long place(Instant time, long stepMinutes) {
    return Math.floorDiv(time.getEpochSecond(), stepMinutes * 60);
  }

  private static double number(Object cell) {
    double number = cell instanceof Number n ? n.doubleValue() : 0;
    return Double.isFinite(number) ? Math.max(0, number) : 0;
  }

  /** Whether there is something to see: some value, and for a line more than one place. */
  boolean isWorthDrawing() {
    return total() > 0 && (times.isEmpty() || times.size() > 1);
  }

  double total() {
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      total += total(i);
    }
    return total;
  }

  double total(int series) {
    double total = 0;
    for (double value : values[series]) {
      total += value;
    }
    return total;
  }

  double largest() {
    double largest = 0;
    for (int i = 0; i < values.length; i++) {
      largest = Math.max(largest, values[i][peak(i)]);
    }
    return largest;
  }

  /** Returns the place of the largest value of a series, the first of equal ones. */
  int peak(int series) {
    int peak = 0;
    for (int i = 1; i < values[series].length; i++) {
      peak = values[series][i] > values[series][peak] ? i : peak;
    }
    return peak;
  }
}
