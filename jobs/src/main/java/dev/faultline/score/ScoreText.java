package dev.faultline.score;

import dev.faultline.report.PlainText;
import dev.faultline.report.Style;
import dev.faultline.report.TextTable;
import dev.faultline.score.Score.Agreement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A score for people; its last line is for programs too. */
public final class ScoreText {

  private static final int MOST_ROWS = 20;
  private static final String INDENT = "  ";
  private static final String UNKNOWN = "-";

  private final int width;
  private final List<String> lines = new ArrayList<>();

  private ScoreText(int width) {
    this.width = width;
  }

  /**
   * Returns a table by family, what was missed, what was a false alarm, and the shares in the last
   * line, as {@code precision 0.986 (70/71) recall 1.000 (70/70) node 1.000 …}.
   *
   * @param width characters that a line of a table may have
   */
  public static String of(Score score, int width) {
    ScoreText text = new ScoreText(width);
    text.families(score.byFamily());
    text.missed(score.missed());
    text.falseAlarms(score.falseAlarms());
    text.lines.add(
        "This measures agreement with our own simulator, not what is found in real logs.");
    text.lines.add("");
    text.lines.add(summary(score));
    return String.join("\n", text.lines) + "\n";
  }

  private void families(Map<String, Agreement> byFamily) {
    List<String> heading = new ArrayList<>(List.of("family", "truth", "found"));
    Arrays.stream(Aspect.values()).map(Aspect::toString).forEach(heading::add);
    boolean[] numbers = new boolean[heading.size()];
    Arrays.fill(numbers, 1, numbers.length, true);
    TextTable table = new TextTable(heading, numbers, numbers, new boolean[numbers.length]);
    byFamily.forEach(
        (family, agreement) -> {
          List<String> row = new ArrayList<>();
          row.add(PlainText.clean(family));
          row.add(number(agreement.truth()));
          row.add(number(agreement.found()));
          agreement.aspects().values().forEach(share -> row.add(counts(share)));
          table.add(row);
        });
    section("Families", table);
  }

  private void missed(List<TruthIncident> missed) {
    if (missed.isEmpty()) {
      return;
    }
    TextTable table = list("incident", "family", "node", "start");
    for (TruthIncident truth : missed.subList(0, Math.min(MOST_ROWS, missed.size()))) {
      table.add(
          List.of(
              cell(truth.id()), cell(truth.family()), cell(truth.nodes()), cell(truth.start())));
    }
    section("Missed: " + number(missed.size()), table);
    more(missed.size());
  }

  private void falseAlarms(List<FoundIncident> falseAlarms) {
    if (falseAlarms.isEmpty()) {
      return;
    }
    TextTable table = list("incident", "title", "host", "first");
    for (FoundIncident found : falseAlarms.subList(0, Math.min(MOST_ROWS, falseAlarms.size()))) {
      table.add(
          List.of(cell(found.id()), cell(found.title()), cell(found.hosts()), cell(found.first())));
    }
    section("False alarms: " + number(falseAlarms.size()), table);
    more(falseAlarms.size());
  }

  private static TextTable list(String... heading) {
    boolean[] whole = {true, false, false, true};
    return new TextTable(List.of(heading), new boolean[4], whole, new boolean[4]);
  }

  private void section(String title, TextTable table) {
    lines.add(title);
    for (String line : table.lines(width - INDENT.length(), Style.PLAIN)) {
      lines.add(INDENT + line);
    }
    lines.add("");
  }

  private void more(int all) {
    if (all > MOST_ROWS) {
      lines.add(lines.size() - 1, INDENT + "… " + number(all - MOST_ROWS) + " more");
    }
  }

  private static String summary(Score score) {
    StringBuilder line = new StringBuilder();
    line.append("precision ").append(share(score.precision()));
    line.append("  recall ").append(share(score.recall()));
    score
        .all()
        .aspects()
        .forEach((aspect, share) -> line.append("  ").append(aspect).append(' ').append(share));
    return line.toString();
  }

  private static String share(Share share) {
    return share + " (" + share.right() + "/" + share.asked() + ")";
  }

  private static String counts(Share share) {
    return share.asked() == 0 ? UNKNOWN : share.right() + "/" + share.asked();
  }

  private static String cell(Collection<String> texts) {
    return cell(String.join("; ", texts));
  }

  private static String cell(Instant time) {
    return time == null ? UNKNOWN : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String cell(String text) {
    return text.isEmpty() ? UNKNOWN : PlainText.clean(text);
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
