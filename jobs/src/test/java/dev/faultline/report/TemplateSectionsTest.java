package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.report.ReportViews.Cell;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the report says of message templates: counts, bursts, and what comes first. */
class TemplateSectionsTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-03-14T00:00:00Z");

  private static String quarter(int number) {
    return MIDNIGHT.plusSeconds(900L * number).toString();
  }

  /** A template that occurs in a row of quarters of an hour. */
  private static void add(ReportViews views, String level, String message, long... counts) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        views.add(new Cell("f/a.log", level, message).count(counts[i]).at(quarter(i)));
      }
    }
  }

  private static long[] counts(int quarters, long each, int at, long peak) {
    long[] counts = new long[quarters];
    Arrays.fill(counts, each);
    counts[at] = peak;
    return counts;
  }

  private static List<List<Object>> rows(ReportViews views, String id, String... names) {
    SectionResult result =
        SampleReport.sections(views, id).stream()
            .filter(section -> section.spec().id().equals(id))
            .findFirst()
            .orElseThrow();
    return result.rows().stream()
        .map(row -> Arrays.stream(names).map(n -> row.get(result.table().indexOf(n))).toList())
        .toList();
  }

  private static List<Object> row(Object... cells) {
    return Arrays.asList(cells);
  }

  @Test
  void aBurstIsFarAboveTheUsualRateOfItsTemplate() {
    ReportViews views = new ReportViews();
    add(views, "INFO", "steady", counts(40, 30, 0, 30));
    add(views, "INFO", "ten times", counts(40, 4, 7, 40));
    add(views, "INFO", "nine times", counts(40, 4, 7, 39));
    add(views, "INFO", "once", counts(40, 0, 39, 20));
    add(views, "INFO", "once and few", counts(40, 0, 39, 19));
    // As half an hour of a job's work, and an hour of it.
    add(views, "INFO", "half an hour", 30, 30);
    add(views, "INFO", "an hour", 30, 30, 30, 30);
    assertThat(rows(views, "templates", "template", "burst_ratio", "peak_time", "usual_count"))
        .containsExactlyInAnyOrder(
            row("steady", null, MIDNIGHT, decimal("30.00")),
            row("ten times", decimal("10.0"), Instant.parse(quarter(7)), decimal("4.00")),
            row("nine times", null, Instant.parse(quarter(7)), decimal("4.00")),
            row("once", decimal("20.0"), Instant.parse(quarter(39)), decimal("0.00")),
            row("once and few", null, Instant.parse(quarter(39)), decimal("0.00")),
            row("half an hour", decimal("15.0"), MIDNIGHT, decimal("2.00")),
            row("an hour", null, MIDNIGHT, decimal("6.00")));
  }

  @Test
  void inLessThanAnHourNothingIsABurst() {
    ReportViews views = new ReportViews();
    add(views, "INFO", "much", 1, 0, 500);
    views.add(new Cell("f/a.log", "INFO", "without a time").count(900));
    assertThat(rows(views, "templates", "template", "peak_count", "usual_count", "burst_ratio"))
        .containsExactly(row("without a time", null, null, null), row("much", 500L, null, null));
  }

  @Test
  void newOnesAndBurstsComeFirstAndErrorsBeforeChatter() {
    ReportViews views = new ReportViews();
    add(views, "INFO", "known chatter", counts(40, 90, 0, 90));
    add(views, "ERROR", "known error", counts(40, 1, 0, 1));
    add(views, "INFO", "burst of chatter", counts(40, 0, 3, 400));
    add(views, "ERROR", "burst of errors", counts(40, 0, 3, 300));
    add(views, "INFO", "new chatter", 7);
    add(views, "ERROR", "new error", 1);
    views.template("2026-03-13", "known chatter", "known", 3601);
    views.template("2026-03-13", "known error", "known", 2);
    views.template("2026-03-13", "burst of chatter", "known", 3);
    views.template("2026-03-13", "burst of errors", "known", 4);
    views.template("2026-03-13", "new chatter", "new", 0);
    views.template("2026-03-13", "new error", "new", 0);
    views.template("2026-03-13", "gone", "vanished", 12);
    views.template("2026-03-13", "gone, and was more", "vanished", 13);
    assertThat(rows(views, "templates", "template", "status", "record_count", "previous_count"))
        .containsExactly(
            row("burst of errors", "known", 300L, 4L),
            row("new error", "new", 1L, 0L),
            row("burst of chatter", "known", 400L, 3L),
            row("new chatter", "new", 7L, 0L),
            row("gone, and was more", "vanished", 0L, 13L),
            row("gone", "vanished", 0L, 12L),
            row("known error", "known", 40L, 2L),
            row("known chatter", "known", 3600L, 3601L));
    assertThat(
            rows(
                views,
                "template_changes",
                "templates",
                "bursts",
                "new",
                "known",
                "vanished",
                "compared_with"))
        .containsExactly(row(6L, 2L, 2L, 4L, 2L, "2026-03-13"));
  }

  @Test
  void recordsCountByLevel() {
    ReportViews views = new ReportViews();
    views.add(new Cell("f/a.log", "INFO", "a").count(3).at(quarter(0)).until(quarter(1)));
    views.add(new Cell("f/a.log", "WARN", "a").count(2).at(quarter(5)));
    views.add(new Cell("f/a.log", null, "a").count(1).cause("gpu_off_bus", null));
    views.add(new Cell("f/a.log", "TRACE", "b").count(2));
    assertThat(
            rows(
                views,
                "templates",
                "template",
                "record_count",
                "share_ratio",
                "errors",
                "trace_count",
                "info_count",
                "warn_count",
                "no_level_count",
                "first_time",
                "last_time"))
        .containsExactly(
            row(
                "a",
                6L,
                decimal("0.750000"),
                1L,
                0L,
                3L,
                2L,
                1L,
                MIDNIGHT,
                Instant.parse(quarter(5))),
            row("b", 2L, decimal("0.250000"), 0L, 2L, 0L, 0L, 0L, null, null));
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }
}
