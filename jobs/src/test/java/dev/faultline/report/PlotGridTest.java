package dev.faultline.report;

import static dev.faultline.report.Plotted.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.schema.PlotSpec.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotGridTest {

  private static PlotGrid grid(SectionResult section) {
    return PlotGrid.of(section, Plotted.DISPLAY);
  }

  private static String finding(SectionResult section) {
    return PlotWords.finding(section.spec().plot(), grid(section));
  }

  @Test
  void timesWithoutARowAreZeros() {
    PlotGrid grid =
        grid(
            Plotted.overTime(
                Kind.TIMELINE,
                List.of(
                    row("b", "2026-03-14T02:45:00Z", 3L),
                    row("b", "2026-03-14T02:00:00Z", 1L),
                    row("file:/logs/a.log", "2026-03-14T02:15:00Z", 7L),
                    row("b", null, 99L))));
    assertThat(grid.names()).containsExactly("b", "a.log");
    assertThat(grid.times())
        .containsExactly(
            Instant.parse("2026-03-14T02:00:00Z"),
            Instant.parse("2026-03-14T02:15:00Z"),
            Instant.parse("2026-03-14T02:30:00Z"),
            Instant.parse("2026-03-14T02:45:00Z"));
    assertThat(grid.values()).isDeepEqualTo(new double[][] {{1, 0, 0, 3}, {0, 7, 0, 0}});
    assertThat(grid.isWorthDrawing()).isTrue();
  }

  /** However long the logs go back, the picture has room; no record is lost by it. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-14T02:15:00Z, 15",
    "2026-03-16T01:45:00Z, 15",
    "2026-03-16T02:00:00Z, 60",
    "2026-04-14T00:00:00Z, 360",
    "2026-07-14T00:00:00Z, 1440",
    "2028-07-14T00:00:00Z, 10080",
    "2096-03-14T00:00:00Z, 645120",
  })
  void aLongTimeHasWiderSteps(String last, long minutes) {
    PlotGrid grid =
        grid(
            Plotted.overTime(
                Kind.HEATMAP, List.of(row("a", "2026-03-14T00:00:00Z", 2L), row("a", last, 5L))));
    assertThat(grid.stepMinutes()).isEqualTo(minutes);
    assertThat(grid.times()).hasSizeBetween(2, PlotGrid.MOST_TIMES);
    assertThat(Duration.between(grid.times().get(0), grid.times().get(1)).toMinutes())
        .isEqualTo(minutes);
    assertThat(grid.total()).isEqualTo(7);
  }

  @Test
  void nothingIsDrawnWhereThereIsNothingToSee() {
    assertThat(grid(Plotted.overTime(Kind.TIMELINE, List.of())).isWorthDrawing()).isFalse();
    assertThat(
            grid(Plotted.overTime(Kind.HEATMAP, List.of(row("a", "2026-03-14T00:00:00Z", 2L))))
                .isWorthDrawing())
        .isFalse();
    assertThat(
            grid(Plotted.byLabel(Kind.BARS, List.of(row("a", null, 0L), row("b", null, null))))
                .isWorthDrawing())
        .isFalse();
  }

  @Test
  void barsLeaveOutZerosAndColumnsDoNot() {
    List<List<Object>> rows = List.of(row("a", null, 5L), row("b", null, 0L), row("c", null, 15L));
    assertThat(grid(Plotted.byLabel(Kind.BARS, rows)).labels()).containsExactly("a", "c");
    assertThat(grid(Plotted.byLabel(Kind.HISTOGRAM, rows)).labels()).containsExactly("a", "b", "c");
  }

  @Test
  void theFindingIsSaidInWords() {
    List<List<Object>> rows =
        List.of(row("a", null, 5L), row("b", null, 0L), row("c", null, 1500L));
    assertThat(finding(Plotted.byLabel(Kind.BARS, rows)))
        .isEqualTo("Most errors: c 1,500 of 1,505 (100 %); a 5 of 1,505 (0 %).");
    assertThat(finding(Plotted.byLabel(Kind.HISTOGRAM, rows)))
        .isEqualTo("Most errors: c, 1,500 of 1,505 (100 %).");
    List<List<Object>> times =
        List.of(
            row("a", "2026-03-14T02:00:00Z", 1L),
            row("a", "2026-03-14T02:15:00Z", 3L),
            row("b", "2026-03-14T03:30:00Z", 2L));
    assertThat(finding(Plotted.overTime(Kind.TIMELINE, times)))
        .isEqualTo("Most errors per 15 min: a 3 at 2026-03-14 02:15; b 2 at 2026-03-14 03:30.");
    assertThat(finding(Plotted.overTime(Kind.HEATMAP, times)))
        .isEqualTo("Most errors per 15 min: a at 2026-03-14 02:15, 3 of 6 (50 %).");
  }
}
