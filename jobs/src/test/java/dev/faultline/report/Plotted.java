package dev.faultline.report;

import dev.faultline.ingest.Ledger;
import dev.faultline.schema.ColumnType;
import dev.faultline.schema.PlotSpec;
import dev.faultline.schema.PlotSpec.Kind;
import dev.faultline.schema.SectionSpec;
import dev.faultline.schema.TableSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Sections with a plot, from a few rows in memory. */
final class Plotted {

  static final Display DISPLAY = new Display("file:/logs/");

  private Plotted() {}

  /** A section whose rows are a series, a time and a count. */
  static SectionResult overTime(Kind kind, List<List<Object>> rows) {
    return section(
        new PlotSpec(kind, "Errors", "time", "time (UTC)", "errors", "errors", "who", 15), rows);
  }

  /** A section whose rows are a label, nothing and a count. */
  static SectionResult byLabel(Kind kind, List<List<Object>> rows) {
    return section(new PlotSpec(kind, "Errors", "who", "", "errors", "errors", "", 0), rows);
  }

  /** A row: a text, a time or null, a count or null. */
  static List<Object> row(String who, String time, Long errors) {
    return Arrays.asList(who, time == null ? null : Instant.parse(time), errors);
  }

  /** A report of these sections and of no files. */
  static Report report(SectionResult... sections) {
    return new Report(
        new RunFacts(List.of("logs"), LocalDate.parse("2026-03-14"), null, null),
        new Ledger(List.of(), List.of(), List.of()),
        List.of(sections));
  }

  private static SectionResult section(PlotSpec plot, List<List<Object>> rows) {
    TableSpec table =
        new TableSpec(
            "mine",
            "Mine.",
            List.of(
                new TableSpec.Column("who", ColumnType.PATH, "", null, "a name"),
                new TableSpec.Column("time", ColumnType.TIMESTAMP, "", null, "a time"),
                new TableSpec.Column("errors", ColumnType.INTEGER, "", null, "a number")));
    SectionSpec spec =
        new SectionSpec(
            "mine",
            "Mine",
            1,
            "",
            "mine",
            "SELECT 1",
            List.of(),
            new SectionSpec.Json("mine", SectionSpec.JsonForm.LIST, 0),
            new SectionSpec.Text(SectionSpec.TextForm.TABLE, 0, 0, null, null, null),
            null,
            plot,
            null);
    return new SectionResult(spec, table, rows);
  }
}
