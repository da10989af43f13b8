package dev.faultline.report;

import dev.faultline.catalog.Catalog;
import dev.faultline.ingest.Counts;
import dev.faultline.ingest.Ledger;
import dev.faultline.report.ReportViews.Cell;
import dev.faultline.schema.SectionSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Reports that the tests of the renderers share. */
final class SampleReport {

  static final Catalog CATALOG = Catalog.load(null, new Configuration());

  private static final String ROOT = "file:/logs/";

  /** A night on which nothing was logged. */
  static final Report EMPTY = empty();

  /** A night with a bit of everything, and some lines that a renderer must not trust. */
  static final Report NIGHT = night();

  private SampleReport() {}

  /**
   * Runs shipped sections.
   *
   * @param ids which ones, those that they read are added; all if none is named
   */
  static List<SectionResult> sections(ReportViews views, String... ids) {
    Set<String> wanted = new HashSet<>(List.of(ids));
    for (int before = -1; before < wanted.size(); ) {
      before = wanted.size();
      CATALOG.sections().stream()
          .filter(section -> wanted.contains(section.id()))
          .toList()
          .forEach(section -> wanted.addAll(section.reads()));
    }
    List<SectionSpec> sections =
        CATALOG.sections().stream()
            .filter(section -> wanted.isEmpty() || wanted.contains(section.id()))
            .toList();
    try {
      return Sections.run(views.create()::query, sections, CATALOG.tables(), false);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Report empty() {
    RunFacts facts = new RunFacts(List.of("logs"), LocalDate.parse("2026-03-14"), null, null);
    return new Report(
        facts, new Ledger(List.of(), List.of(), List.of()), sections(new ReportViews()));
  }

  /** Runs the queries for {@link #NIGHT} again. */
  static Report night() {
    RunFacts facts =
        new RunFacts(
            List.of("logs"),
            LocalDate.parse("2026-03-14"),
            Instant.parse("2026-03-13T18:02:09.157682Z"),
            Instant.parse("2026-03-14T06:26:41Z"));
    Ledger ledger =
        new Ledger(
            List.of(file("api/api.log", 1500), file("node/kern.log", 12345)),
            List.of("file:/logs/.hidden"),
            List.of("file:/logs/locked: permission denied; left out"));
    return new Report(facts, ledger, sections(views()));
  }

  private static Ledger.Entry file(String name, long lines) {
    return new Ledger.Entry(
        ROOT + name,
        "",
        10 * lines,
        Instant.EPOCH,
        10 * lines,
        new Counts(lines, 0, lines, 0, 0, 0, 0, 0, 0, 0),
        Map.of(),
        List.of(),
        null);
  }

  static ReportViews views() {
    String api = ROOT + "api/api.log";
    String kern = ROOT + "node/kern.log";
    ReportViews views =
        new ReportViews()
            .file(api, 1500)
            .file(kern, 12345, "truncated; read up to the damage")
            .category("gpu", 1, "Look at the GPU's health.", "Drain the node.")
            .category("data", 6, "Check inputs before they reach the model.", "Find the client.")
            .category("network", 4, "Check links and firewalls.", "Ping the other side.")
            .cause(
                "off_the_bus",
                "GPU has fallen off the bus",
                "gpu",
                "critical",
                "Drain the node, and reset it by power-cycling; if it comes back with the same"
                    + " fault, have the board and its riser replaced.");
    views.add(new Cell(api, "INFO", "Server started").count(1484).at("2026-03-14T00:00:00Z"));
    views.add(
        new Cell(api, "ERROR", "2026-03-14 05:00:00 ERROR <script>alert('x')</script> & \u001b[2J")
            .count(3)
            .at("2026-03-14T05:00:00Z")
            .error("data", "medium"));
    views.add(
        new Cell(api, "ERROR", "=HYPERLINK(\"http://example.com\"), a formula")
            .count(2)
            .at("2026-03-14T06:00:00Z")
            .error("data", "high"));
    views.add(new Cell(api, "ERROR", "Something odd").error("other", "medium"));
    views.add(new Cell(api, "WARN", "Slow").count(4).matched("network"));
    views.add(
        new Cell(kern, null, "NVRM: Xid (PCI:#): 79, GPU has fallen off the bus.")
            .count(1234)
            .host("gpu-node-01")
            .at("2026-03-14T02:11:41Z")
            .cause("off_the_bus", "79")
            .error("gpu", "critical")
            .format("rfc3164"));
    views.add(new Cell(kern, null, "all well").count(11111).host("gpu-node-01").format("rfc3164"));
    views.event("request", api, 0, null, null, "GET", "/predict?id=7");
    views.event("response", api, 1, "2026-03-14T00:00:01Z", "200", 12.5);
    views.event("response", api, 2, "2026-03-14T00:00:02Z", "503", 1500.0);
    views.event("rate_limit", api, 3, null, null, 96.0, 100.0);
    views.event("epoch", api, 4, null, null, 1.0, 9.0, 2.5, 0.1, 2.4, 0.2);
    views.event("epoch", api, 5, null, null, 2.0, 9.0, Double.NaN, 0.3, 2.75, 0.2);
    return views;
  }
}
