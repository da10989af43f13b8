package dev.faultline.report;

import dev.faultline.ingest.Counts;
import dev.faultline.ingest.Ledger;
import dev.faultline.schema.ColumnType;
import dev.faultline.schema.SectionSpec.TextForm;
import dev.faultline.schema.TableSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The report as one HTML file that needs no other file, no network and no JavaScript. Whatever
 * comes from a log is escaped.
 */
public final class ReportHtml {

  private static final String STYLE_SHEET = "/faultline/report.css";

  private final Report report;
  private final Display display;
  private final StringBuilder html = new StringBuilder();

  private ReportHtml(Report report) {
    this.report = report;
    display = new Display(report.root());
  }

  /** Returns the page. */
  public static String of(Report report) {
    ReportHtml page = new ReportHtml(report);
    page.head();
    boolean first = true;
    for (SectionResult section : report.sections()) {
      if (section.spec().text().form() == TextForm.NONE || section.isOnlyNamed()) {
        continue;
      }
      page.section(section);
      if (first) {
        page.contents();
      }
      first = false;
    }
    page.notInLogs();
    page.problems();
    page.html.append("</main>\n</body>\n</html>\n");
    return page.html.toString();
  }

  private void head() {
    Ledger.Totals totals = report.ledger().totals();
    Counts counts = totals.counts();
    RunFacts facts = report.facts();
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        // Should an escape ever be forgotten, the browser still runs and loads nothing.
        .append("<meta http-equiv=\"Content-Security-Policy\" ")
        .append("content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
        .append("<title>Faultline ")
        .append(facts.date())
        .append("</title>\n<style>\n")
        .append(styleSheet())
        .append("</style>\n</head>\n<body>\n<header>\n<h1>Faultline <time>")
        .append(facts.date())
        .append("</time></h1>\n<dl class=\"read\">\n");
    fact("files", Display.number(totals.files()));
    fact("lines", Display.number(counts.lines()));
    fact("records", Display.number(counts.records()));
    fact("unparsed", Display.number(counts.unparsed()));
    if (counts.outside() > 0) {
      fact("outside --from and --to", Display.number(counts.outside()));
    }
    if (facts.first() != null) {
      fact("from (UTC)", Display.time(facts.first()));
      fact("to (UTC)", Display.time(facts.last()));
    }
    fact("ledger", report.ledger().imbalances().isEmpty() ? "balances" : "DOES NOT BALANCE");
    html.append("</dl>\n<p class=\"root\">")
        .append(escaped(Display.place(report.root().isEmpty() ? "/" : report.root())))
        .append("</p>\n");
    int problems = report.ledger().allProblems().size();
    if (problems > 0) {
      html.append("<p><a href=\"#problems\">Problems with the inputs: ")
          .append(Display.number(problems))
          .append("</a></p>\n");
    }
    html.append("</header>\n<main>\n");
  }

  private static String styleSheet() {
    try (InputStream in = ReportHtml.class.getResourceAsStream(STYLE_SHEET)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fact(String name, String value) {
    html.append("<div><dt>")
        .append(escaped(name))
        .append("</dt><dd>")
        .append(escaped(value))
        .append("</dd></div>\n");
  }

  private void contents() {
    html.append("<nav aria-label=\"Contents\">\n");
    for (SectionResult section : report.sections()) {
      if (section.spec().text().form() != TextForm.NONE && !section.isOnlyNamed()) {
        html.append("<a")
            .append(" href=\"#")
            .append(section.spec().id())
            .append("\">")
            .append(escaped(section.spec().title()))
            .append("</a>\n");
      }
    }
    html.append("</nav>\n");
  }

  private void section(SectionResult section) {
    html.append("<section id=\"")
        .append(section.spec().id())
        .append("\">\n<h2>")
        .append(escaped(section.spec().title()))
        .append("</h2>\n");
    if (section.isEmpty()) {
      html.append("<p class=\"empty\">")
          .append(escaped(section.spec().whenEmpty()))
          .append("</p>\n</section>\n");
      return;
    }
    if (!section.spec().note().isEmpty()) {
      html.append("<p class=\"note\">").append(escaped(section.spec().note())).append("</p>\n");
    }
    Shown shown = Shown.of(section);
    switch (section.spec().text().form()) {
      case TABLE -> {
        if (shown.below().length > 0) {
          cards(shown);
        } else {
          table(shown);
        }
      }
      case FACTS -> facts(shown);
      case LIST -> bullets(shown);
      case NONE -> throw new IllegalStateException("not shown to people");
    }
    if (shown.more() > 0) {
      html.append("<p class=\"note\">")
          .append(Display.number(shown.more()))
          .append(" more in csv/")
          .append(section.table().id())
          .append(".csv</p>\n");
    }
    html.append("</section>\n");
  }

  private void table(Shown shown) {
    html.append("<div class=\"wide\"><table>\n<thead><tr>");
    for (int place : shown.cells()) {
      TableSpec.Column column = shown.columns().get(place);
      html.append("<th scope=\"col\"")
          .append(column.type().isNumeric() ? " class=\"number\"" : "")
          .append(" title=\"")
          .append(escaped(column.description()))
          .append("\">")
          .append(escaped(column.heading()))
          .append("</th>");
    }
    html.append(shown.bar() < 0 ? "" : "<td></td>").append("</tr></thead>\n<tbody>\n");
    for (List<Object> row : shown.rows()) {
      html.append("<tr>");
      for (int place : shown.cells()) {
        html.append("<td").append(kind(shown.columns().get(place))).append('>');
        value(shown, place, row);
        html.append("</td>");
      }
      if (shown.bar() >= 0) {
        html.append(
            String.format(
                Locale.ROOT,
                "<td class=\"bar\"><div style=\"width:%.1f%%\"></div></td>",
                100 * shown.barShare(row)));
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table></div>\n");
  }

  private static String kind(TableSpec.Column column) {
    if (column.type().isNumeric()) {
      return " class=\"number\"";
    }
    if (column.type() == ColumnType.TIMESTAMP) {
      return " class=\"time\"";
    }
    return column.name().equals("sample") || column.name().equals("shape")
        ? " class=\"sample\""
        : "";
  }

  private void value(Shown shown, int place, List<Object> row) {
    String value = display.cell(shown.columns().get(place), row.get(place));
    String mark = mark(value);
    if (mark.isEmpty()) {
      html.append(escaped(value));
    } else {
      html.append("<span class=\"").append(mark).append("\">").append(value).append("</span>");
    }
  }

  private static String mark(String value) {
    return switch (value) {
      case "critical", "FATAL" -> "mark critical";
      case "high", "ERROR" -> "mark high";
      case "medium", "warning", "WARN" -> "mark medium";
      default -> "";
    };
  }

  /** Rows with sentences below them: one card each. */
  private void cards(Shown shown) {
    html.append("<ol class=\"cards\">\n");
    for (List<Object> row : shown.rows()) {
      html.append("<li>\n<div class=\"line\">");
      for (int place : shown.cells()) {
        if (row.get(place) == null) {
          continue;
        }
        TableSpec.Column column = shown.columns().get(place);
        html.append("<span class=\"").append(column.name()).append("\" title=\"");
        html.append(escaped(column.heading())).append("\">");
        if (!column.name().equals("severity") && !column.name().equals("title")) {
          html.append("<small>").append(escaped(column.heading())).append("</small> ");
        }
        value(shown, place, row);
        html.append("</span> ");
      }
      html.append("</div>\n");
      for (int place : shown.below()) {
        if (row.get(place) != null) {
          String text = display.below(shown.columns().get(place), row.get(place));
          html.append("<p>").append(prose(text)).append("</p>\n");
        }
      }
      html.append("</li>\n");
    }
    html.append("</ol>\n");
  }

  private void facts(Shown shown) {
    html.append("<dl class=\"facts\">\n");
    for (List<Object> row : shown.rows()) {
      for (int place : shown.cells()) {
        if (row.get(place) != null) {
          TableSpec.Column column = shown.columns().get(place);
          fact(column.heading(), display.cell(column, row.get(place)) + Display.unit(column));
        }
      }
    }
    html.append("</dl>\n");
  }

  private void bullets(Shown shown) {
    html.append("<ul>\n");
    for (List<Object> row : shown.rows()) {
      List<String> cells = new ArrayList<>();
      for (int place : shown.cells()) {
        if (row.get(place) != null) {
          cells.add(prose(display.cell(shown.columns().get(place), row.get(place))));
        }
      }
      html.append("<li>").append(String.join(": ", cells)).append("</li>\n");
    }
    html.append("</ul>\n");
  }

  private void notInLogs() {
    List<String> titles =
        report.sections().stream()
            .filter(SectionResult::isOnlyNamed)
            .map(section -> escaped(section.spec().title()))
            .toList();
    if (!titles.isEmpty()) {
      html.append("<section>\n<h2>Not in these logs</h2>\n<p class=\"empty\">")
          .append(String.join(", ", titles))
          .append("</p>\n</section>\n");
    }
  }

  private void problems() {
    Ledger ledger = report.ledger();
    Ledger.Totals totals = ledger.totals();
    Counts counts = totals.counts();
    html.append("<section id=\"problems\">\n<h2>What was read</h2>\n<dl class=\"facts\">\n");
    fact("bytes", Display.number(totals.readBytes()));
    fact("bytes stored", Display.number(totals.storedBytes()));
    fact("continuation lines", Display.number(counts.continuation()));
    fact("blank lines", Display.number(counts.blank()));
    fact("undecodable lines", Display.number(counts.undecodable()));
    fact("lines with NUL", Display.number(counts.nul()));
    fact("lines cut", Display.number(counts.cut()));
    fact("names left out", Display.number(ledger.skipped().size()));
    html.append("</dl>\n<ul>\n");
    for (String text : ledger.imbalances()) {
      html.append("<li>").append(escaped(Display.clean(text))).append("</li>\n");
    }
    for (String text : ledger.allProblems()) {
      html.append("<li>").append(escaped(Display.clean(display.path(text)))).append("</li>\n");
    }
    html.append("</ul>\n</section>\n");
  }

  /** Returns a sentence in HTML, with what stands between backticks as code. */
  private static String prose(String text) {
    return escaped(text).replaceAll("`([^`]+)`", "<code>$1</code>");
  }

  /** Escapes what HTML gives a meaning, in text as in attributes. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
