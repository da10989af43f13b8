package dev.faultline.schema;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How the rows of a section become a plot.
 *
 * @param kind what it looks like
 * @param title its heading
 * @param x name of the column that says where a value stands: a timestamp in a timeline and a heat
 *     map, else a text
 * @param xTitle what stands below the axis, with its unit; may be empty where the labels say it
 * @param y name of the column of numbers
 * @param yTitle what they count or measure; of kinds over time, the width of a step is added
 * @param series name of the column of text that tells series apart, which stand in the order of
 *     their first rows; empty for one series. A heat map needs it: each is a line of the map
 * @param stepMinutes how far apart the times of x are; kinds over time need it, and take a wider
 *     step where the times span too many
 */
public record PlotSpec(
    Kind kind,
    String title,
    String x,
    String xTitle,
    String y,
    String yTitle,
    String series,
    int stepMinutes) {

  /** What a plot looks like. */
  public enum Kind {
    /** A line per series over time; logarithmic where values differ much. */
    @JsonProperty("timeline")
    TIMELINE,
    /** A line of cells per series over time, the darker the more. */
    @JsonProperty("heatmap")
    HEATMAP,
    /** A horizontal bar per row; zeros are left out. */
    @JsonProperty("bars")
    BARS,
    /** A column per row, side by side, in the order of the rows. */
    @JsonProperty("histogram")
    HISTOGRAM;

    /** Whether x is a time. */
    public boolean isOverTime() {
      return this == TIMELINE || this == HEATMAP;
    }
  }

  /** Fills in what was left out and refuses a plot that lacks something. */
  public PlotSpec {
    if (kind == null) {
      throw new IllegalArgumentException("plot.kind is missing");
    }
    required(title, "title");
    required(x, "x");
    required(y, "y");
    required(yTitle, "y_title");
    xTitle = xTitle == null ? "" : xTitle;
    series = series == null ? "" : series;
    if (kind == Kind.HEATMAP) {
      required(series, "series");
    } else if (!kind.isOverTime() && !series.isEmpty()) {
      throw new IllegalArgumentException("plot.series is only for a timeline or a heatmap");
    }
    if (kind.isOverTime() != (stepMinutes > 0)) {
      throw new IllegalArgumentException(
          "plot.step_minutes is "
              + stepMinutes
              + (kind.isOverTime() ? ", not from 1" : ", but only kinds over time have steps"));
    }
  }

  private static void required(String value, String key) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("plot." + key + " is missing");
    }
  }
}
