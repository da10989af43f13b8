package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.report.ReportViews.Cell;
import dev.faultline.schema.ColumnType;
import dev.faultline.schema.SectionSpec;
import dev.faultline.schema.TableSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped sections give the right figures; what a wrong one does is told by its file. */
class SectionsTest {

  private static List<List<Object>> rows(List<SectionResult> results, String id, String... names) {
    SectionResult result =
        results.stream().filter(r -> r.spec().id().equals(id)).findFirst().orElseThrow();
    return result.rows().stream()
        .map(row -> Arrays.stream(names).map(n -> row.get(result.table().indexOf(n))).toList())
        .toList();
  }

  private static List<Object> row(Object... cells) {
    return Arrays.asList(cells);
  }

  @Test
  void nothingInTheLogsIsNoError() {
    List<SectionResult> results = SampleReport.EMPTY.sections();
    assertThat(results).hasSameSizeAs(SampleReport.CATALOG.sections());
    assertThat(results.stream().filter(r -> !r.isEmpty()).map(r -> r.spec().id()))
        // All levels are listed, however often they occur.
        .containsExactly("levels");
    assertThat(rows(results, "severities", "critical", "high", "medium"))
        .containsExactly(row(0L, 0L, 0L));
    assertThat(rows(results, "http_latency", "count", "mean", "p50", "slow_ratio"))
        .containsExactly(row(0L, null, null, null));
  }

  /** The figures of the training, API and error log of the course that seed 000 belongs to. */
  @Test
  void theFiguresOfTheCourseSamples() {
    ReportViews views = new ReportViews();
    views.category("gpu", 1, "r", "a").category("network", 4, "r", "a");
    // The lines of the signals below are 18 more.
    views.add(new Cell("f/training.log", "INFO", "fine").count(4));
    views.add(new Cell("f/training.log", "WARN", "so so").count(3));
    views.add(error("f/training.log", "10:04:15", "gpu", "CUDA out of memory - reducing"));
    for (String time : List.of("10:08:12", "10:10:01", "10:10:01")) {
      views.add(error("f/api.log", time, "other", "api " + time));
    }
    for (int hour = 9; hour <= 16; hour++) {
      views.add(error("f/errors.log", String.format("%02d:45:12", hour), "network", "e" + hour));
    }
    views.add(error("f/errors.log", "10:50:00", "gpu", "e").count(2));
    long offset = 0;
    for (String request : List.of("GET /predict", "POST /predict/batch?x=1", "POST /predict")) {
      String[] parts = request.split(" ", -1);
      views.event("request", "f/api.log", offset++, null, null, parts[0], parts[1]);
    }
    views.event("request", "f/api.log", offset++, null, null, "GET", "/health");
    views.event("request", "f/api.log", offset++, null, null, "GET", "/predict", 90.0, 100.0);
    views.event("response", "f/api.log", offset++, null, "200", 45.0);
    views.event("response", "f/api.log", offset++, "2024-10-18T10:06:46Z", "200", 1234.0);
    views.event("response", "f/api.log", offset++, null, "400", 5.0);
    views.event("response", "f/api.log", offset++, null, "401", 2.0);
    views.event("response", "f/api.log", offset, null, "200", (Object) null);
    double[] losses = {2.3012, 1.8765, 1.5432, 1.2345, 1.0123};
    double[] valLosses = {2.1234, 1.7890, 1.4567, 1.1890, 0.9876};
    for (int i = 0; i < losses.length; i++) {
      double n = i + 1;
      views.event("epoch", "f/t", i, null, null, n, 100.0, losses[i], 0.5, valLosses[i], 0.5);
    }
    views.event("early_stopping", "f/t", 9, null, null);
    views.event("checkpoint", "f/t", 8, null, null);
    views.event("overfitting", "f/t", 7, null, null);

    List<SectionResult> results = SampleReport.sections(views);

    assertThat(rows(results, "levels", "level", "records"))
        .containsExactly(
            row("TRACE", 0L),
            row("DEBUG", 0L),
            row("INFO", 22L),
            row("WARN", 3L),
            row("ERROR", 14L),
            row("FATAL", 0L),
            row("none", 0L));
    assertThat(rows(results, "errors_by_file", "log_file_path", "errors"))
        .containsExactly(row("f/errors.log", 10L), row("f/api.log", 3L), row("f/training.log", 1L));
    assertThat(rows(results, "errors_by_hour", "hour", "errors"))
        .hasSize(8)
        .contains(
            row(Instant.parse("2024-10-18T09:00:00Z"), 1L),
            row(Instant.parse("2024-10-18T10:00:00Z"), 7L),
            row(Instant.parse("2024-10-18T16:00:00Z"), 1L));
    assertThat(
            rows(
                results,
                "http_latency",
                "count",
                "mean",
                "min",
                "max",
                "p50",
                "p90",
                "slow_count",
                "slow_ratio"))
        .containsExactly(
            row(
                4L,
                new BigDecimal("321.50"),
                2.0,
                1234.0,
                5.0,
                1234.0,
                1L,
                new BigDecimal("0.250000")));
    assertThat(rows(results, "slow_requests", "duration_ms", "status"))
        .containsExactly(row(1234.0, "200"));
    assertThat(rows(results, "http_status", "status", "responses"))
        .containsExactly(row("200", 3L), row("400", 1L), row("401", 1L));
    assertThat(rows(results, "http_endpoints", "method", "path", "count"))
        .containsExactly(
            row("GET", "/predict", 2L),
            row("GET", "/health", 1L),
            row("POST", "/predict", 1L),
            row("POST", "/predict/batch", 1L));
    assertThat(rows(results, "rate_limits", "count", "highest_used", "highest_ratio"))
        .containsExactly(row(1L, 90.0, new BigDecimal("0.9000")));
    assertThat(
            rows(
                results,
                "training",
                "epochs",
                "early_stopping",
                "checkpoints",
                "overfitting_epochs",
                "overfitting_warnings"))
        .containsExactly(row(5L, 1L, 1L, 0L, 1L));
    assertThat(rows(results, "training_runs", "epochs", "last_epoch", "last_loss", "best_val_loss"))
        .containsExactly(row(5L, 5.0, 1.0123, 0.9876));
    assertThat(rows(results, "seed_score", "score", "grade", "error_percent", "warning_percent"))
        .containsExactly(
            row(new BigDecimal("0.00"), "poor", new BigDecimal("35.90"), new BigDecimal("7.69")));
    assertThat(rows(results, "categories", "id", "primary", "matched", "severity"))
        .containsExactly(
            row("network", 8L, 8L, "medium"),
            row("gpu", 3L, 3L, "medium"),
            row("other", 3L, 3L, "medium"));
    assertThat(rows(results, "recommendations", "id", "urgency"))
        .containsExactly(
            row("errors", "warning"),
            row("overfitting", "advice"),
            row("network", "advice"),
            row("gpu", "advice"));
  }

