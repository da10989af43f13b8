package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTextTest {

  private static final Report NIGHT = SampleReport.NIGHT;

  @Test
  void theAnswerComesFirst() {
    String text = ReportText.of(NIGHT, Style.PLAIN);
    assertThat(text)
        .startsWith(
            """
            FAULTLINE  2026-03-14

              read      2 files in /logs/
              lines     13,845 = 13,845 records + 0 continuation + 0 unparsed + 0 blank
              time      2026-03-13 18:02:09 to 2026-03-14 06:26:41 UTC
              ledger    balances
              problems  1 problem with the inputs, named at the end

            First things first
              Worst first, then earliest. What follows from the first stands with it.
              severity  where        what                         code  events  first (UTC)
              critical  gpu-node-01  GPU has fallen off the bus   79     1,234  2026-03-14 02:11:41
                → Drain the node, and reset it by power-cycling; if it comes back with the same fault, have the
                  board and its riser replaced.
              high      api/api.log  Errors of data               -          2  2026-03-14 06:00:00
            """);
    assertThat(text).endsWith("  locked: permission denied; left out\n");
  }

  @Test
  void noLineIsTooWideAndNoneHoldsControlCharacters() {
    ReportText.of(NIGHT, Style.PLAIN)
        .lines()
        .forEach(
            line -> {
              assertThat(TextTable.length(line)).as(line).isLessThanOrEqualTo(100);
              assertThat(line.chars().noneMatch(Character::isISOControl)).as(line).isTrue();
            });
  }

  @Test
  void anEmptyNightSaysSo() {
    String text = ReportText.of(SampleReport.EMPTY, Style.PLAIN);
    assertThat(text)
        .contains("no line tells one")
        .contains("First things first\n  no errors and no faults in these logs\n")
        .contains("Not in these logs\n  Incidents, Nodes by what broke on them, Jobs that hang, ")
        .doesNotContain("\nDurations\n");
    assertThat(text.replaceAll("\\s+", " ")).contains("HTTP status, HTTP endpoints, Durations, ");
  }

  @Test
  void noMoreThanTheDeclaredNumberOfRowsIsShownOfEach() {
    ReportViews views = new ReportViews();
    views.add(new ReportViews.Cell("f/a", "ERROR", "e").error("gpu", "medium"));
    views.category("gpu", 1, List.of("One.", "Two.", "Three."), "Act.");
    Report report =
        new Report(
            SampleReport.EMPTY.facts(),
            SampleReport.EMPTY.ledger(),
            SampleReport.sections(views, "recommendations"));
    assertThat(ReportText.of(report, Style.PLAIN))
        .contains(
            """
            Recommendations
              - Errors of gpu: One.
              - Errors of gpu: Two.
              … 1 more in csv/recommendations.csv
            """);
  }

  @Test
  void theOpeningFitsOnAScreen() {
    for (int width : new int[] {60, 80, 100}) {
      String opening = ReportText.opening(NIGHT, Style.PLAIN, width);
      assertThat(opening.lines().count()).isLessThanOrEqualTo(30);
      assertThat(opening).contains("gpu-node-01").doesNotContain("Score");
      // What to do is whole.
      assertThat(opening.replaceAll("\\s+", " "))
          .contains("→ Drain the node, and reset it by power-cycling; if it comes back with the")
          .contains("same fault, have the board and its riser replaced. high ");
    }
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    assertThat(ReportText.opening(NIGHT, Style.PLAIN, 80).lines())
        .allMatch(line -> TextTable.length(line) <= 80);
    assertThat(ReportText.of(NIGHT, Style.PLAIN, 80).lines())
        .allMatch(line -> TextTable.length(line) <= 80);
  }

  @Test
  void coloursChangeNoCharacter() {
    String colours = ReportText.of(NIGHT, Style.ANSI);
    assertThat(colours).contains("\u001b[1;31mcritical\u001b[0m");
    assertThat(colours.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(ReportText.of(NIGHT, Style.PLAIN));
  }

  @Test
  void theSameRowsGiveTheSameBytes() {
    assertThat(ReportText.of(SampleReport.night(), Style.PLAIN))
        .isEqualTo(ReportText.of(NIGHT, Style.PLAIN));
  }

  @Test
  void whatDoesNotFitIsCutWhereItMattersLeast() {
    TextTable table =
        new TextTable(
            List.of("n", "time", "message", "file"),
            new boolean[] {true, false, false, false},
            new boolean[] {true, true, false, false},
            new boolean[] {false, false, false, true});
    String time = "2026-03-14 02:11:41";
    table.add(
        List.of("1,000", time, "m".repeat(60), "a/very/long/path/of/a/file/that/ends/in/kern.log"));
    table.add(List.of("7", time, "short", "b.log"));
    assertThat(table.lines(64, Style.PLAIN))
        .containsExactly(
            "    n  time                 message            file",
            "1,000  2026-03-14 02:11:41  mmmmmmmmmmmmmmmm…  …ends/in/kern.log",
            "    7  2026-03-14 02:11:41  short              b.log");
  }
}
