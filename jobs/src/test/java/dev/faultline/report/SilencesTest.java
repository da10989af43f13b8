package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.report.ReportViews.Cell;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which hosts stopped writing, on cells whose right answer is counted by hand. */
class SilencesTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-03-14T00:00:00Z");

  private final ReportViews views = new ReportViews();

  /** A host that writes from the first to the last second of each quarter of an hour. */
  private void busy(String host, int fromQuarter, int toQuarter) {
    for (int quarter = fromQuarter; quarter < toQuarter; quarter++) {
      cell(host, quarter * 900, quarter * 900 + 899);
    }
  }

  private void cell(String host, int from, int to) {
    views.add(
        new Cell("f/" + host, "INFO", "all well")
            .host(host)
            .at(MIDNIGHT.plusSeconds(from).toString())
            .until(MIDNIGHT.plusSeconds(to).toString()));
  }

  private List<List<Object>> silences() {
    SectionResult result = SampleReport.sections(views, "silences").get(0);
    return result.rows().stream()
        .map(
            row ->
                List.of(
                    row.get(result.table().indexOf("kind")),
                    String.valueOf(row.get(result.table().indexOf("host_name"))),
                    MIDNIGHT.until(
                        (Instant) row.get(result.table().indexOf("start_time")),
                        ChronoUnit.SECONDS),
                    row.get(result.table().indexOf("seconds"))))
        .toList();
  }

  private static List<Object> row(Object... cells) {
    return Arrays.asList(cells);
  }

  @Test
  void aPauseAmongHostsThatGoOnIsTold() {
    busy("a", 0, 20);
    busy("b", 0, 8);
    cell("b", 8 * 900, 8 * 900 + 100);
    cell("b", 10 * 900 + 50, 10 * 900 + 60);
    busy("b", 11, 20);
    // 899 s are less than a quarter of an hour.
    busy("c", 0, 5);
    cell("c", 5 * 900 + 898, 5 * 900 + 899);
    busy("c", 6, 20);
    assertThat(silences()).containsExactly(row("pause", "b", 7300L, 1750L));
  }

  @Test
  void aHostThatEndsBeforeTheOthersIsTold() {
    busy("a", 0, 20);
    busy("b", 0, 12);
    assertThat(silences()).containsExactly(row("end", "b", 12 * 900 - 1L, 8 * 900L));
  }

  @Test
  void whoWritesSeldomIsNotSilent() {
    busy("a", 0, 40);
    for (int hour = 0; hour < 9; hour++) {
      cell("cron", hour * 3600, hour * 3600 + 5);
    }
    assertThat(silences()).isEmpty();
  }

  /** The archive has a hole of an hour, and b is silent for a quarter more than that. */
  @Test
  void aHoleInAllIsToldOnce() {
    busy("a", 0, 8);
    busy("a", 12, 20);
    busy("b", 0, 8);
    busy("b", 12, 20);
    busy("c", 0, 7);
    busy("c", 13, 20);
    assertThat(silences())
        .containsExactly(
            row("all", "null", 8 * 900 - 1L, 4 * 900 + 1L),
            row("pause", "c", 7 * 900 - 1L, 6 * 900 + 1L));
  }

  /** dmesg goes back to the start of the machine. */
  @Test
  void theStartOfAMachineDaysAgoIsNoHole() {
    cell("a", -900_000, -899_990);
    cell("b", -600_000, -599_990);
    busy("a", 0, 20);
    busy("b", 0, 20);
    assertThat(silences()).isEmpty();
  }

  /** Logs of other years in one folder are no nights of one cluster. */
  @Test
  void whoEndsBeforeAHoleIsNotSilentBehindIt() {
    busy("old", 0, 8);
    busy("new", 1000, 1020);
    assertThat(silences()).containsExactly(row("all", "null", 8 * 900 - 1L, 992 * 900 + 1L));
  }
}
