package dev.faultline.report;

import dev.faultline.schema.PlotSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a plot shows, in words: for those who do not see it, and for those who do. */
final class PlotWords {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** More than these nobody keeps in mind. */
  private static final int MOST_NAMED = 3;

  private static final int MINUTES_OF_HOUR = 60;
  private static final int MINUTES_OF_DAY = 1440;

  private PlotWords() {}

  /** Returns the finding, a sentence. */
  static String finding(PlotSpec plot, PlotGrid grid) {
    return switch (plot.kind()) {
      case TIMELINE -> timeline(plot, grid);
      case HEATMAP -> heatmap(plot, grid);
      case BARS -> bars(plot, grid);
      case HISTOGRAM -> histogram(plot, grid);
    };
  }

  /** Returns the title of the axis of values, with its unit. */
  static String yTitle(PlotSpec plot, PlotGrid grid) {
    return plot.yTitle() + (plot.kind().isOverTime() ? " per " + step(grid.stepMinutes()) : "");
  }

  /** Returns a time span as people write it, such as {@code 15 min} or {@code 6 h}. */
  static String step(long minutes) {
    if (minutes % MINUTES_OF_DAY == 0) {
      long days = minutes / MINUTES_OF_DAY;
      return days == 1 ? "day" : days + " days";
    }
    if (minutes % MINUTES_OF_HOUR == 0) {
      long hours = minutes / MINUTES_OF_HOUR;
      return hours == 1 ? "hour" : hours + " h";
    }
    return minutes + " min";
  }

  private static String timeline(PlotSpec plot, PlotGrid grid) {
    List<String> peaks = new ArrayList<>();
    for (int i = 0; i < grid.names().size(); i++) {
      int peak = grid.peak(i);
      peaks.add(
          (grid.names().get(i) + " " + number(grid.values()[i][peak]) + " at " + at(grid, peak))
              .strip());
    }
    String stray = stray(plot, grid);
    return "Most "
        + yTitle(plot, grid)
        + ": "
        + String.join("; ", peaks)
        + (stray.isEmpty() ? "." : "; " + stray + ".");
  }

  /** Returns what is not shown; empty if all is. */
  static String stray(PlotSpec plot, PlotGrid grid) {
    return grid.leftOut() == 0
        ? ""
        : number(grid.leftOut()) + " " + plot.yTitle() + " of other times are not shown";
  }

  private static String heatmap(PlotSpec plot, PlotGrid grid) {
    int most = 0;
    for (int i = 1; i < grid.names().size(); i++) {
      most = grid.values()[i][grid.peak(i)] > grid.values()[most][grid.peak(most)] ? i : most;
    }
    int peak = grid.peak(most);
    return "Most "
        + yTitle(plot, grid)
        + ": "
        + grid.names().get(most)
        + " at "
        + at(grid, peak)
        + ", "
        + ofAll(grid.values()[most][peak], grid)
        + ".";
  }

  private static String bars(PlotSpec plot, PlotGrid grid) {
    List<String> named =
        largest(grid).stream()
            .map(i -> grid.labels().get(i) + " " + ofAll(grid.values()[0][i], grid))
            .toList();
    return "Most " + plot.yTitle() + ": " + String.join("; ", named) + ".";
  }

  private static String histogram(PlotSpec plot, PlotGrid grid) {
    int peak = grid.peak(0);
    int last = grid.labels().size() - 1;
    return "Most "
        + plot.yTitle()
        + ": "
        + grid.labels().get(peak)
        + ", "
        + ofAll(grid.values()[0][peak], grid)
        + (peak == last
            ? "."
            : "; last: "
                + grid.labels().get(last)
                + ", "
                + ofAll(grid.values()[0][last], grid)
                + ".");
  }

  private static List<Integer> largest(PlotGrid grid) {
    return IntStream.range(0, grid.labels().size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -grid.values()[0][i]))
        .limit(MOST_NAMED)
        .toList();
  }

  private static String ofAll(double value, PlotGrid grid) {
    BigDecimal percent =
        BigDecimal.valueOf(100 * value / grid.total()).setScale(0, RoundingMode.HALF_UP);
    return number(value) + " of " + number(grid.total()) + " (" + percent + " %)";
  }

  private static String at(PlotGrid grid, int place) {
    return MINUTE.format(grid.times().get(place));
  }

  /** Returns a value as the axes have it. */
  static String number(double value) {
    BigDecimal plain = Numbers.plain(value);
    return plain.scale() <= 0
        ? Display.number(plain.longValue())
        : String.format(Locale.ROOT, "%,." + plain.scale() + "f", plain);
  }
}
