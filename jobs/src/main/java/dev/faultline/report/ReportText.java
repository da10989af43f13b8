package dev.faultline.report;

import dev.faultline.ingest.Counts;
import dev.faultline.ingest.Ledger;
import dev.faultline.schema.ColumnType;
import dev.faultline.schema.TableSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The report as plain text, for a terminal or a pager: the answer first, what was read last. */
public final class ReportText {

  /** Characters that a line of text may have; longer ones read badly. */
  public static final int WIDTH = 100;

  private static final int BAR_WIDTH = 40;
  private static final int OPENING_LINES = 30;
  private static final int PROBLEMS_IN_OPENING = 3;
  private static final String INDENT = "  ";

  private final Report report;
  private final Style style;
  private final int width;
  private final Display display;

  private ReportText(Report report, Style style, int width) {
    this.report = report;
    this.style = style;
    this.width = width;
    display = new Display(report.root());
  }

  /** Returns the whole report, {@link #WIDTH} characters wide. */
  public static String of(Report report, Style style) {
    return of(report, style, WIDTH);
  }

  /**
   * Returns the whole report, each line ended by {@code \n}.
   *
   * @param width characters that a line may have, but for names that are longer
   */
  public static String of(Report report, Style style, int width) {
    ReportText text = new ReportText(report, style, width);
    List<String> lines = new ArrayList<>(text.header());
    for (SectionResult section : report.sections()) {
      if (!section.isOnlyNamed()) {
        lines.addAll(text.section(section, Integer.MAX_VALUE));
      }
    }
    lines.addAll(text.notInLogs());
    lines.addAll(text.inputs());
    return joined(lines);
  }

