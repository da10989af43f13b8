package dev.faultline.report;

import dev.faultline.schema.PlotSpec;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A plot as a chart of XChart: sizes, colours, axes. */
final class PlotChart {

  /** Pixels of a picture. */
  static final int WIDTH = 1200;

  static final int HEIGHT = 600;

  /** Large enough to be read when the picture is shown at half its width. */
  private static final int TEXT_SIZE = 20;

  private static final int MOST_LABEL = 34;
  private static final int TICK_SPACE = 110;
  private static final int MOST_TIME_LABELS = 8;
  private static final int MOST_LEVEL_LABELS = 6;

  /** Of so many steps one has a label: an hour of quarters, two, three and so on. */
  private static final int[] EVERY = {2, 4, 8, 12, 16, 24, 48, 96};

  /** The scale of a heat map goes at least up to this value. */
  private static final double LEAST_HEAT = 10;

  private static final double TINY = 1e-9;

  /** XChart: above 1, a hundredth is a pixel beyond the end of the bar. */
  private static final double BEYOND_THE_BAR = 1.08;

  /**
   * From this ratio of the largest value to the smallest on, small ones vanish on a linear axis.
   */
  private static final double MUCH = 50;

  /** Of an axis of bars: the number beyond the longest bar needs room. */
  private static final double ROOM_FOR_LABELS = 1.15;

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.TRIANGLE_DOWN,
    SeriesMarkers.CROSS
  };

  private final PlotSpec plot;
  private final PlotGrid grid;
  private final Palette palette;

  PlotChart(PlotSpec plot, PlotGrid grid, Palette palette) {
    this.plot = plot;
    this.grid = grid;
    this.palette = palette;
  }

  /** Returns the chart, ready to be painted. */
  Chart<?, ?> chart() {
    return switch (plot.kind()) {
      case TIMELINE -> timeline();
      case HEATMAP -> heatmap();
      case BARS -> bars();
      case HISTOGRAM -> histogram();
    };
  }

  private XYChart timeline() {
    XYChart chart = new XYChart(WIDTH, HEIGHT);
    style(chart);
    String stray = PlotWords.stray(plot, grid);
    chart.setXAxisTitle(plot.xTitle() + (stray.isEmpty() ? "" : "; " + stray));
    chart.setYAxisTitle(PlotWords.yTitle(plot, grid));
    double least = Double.MAX_VALUE;
    for (double[] values : grid.values()) {
      for (double value : values) {
        least = value > 0 ? Math.min(least, value) : least;
      }
    }
    boolean logarithmic = grid.largest() / least >= MUCH;
    chart.getStyler().setYAxisLogarithmic(logarithmic);
    chart.getStyler().setMarkerSize(7);
    if (!logarithmic) {
      chart.getStyler().setYAxisMin(0.0);
    }
    List<Date> times = grid.times().stream().map(Date::from).toList();
    for (int i = 0; i < grid.names().size(); i++) {
      List<Double> values = new ArrayList<>();
      for (double value : grid.values()[i]) {
        // A logarithmic axis has no zero: the line has a gap there.
        values.add(logarithmic && value == 0 ? Double.NaN : value);
      }
      XYSeries series = chart.addSeries(Integer.toString(i), times, values);
      Color color = palette.series(grid.names().get(i), i);
      series.setLabel(label(grid.names().get(i), false));
      series.setLineColor(color);
      series.setMarkerColor(color);
      series.setLineStyle(new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      series.setMarker(MARKERS[i % MARKERS.length]);
    }
    chart.getStyler().setLegendVisible(!grid.names().equals(List.of("")));
    return chart;
  }

  private HeatMapChart heatmap() {
    // Without a theme, this kind of chart alone has no fonts.
    HeatMapChart chart = new HeatMapChart(WIDTH, HEIGHT, ChartTheme.XChart);
    style(chart);
    chart.setTitle(plot.title() + " (" + PlotWords.yTitle(plot, grid) + ")");
    chart.setXAxisTitle(plot.xTitle());
    List<String> names = new ArrayList<>(grid.names());
    names.replaceAll(name -> label(name, true));
    // Lines are counted from below, but the first one is to be at the top.
    Collections.reverse(names);
    List<Number[]> cells = new ArrayList<>();
    for (int i = 0; i < grid.values().length; i++) {
      for (int t = 0; t < grid.values()[i].length; t++) {
        double value = grid.values()[i][t];
        if (value > 0) {
          cells.add(new Number[] {t, names.size() - 1 - i, Math.log10(value)});
        }
      }
    }
    chart.addSeries("0", timeLabels(), names, cells);
    // Shades go by ratios, as one storm would make all else look alike.
    Color[] shades = palette.heat();
    chart.getStyler().setMin(0);
    chart.getStyler().setMax(Math.log10(Math.max(grid.largest(), LEAST_HEAT)));
    chart.getStyler().setRangeColors(shades);
    chart.getStyler().setPiecewise(true);
    chart.getStyler().setSplitNumber(shades.length);
    chart.getStyler().setPiecewiseRanged(false);
    chart
        .getStyler()
        .setHeatMapDecimalValueFormatter(
            power -> "from " + PlotWords.number(Math.ceil(Math.pow(10, power) - TINY)));
    chart.getStyler().setPlotContentSize(1);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    return chart;
  }

  private HorizontalBarChart bars() {
    HorizontalBarChart chart = new HorizontalBarChart(WIDTH, HEIGHT);
    style(chart);
    chart.setXAxisTitle(PlotWords.yTitle(plot, grid));
    chart.addSeries("0", values(), labels()).setFillColor(palette.get("bar"));
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax(ROOM_FOR_LABELS * grid.largest());
    chart.getStyler().setAvailableSpaceFill(0.7);
    chart.getStyler().setLabelsVisible(true);
    chart.getStyler().setLabelsPosition(BEYOND_THE_BAR);
    chart.getStyler().setLabelsFont(font(Font.PLAIN, TEXT_SIZE));
    return chart;
  }

  private CategoryChart histogram() {
    CategoryChart chart = new CategoryChart(WIDTH, HEIGHT);
    style(chart);
    chart.setXAxisTitle(plot.xTitle());
    chart.setYAxisTitle(PlotWords.yTitle(plot, grid));
    chart.addSeries("0", labels(), values()).setFillColor(palette.get("bar"));
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setAvailableSpaceFill(0.95);
    chart.getStyler().setLabelsVisible(true);
    chart.getStyler().setLabelsPosition(BEYOND_THE_BAR);
    chart.getStyler().setLabelsFont(font(Font.PLAIN, TEXT_SIZE));
    chart.getStyler().setXAxisLabelRotation(grid.labels().size() > MOST_LEVEL_LABELS ? 45 : 0);
    return chart;
  }

  private void style(AxesChart<?, ?> chart) {
    AxesChartStyler styler = (AxesChartStyler) chart.getStyler();
    chart.setTitle(plot.title());
    Color ink = palette.get("ink");
    styler.setChartBackgroundColor(palette.get("paper"));
    styler.setPlotBackgroundColor(palette.get("paper"));
    styler.setChartFontColor(ink);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(palette.get("line"));
    styler.setAxisTickLabelsColor(ink);
    styler.setAxisTickMarksColor(palette.get("faint"));
    styler.setChartTitlePadding(TEXT_SIZE / 2);
    styler.setChartTitleFont(font(Font.BOLD, TEXT_SIZE + 4));
    styler.setAxisTitleFont(font(Font.PLAIN, TEXT_SIZE));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, TEXT_SIZE - 2));
    styler.setLegendFont(font(Font.PLAIN, TEXT_SIZE));
    styler.setLegendBorderColor(palette.get("paper"));
    styler.setLegendBackgroundColor(palette.get("paper"));
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setChartPadding(TEXT_SIZE);
    styler.setXAxisTickMarkSpacingHint(TICK_SPACE);
    // Labels of categories are never skipped, on either axis, while there are no more than these.
    styler.setXAxisMaxLabelCount(PlotGrid.MOST_TIMES);
    styler.setAxisTickPadding(8);
    styler.setTimezone(TimeZone.getTimeZone(ZoneOffset.UTC));
    styler.setLocale(Locale.ROOT);
    styler.setDecimalPattern("#,##0.###");
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  private List<Double> values() {
    return Arrays.stream(grid.values()[0]).boxed().toList();
  }

  private List<String> labels() {
    return grid.labels().stream().map(text -> label(text, false)).toList();
  }

  /** Labels at even times that have room, and empty ones between them. */
  private List<String> timeLabels() {
    Instant first = grid.times().get(0);
    Instant last = grid.times().get(grid.times().size() - 1);
    boolean oneDay = last.getEpochSecond() - first.getEpochSecond() < 24 * 3600;
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(oneDay ? "HH:mm" : "MM-dd HH:mm", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    int every = 1;
    for (int i = 0; grid.times().size() / every >= MOST_TIME_LABELS; i++) {
      every = i < EVERY.length ? EVERY[i] : every * 2;
    }
    long seconds = every * grid.stepMinutes() * 60;
    return grid.times().stream()
        .map(time -> time.getEpochSecond() % seconds == 0 ? format.format(time) : "")
        .toList();
  }

  /** Returns a text that has room beside an axis; no font draws an empty one. */
  private static String label(String text, boolean keepEnd) {
    return text.isBlank() ? Display.UNKNOWN : TextTable.cut(text, MOST_LABEL, keepEnd);
  }
}