  private static Cell error(String path, String time, String category, String message) {
    return new Cell(path, "ERROR", message)
        .at("2024-10-18T" + time + "Z")
        .error(category, "medium");
  }

  @Test
  void theWorstComesFirstAndThenTheEarliest() {
    List<SectionResult> results = SampleReport.NIGHT.sections();
    assertThat(rows(results, "first_things_first", "severity", "host_name", "id", "code", "count"))
        .containsExactly(
            row("critical", "gpu-node-01", "off_the_bus", "79", 1234L),
            row("high", null, "data", null, 2L),
            row("medium", null, "data", null, 3L),
            row("medium", null, "other", null, 1L));
    assertThat(rows(results, "first_things_first", "action").get(1))
        .containsExactly("Find the client.");
    assertThat(rows(results, "faults", "cause", "code", "count"))
        .containsExactly(row("off_the_bus", "79", 1234L));
    assertThat(rows(results, "severities", "critical", "high", "medium"))
        .containsExactly(row(1234L, 2L, 4L));
  }

  /** A GPU that falls off the bus takes the PCIe link first, and the driver says it twice. */
  @Test
  void whatFollowsByARuleIsOneEntry() {
    ReportViews views = new ReportViews();
    for (String id : List.of("pcie_link_down", "gpu_off_bus", "xfs_shutdown")) {
      views.cause(id, "Title of " + id, "gpu", "critical", "Act on " + id + ".");
    }
    views.add(fault("n1", "pcie_link_down", null, "02:11:08"));
    views.add(fault("n1", "gpu_off_bus", "79", "02:11:18").count(2));
    views.add(fault("n1", "xfs_shutdown", null, "02:11:29"));
    views.add(fault("n2", "gpu_off_bus", "79", "02:11:09"));
    views.add(fault(null, "gpu_off_bus", "79", "02:11:10"));
    assertThat(
            rows(
                SampleReport.sections(views, "first_things_first"),
                "first_things_first",
                "source",
                "id",
                "code",
                "count",
                "followed_by",
                "action"))
        .containsExactly(
            row(
                "n1",
                "pcie_link_down",
                null,
                3L,
                List.of("Title of gpu_off_bus (79)"),
                "Act on pcie_link_down."),
            row("n2", "gpu_off_bus", "79", 1L, null, "Act on gpu_off_bus."),
            row("f/kern.log", "gpu_off_bus", "79", 1L, null, "Act on gpu_off_bus."),
            row("n1", "xfs_shutdown", null, 1L, null, "Act on xfs_shutdown."));
  }

