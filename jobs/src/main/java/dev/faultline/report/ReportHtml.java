package dev.faultline.report;

import dev.faultline.ingest.Counts;
import dev.faultline.ingest.Ledger;
import java.util.List;

/**
 * The report as one HTML file that needs no other file and no network: the answer first, then all
 * sections. Without JavaScript all of it is there; with it, tables can be sorted and filtered.
 * Whatever comes from a log is escaped, and nothing of it is in the script.
 */
public final class ReportHtml {

  private static final int MOST_PROBLEMS = 200;

  private final Report report;
  private final Plots plots;
  private final Display display;
  private final StringBuilder html = new StringBuilder();

  private ReportHtml(Report report, Plots plots) {
    this.report = report;
    this.plots = plots;
    display = new Display(report.root());
  }

  /** Returns the page, with these plots in it. */
  public static String of(Report report, Plots plots) {
    ReportHtml page = new ReportHtml(report, plots);
    page.head();
    page.sections();
    return PageFrame.around("Faultline " + report.facts().date(), page.html.toString());
  }

  private void head() {
    Ledger.Totals totals = report.ledger().totals();
    Counts counts = totals.counts();
    RunFacts facts = report.facts();
    html.append("<header>\n<h1>Faultline <time>")
        .append(facts.date())
        .append("</time></h1>\n<dl>\n");
    fact("files", totals.files());
    fact("lines", counts.lines());
    fact("records", counts.records());
    fact("unparsed", counts.unparsed());
    if (counts.outside() > 0) {
      fact("outside --from and --to", counts.outside());
    }
    if (facts.first() != null) {
      html.append(Html.fact("from (UTC)", Display.time(facts.first())));
      html.append(Html.fact("to (UTC)", Display.time(facts.last())));
    }
    boolean balances = report.ledger().imbalances().isEmpty();
    html.append(Html.fact("ledger", balances ? "balances" : "DOES NOT BALANCE"));
    html.append("</dl>\n<p class=\"root\">")
        .append(Html.escaped(Display.place(report.root().isEmpty() ? "/" : report.root())))
        .append("</p>\n");
    int problems = report.ledger().allProblems().size();
    if (problems > 0) {
      html.append("<p><a href=\"#read\">Problems with the inputs: ")
          .append(Display.number(problems))
          .append("</a></p>\n");
    }
    html.append("</header>\n<main id=\"main\">\n");
  }

  private void fact(String name, long value) {
    html.append(Html.fact(name, Display.number(value)));
  }

  private void sections() {
    List<SectionResult> shown =
        report.sections().stream().filter(s -> HtmlSection.isShown(s, plots)).toList();
    for (int i = 0; i < shown.size(); i++) {
      html.append(HtmlSection.of(shown.get(i), plots, display));
      if (i == 0) {
        contents(shown);
        html.append("<div class=\"rest\">\n");
      }
    }
    if (shown.isEmpty()) {
      html.append("<div class=\"rest\">\n");
    }
    notInLogs();
    read();
    html.append("</div>\n</main>\n");
  }

  private void contents(List<SectionResult> shown) {
    html.append("<nav aria-label=\"Contents\">\n");
    for (SectionResult section : shown) {
      html.append("<a href=\"#")
          .append(section.spec().id())
          .append("\">")
          .append(Html.escaped(section.spec().title()))
          .append("</a>\n");
    }
    html.append("<a href=\"#read\">What was read</a>\n</nav>\n");
  }

  private void notInLogs() {
    List<String> titles =
        report.sections().stream()
            .filter(SectionResult::isOnlyNamed)
            .map(section -> Html.escaped(section.spec().title()))
            .toList();
    if (!titles.isEmpty()) {
      html.append("<section>\n<h2>Not in these logs</h2>\n<p class=\"empty\">")
          .append(String.join(", ", titles))
          .append("</p>\n</section>\n");
    }
  }

  private void read() {
    Ledger ledger = report.ledger();
    Ledger.Totals totals = ledger.totals();
    Counts counts = totals.counts();
    html.append("<section id=\"read\">\n<h2>What was read</h2>\n<dl>\n");
    fact("bytes", totals.readBytes());
    fact("bytes stored", totals.storedBytes());
    fact("overwritten lines", counts.overwritten());
    fact("continuation lines", counts.continuation());
    fact("blank lines", counts.blank());
    fact("undecodable lines", counts.undecodable());
    fact("lines with NUL", counts.nul());
    fact("lines cut", counts.cut());
    fact("names left out", ledger.skipped().size());
    html.append("</dl>\n<ul>\n");
    ledger.imbalances().forEach(this::bullet);
    List<String> problems = ledger.allProblems();
    problems.stream().limit(MOST_PROBLEMS).forEach(text -> bullet(display.path(text)));
    if (problems.size() > MOST_PROBLEMS) {
      bullet(
          "… "
              + Display.number(problems.size() - MOST_PROBLEMS)
              + " more; report.json has all, csv/files.csv those of each file");
    }
    if (plots.problem() != null) {
      bullet(plots.problem());
    }
    html.append("</ul>\n</section>\n");
  }

  private void bullet(String text) {
    html.append("<li>").append(Html.escaped(PlainText.clean(text))).append("</li>\n");
  }
}