  /**
   * Returns the first screen, at most 30 lines: what was read, what to do first, and the problems
   * with the inputs.
   *
   * @param width as in {@link #of(Report, Style, int)}
   */
  public static String opening(Report report, Style style, int width) {
    ReportText text = new ReportText(report, style, width);
    List<String> lines = new ArrayList<>(text.header());
    List<String> problems = text.problems(PROBLEMS_IN_OPENING);
    if (!report.sections().isEmpty()) {
      int left = OPENING_LINES - lines.size() - problems.size();
      lines.addAll(text.section(report.sections().get(0), left));
    }
    lines.addAll(problems);
    return joined(lines);
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private List<String> header() {
    Ledger.Totals totals = report.ledger().totals();
    Counts counts = totals.counts();
    List<String> lines = new ArrayList<>();
    lines.add(style.title("FAULTLINE") + "  " + report.facts().date());
    lines.add("");
    lines.add(
        fact(
            "read",
            count(totals.files(), "file")
                + " in "
                + Display.place(report.root().isEmpty() ? "/" : report.root())));
    lines.add(
        fact(
            "lines",
            Display.number(counts.lines())
                + " = "
                + count(counts.records(), "record")
                + " + "
                + Display.number(counts.continuation())
                + " continuation + "
                + Display.number(counts.unparsed())
                + " unparsed + "
                + Display.number(counts.blank())
                + " blank"));
    if (counts.overwritten() > 0) {
      lines.add(
          fact(
              "of these",
              Display.number(counts.overwritten())
                  + " were overwritten by carriage returns, as a progress bar does"));
    }
    if (counts.outside() > 0) {
      lines.add(
          fact(
              "left out",
              Display.number(counts.outside())
                  + " of these outside --from and --to, or without a time"));
    }
    RunFacts facts = report.facts();
    lines.add(
        fact(
            "time",
            facts.first() == null
                ? "no line tells one"
                : Display.time(facts.first()) + " to " + Display.time(facts.last()) + " UTC"));
    List<String> imbalances = report.ledger().imbalances();
    String wrong = "DOES NOT BALANCE";
    lines.add(fact("ledger", imbalances.isEmpty() ? "balances" : style.cell(wrong, wrong)));
    imbalances.forEach(text -> lines.add(INDENT + PlainText.clean(text)));
    int problems = report.ledger().allProblems().size();
    if (problems > 0) {
      lines.add(
          fact("problems", count(problems, "problem") + " with the inputs, named at the end"));
    }
    return lines;
  }

  private static String count(long n, String what) {
    return Display.number(n) + " " + what + (n == 1 ? "" : "s");
  }

  private static String fact(String name, String value) {
    return INDENT + name + " ".repeat(Math.max(1, 10 - name.length())) + value;
  }

  private List<String> section(SectionResult section, int mostLines) {
    List<String> body =
        switch (section.spec().text().form()) {
          case NONE -> null;
          case TABLE -> table(section, mostLines);
          case FACTS -> facts(section);
          case LIST -> bullets(section);
        };
    if (body == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(style.title(PlainText.clean(section.spec().title())));
    if (section.isEmpty()) {
      lines.add(INDENT + section.spec().whenEmpty());
      return lines;
    }
    if (!section.spec().note().isEmpty() && mostLines == Integer.MAX_VALUE) {
      wrapped(section.spec().note(), width - INDENT.length())
          .forEach(line -> lines.add(INDENT + style.faint(line)));
    }
    body.forEach(line -> lines.add(INDENT + line));
    return lines;
  }

  private List<String> table(SectionResult section, int mostLines) {
    Shown shown = Shown.of(section);
    List<TableSpec.Column> columns =
        Arrays.stream(shown.cells()).mapToObj(shown.columns()::get).toList();
    TextTable table = emptyTable(columns);
    for (List<Object> row : shown.rows()) {
      List<String> cells = new ArrayList<>();
      for (int place : shown.cells()) {
        cells.add(display.cell(shown.columns().get(place), row.get(place)));
      }
      table.add(cells);
    }
    int tableWidth = width - INDENT.length() - (shown.bar() < 0 ? 0 : BAR_WIDTH + 2);
    List<String> rows = table.lines(tableWidth, style);
    List<String> lines = new ArrayList<>();
    lines.add(rows.get(0));
    // An opening needs lines for the empty one, the title, the heading and "more".
    int budget = mostLines - 4;
    int n = 0;
    for (; n < shown.rows().size(); n++) {
      List<Object> before = n == 0 ? null : shown.rows().get(n - 1);
      List<String> entry = entry(shown, rows.get(n + 1), before, shown.rows().get(n));
      if (entry.size() > budget) {
        break;
      }
      budget -= entry.size();
      lines.addAll(entry);
    }
    int more = shown.more() + shown.rows().size() - n;
    if (more > 0) {
      lines.add(style.faint("… " + Display.number(more) + " more in " + file(section)));
    }
    return lines;
  }

  private static TextTable emptyTable(List<TableSpec.Column> columns) {
    boolean[] right = new boolean[columns.size()];
    boolean[] whole = new boolean[columns.size()];
    boolean[] keepEnd = new boolean[columns.size()];
    for (int i = 0; i < right.length; i++) {
      right[i] = columns.get(i).type().isNumeric();
      whole[i] = right[i] || columns.get(i).type() == ColumnType.TIMESTAMP;
      keepEnd[i] = columns.get(i).type() == ColumnType.PATH;
    }
    return new TextTable(
        columns.stream().map(TableSpec.Column::heading).toList(), right, whole, keepEnd);
  }

  /** Returns a row and what stands below it; what the row before said is not said again. */
  private List<String> entry(Shown shown, String line, List<Object> before, List<Object> row) {
    List<String> lines = new ArrayList<>();
    lines.add(shown.bar() < 0 ? line : line + bar(shown, row));
    for (int place : shown.below()) {
      if (row.get(place) == null || (before != null && row.get(place).equals(before.get(place)))) {
        continue;
      }
      String text = display.below(shown.columns().get(place), row.get(place));
      List<String> parts = wrapped(text, width - 2 * INDENT.length() - 2);
      for (int i = 0; i < parts.size(); i++) {
        lines.add((i == 0 ? INDENT + "→ " : INDENT + "  ") + parts.get(i));
      }
    }
    return lines;
  }

  private String bar(Shown shown, List<Object> row) {
    int length = (int) Math.ceil(shown.barShare(row) * BAR_WIDTH);
    return length == 0 ? "" : "  " + style.faint("▇".repeat(length));
  }

  private List<String> facts(SectionResult section) {
    Shown shown = Shown.of(section);
    List<TableSpec.Column> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (List<Object> row : shown.rows()) {
      for (int place : shown.cells()) {
        if (row.get(place) != null) {
          columns.add(shown.columns().get(place));
          values.add(display.cell(shown.columns().get(place), row.get(place)));
        }
      }
    }
    int name = columns.stream().mapToInt(c -> TextTable.length(c.heading())).max().orElse(0);
    int number = 0;
    for (int i = 0; i < values.size(); i++) {
      number =
          columns.get(i).type().isNumeric() ? Math.max(number, values.get(i).length()) : number;
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      TableSpec.Column column = columns.get(i);
      String value = values.get(i);
      lines.add(
          column.heading()
              + " ".repeat(name - TextTable.length(column.heading()) + 2)
              + (column.type().isNumeric() ? " ".repeat(number - value.length()) : "")
              + style.cell(value, value)
              + Display.unit(column));
    }
    return lines;
  }

  private List<String> bullets(SectionResult section) {
    Shown shown = Shown.of(section);
    List<String> lines = new ArrayList<>();
    for (List<Object> row : shown.rows()) {
      List<String> cells = new ArrayList<>();
      for (int place : shown.cells()) {
        if (row.get(place) != null) {
          cells.add(display.cell(shown.columns().get(place), row.get(place)));
        }
      }
      List<String> parts = wrapped(String.join(": ", cells), width - 4);
      for (int i = 0; i < parts.size(); i++) {
        lines.add((i == 0 ? "- " : "  ") + parts.get(i));
      }
    }
    if (shown.more() > 0) {
      lines.add(style.faint("… " + Display.number(shown.more()) + " more in " + file(section)));
    }
    return lines;
  }

  private static String file(SectionResult section) {
    return "csv/" + section.table().id() + ".csv";
  }

  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && TextTable.length(line.toString()) + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private List<String> notInLogs() {
    List<String> titles =
        report.sections().stream()
            .filter(SectionResult::isOnlyNamed)
            .map(section -> PlainText.clean(section.spec().title()))
            .toList();
    if (titles.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(style.title("Not in these logs"));
    wrapped(String.join(", ", titles), width - INDENT.length())
        .forEach(line -> lines.add(INDENT + line));
    return lines;
  }

  private List<String> inputs() {
    Ledger ledger = report.ledger();
    Ledger.Totals totals = ledger.totals();
    Counts counts = totals.counts();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(style.title("What was read"));
    lines.add(wide("bytes", Display.number(totals.readBytes())));
    lines.add(wide("bytes stored", Display.number(totals.storedBytes())));
    if (counts.undecodable() > 0) {
      lines.add(wide("undecodable", count(counts.undecodable(), "line") + ", bytes replaced"));
    }
    if (counts.nul() > 0) {
      lines.add(wide("with NUL", count(counts.nul(), "line")));
    }
    if (counts.cut() > 0) {
      lines.add(wide("cut at 1 MiB", count(counts.cut(), "line")));
    }
    if (!ledger.skipped().isEmpty()) {
      lines.add(
          wide("left out", Display.number(ledger.skipped().size()) + " hidden or second names"));
    }
    lines.addAll(problems(Integer.MAX_VALUE));
    return lines;
  }

  private static String wide(String name, String value) {
    return INDENT + name + " ".repeat(Math.max(1, 14 - name.length())) + value;
  }

  private List<String> problems(int most) {
    List<String> problems = report.ledger().allProblems();
    if (problems.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(style.title("Problems with the inputs"));
    boolean all = most == Integer.MAX_VALUE;
    int n = Math.min(most, problems.size());
    for (String problem : problems.subList(0, n)) {
      String text = PlainText.clean(display.path(problem));
      lines.add(INDENT + (all ? text : TextTable.cut(text, width - INDENT.length(), false)));
    }
    if (n < problems.size()) {
      lines.add(INDENT + style.faint("… " + (problems.size() - n) + " more in the report"));
    }
    return lines;
  }
}