  private static Cell fault(String host, String cause, String code, String time) {
    return new Cell("f/kern.log", null, cause + " at " + time)
        .host(host)
        .at("2026-03-14T" + time + "Z")
        .cause(cause, code)
        .error("gpu", "critical");
  }

  @Test
  void theWorstErrorsAreAdvisedOnFirst() {
    ReportViews views = new ReportViews();
    views.category("gpu", 1, "r", "a").category("disk", 2, "r", "a").category("data", 3, "r", "a");
    views.add(new Cell("f/a", "ERROR", "m").count(5).error("gpu", "medium"));
    views.add(new Cell("f/a", "ERROR", "c").error("disk", "critical"));
    views.add(new Cell("f/a", "INFO", "i").count(9).matched("data"));
    assertThat(rows(SampleReport.sections(views, "recommendations"), "recommendations", "title"))
        .containsExactly(row("Errors of disk"), row("Errors of gpu"), row("Errors of data"));
  }

  @Test
  void aCategoryThatNoErrorIsOfIsListedWithWhatItMatches() {
    assertThat(
            rows(
                SampleReport.NIGHT.sections(),
                "categories",
                "id",
                "primary",
                "matched",
                "severity"))
        .containsExactly(
            row("gpu", 1234L, 1234L, "critical"),
            row("data", 5L, 5L, "high"),
            row("other", 1L, 1L, "medium"),
            row("network", 0L, 4L, null));
  }

  @Test
  void unparsedLinesAreNoRecordsButMayBeFaults() {
    ReportViews views =
        new ReportViews().cause("oom_kill", "Killed", "memory", "high", "Find what filled it.");
    views.add(new Cell("f/a", null, "garbage").format("unparsed").count(7));
    views.add(
        new Cell("f/a", null, "Out of memory: Killed process")
            .format("unparsed")
            .cause("oom_kill", null)
            .error("memory", "high"));
    List<SectionResult> results =
        SampleReport.sections(views, "levels", "hosts", "first_things_first");
    assertThat(rows(results, "levels", "records").stream().mapToLong(r -> (Long) r.get(0)).sum())
        .isZero();
    assertThat(rows(results, "hosts", "records", "errors")).containsExactly(row(0L, 1L));
    assertThat(rows(results, "first_things_first", "title", "action").get(0))
        .containsExactly("Killed", "Find what filled it.");
  }

  @Test
  void endpointsBeyondTheFirstThousandAreSummedUp() {
    ReportViews views = new ReportViews();
    IntStream.range(0, 1003)
        .forEach(i -> views.event("request", "f/a", i, null, null, "GET", "/p" + (1000 + i)));
    List<List<Object>> rows =
        rows(
            SampleReport.sections(views, "http_endpoints"),
            "http_endpoints",
            "method",
            "path",
            "count");
    assertThat(rows).hasSize(1001);
    assertThat(rows.get(1000)).containsExactly(null, "other", 3L);
  }

  @Test
  void noMoreThanThreeExamplesOfACategory() {
    ReportViews views = new ReportViews();
    for (int i = 1; i <= 5; i++) {
      views.add(new Cell("f/a", "ERROR", "e" + i).error("gpu", "medium").count(i));
    }
    assertThat(
            rows(
                SampleReport.sections(views, "category_examples"),
                "category_examples",
                "sample",
                "count"))
        .containsExactly(row("e5", 5L), row("e4", 4L), row("e3", 3L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"first_things_first", "faults"})
  void theLineThatProvesARowIsOneOfItsHost(String section) {
    ReportViews views =
        new ReportViews()
            .cause("xid", "GPU fault", "gpu", "critical", "Drain it.")
            .add(fault("a").at("2026-03-14T02:00:00Z"))
            .add(fault("b").at("2026-03-14T01:00:00Z").sampledIn("f/a"));
    assertThat(
            rows(
                SampleReport.sections(views, section),
                section,
                "source",
                "sample",
                "log_file_path",
                "offset"))
        .containsExactly(row("b", null, "f/b", 100L), row("a", "Xid 79", "f/a", 100L));
  }

  private static Cell fault(String host) {
    return new Cell("f/" + host, null, "Xid 79")
        .host(host)
        .cause("xid", "79")
        .error("gpu", "critical");
  }

  @Test
  void aQueryThatFailsIsNamedByItsFile() {
    assertThatThrownBy(() -> runOne("SELECT nothing FROM nowhere"))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("report/1-mine.yaml: the query is wrong: ");
  }

  @Test
  void aColumnThatIsNotDeclaredIsNamed() {
    assertThatThrownBy(() -> runOne("SELECT 1L AS m"))
        .isInstanceOf(ReportException.class)
        .hasMessage(
            "report/1-mine.yaml: column 1 of the query is 'm', but schema/mine.yaml declares 'n';"
                + " make them the same.");
    assertThatThrownBy(() -> runOne("SELECT 1L AS n, 2 AS o"))
        .hasMessageContaining("column 2 of the query is 'o', but schema/mine.yaml declares 'none'");
  }

  @Test
  void aColumnOfAnotherTypeIsNamed() {
    assertThatThrownBy(() -> runOne("SELECT 'one' AS n"))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("column 'n' of the query is STRING")
        .hasMessageContaining("declares it as integer");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSectionReadsTheRowsOfAnother(boolean much) throws InterruptedException {
    List<SectionResult> results =
        run(
            much,
            section("sum", "SELECT SUM(n) AS n FROM section_mine", List.of("mine")),
            section("most", "SELECT MAX(n) AS n FROM section_mine", List.of("mine")),
            section("mine", "SELECT EXPLODE(ARRAY(1L, 2L, 4L)) AS n", List.of()));
    assertThat(results.stream().map(r -> r.spec().id())).containsExactly("sum", "most", "mine");
    assertThat(rows(results, "sum", "n")).containsExactly(row(7L));
    assertThat(rows(results, "most", "n")).containsExactly(row(4L));
    assertThat(rows(results, "mine", "n")).containsExactly(row(1L), row(2L), row(4L));
  }

  @Test
  void whatFailsIsTheSectionThatIsRead() {
    assertThatThrownBy(
            () ->
                run(
                    false,
                    section("sum", "SELECT SUM(n) AS n FROM section_mine", List.of("mine")),
                    section("mine", "SELECT nothing FROM nowhere", List.of())))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("report/1-mine.yaml: the query is wrong: ");
  }

  private static List<SectionResult> runOne(String sql) throws InterruptedException {
    return run(false, section("mine", sql, List.of()));
  }

  private static SectionSpec section(String id, String sql, List<String> reads) {
    return new SectionSpec(
        id,
        "Mine",
        1,
        "",
        "mine",
        sql,
        reads,
        new SectionSpec.Json("mine", SectionSpec.JsonForm.LIST, 0),
        new SectionSpec.Text(SectionSpec.TextForm.TABLE, 0, 0, null, null, null),
        null,
        null,
        null);
  }

  private static List<SectionResult> run(boolean much, SectionSpec... sections)
      throws InterruptedException {
    TableSpec table =
        new TableSpec(
            "mine",
            "Mine.",
            List.of(new TableSpec.Column("n", ColumnType.INTEGER, "", null, "a number")));
    return Sections.run(new ReportViews().create()::query, List.of(sections), List.of(table), much);
  }
}
