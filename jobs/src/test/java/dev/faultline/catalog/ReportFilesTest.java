package dev.faultline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.schema.SectionSpec;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportFilesTest {

  private static final String SECTION =
      """
      id: mine
      title: Mine
      order: 5
      table: mine
      sql: SELECT 1L AS n
      json: {path: mine, form: object}
      text: {form: table, bar: n}
      """;
  private static final String TABLE =
      """
      id: mine
      description: Mine.
      columns:
        - {name: n, type: integer, description: a number}
      """;

  private final SortedMap<String, String> texts = new TreeMap<>();

  private ReportFiles read(String section, String table) {
    texts.put("report/5-mine.yaml", section);
    texts.put("schema/mine.yaml", table);
    return ReportFiles.read(new ConfFiles("conf", texts));
  }

  private void refused(String section, String table, String message) {
    assertThatThrownBy(() -> read(section, table))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aSectionIsTwoFiles() {
    ReportFiles files = read(SECTION, TABLE);
    assertThat(files.sections()).hasSize(1);
    assertThat(files.tables().get(0).columns().get(0).heading()).isEqualTo("n");
  }

  @Test
  void whatShipsIsInOrderAndTheScoreOfTheOldScriptsIsNotOnTheOpeningPart() {
    ReportFiles shipped = ReportFiles.read(ConfFiles.bundled());
    assertThat(shipped.sections()).isSortedAccordingTo((a, b) -> a.order() - b.order());
    assertThat(shipped.sections().get(0).id()).isEqualTo("first_things_first");
    assertThat(shipped.sections().indexOf(section(shipped, "seed_score"))).isGreaterThan(10);
  }

  private static SectionSpec section(ReportFiles files, String id) {
    return files.sections().stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void aTableThatIsNotThereIsNamed() {
    refused(
        SECTION.replace("table: mine", "table: yours"),
        TABLE,
        "conf/report/5-mine.yaml: there is no table 'yours' in conf/schema");
  }

  @Test
  void aColumnThatIsNotThereIsNamed() {
    refused(
        SECTION.replace("bar: n", "columns: [m]"),
        TABLE,
        "conf/report/5-mine.yaml: people are shown 'm', which is no column of schema/mine.yaml");
  }

  @Test
  void aFileIsCalledWhatItHolds() {
    refused(SECTION.replace("order: 5", "order: 6"), TABLE, "called report/6-mine.yaml");
    refused(SECTION, TABLE.replace("id: mine", "id: other"), "called schema/other.yaml");
  }

  @Test
  void aPlaceInTheTreeIsTakenOnce() {
    refused(
        SECTION.replace("path: mine", "path: lines"), TABLE, "json.path 'lines' is taken already");
  }

  @Test
  void aMapHasTwoColumns() {
    refused(SECTION.replace("form: object", "form: map"), TABLE, "has to declare two columns");
  }

  @Test
  void aTableThatNoSectionFillsIsNamed() {
    texts.put("schema/spare.yaml", TABLE.replace("id: mine", "id: spare"));
    refused(SECTION, TABLE, "conf/schema: no section fills [spare]");
  }

  @Test
  void aSectionReadsOtherSections() {
    refused(
        SECTION + "reads: [yours]\n",
        TABLE,
        "conf/report/5-mine.yaml: reads names 'yours', which is no section.");
    refused(
        SECTION + "reads: [mine]\n",
        TABLE,
        "conf/report/5-mine.yaml: by what reads names, the section reads itself.");
  }

  @Test
  void aWrongFormIsNamedWithTheRightOnes() {
    refused(SECTION.replace("form: table", "form: tabel"), TABLE, "conf/report/5-mine.yaml:7: ");
    refused(SECTION.replace("form: table", "form: tabel"), TABLE, "[none, list, facts, table]");
  }

  private static final String PLOT =
      """
      id: mine
      description: Mine.
      columns:
        - {name: at, type: timestamp, description: a time}
        - {name: who, type: text, description: a name}
        - {name: n, type: integer, description: a number}
      """;

  private static String plot(String keys) {
    return SECTION + "plot: {title: Mine, y_title: records, " + keys + "}\n";
  }

  @Test
  void aPlotNamesColumnsOfItsKinds() {
    String whole = "kind: heatmap, x: at, y: n, series: who, step_minutes: 15";
    assertThat(read(plot(whole), PLOT).sections().get(0).plot().series()).isEqualTo("who");
    refused(plot(whole.replace("x: at", "x: who")), PLOT, "plot.x 'who' is no column of times.");
    refused(plot("kind: bars, x: at, y: n"), PLOT, "plot.x 'at' is no column of texts.");
    refused(plot("kind: bars, x: n, y: n"), PLOT, "plot.x 'n' is no column of texts.");
    refused(plot("kind: bars, x: who, y: who"), PLOT, "plot.y 'who' is no column of numbers.");
    refused(plot("kind: bars, x: who, y: m"), PLOT, "plot.y 'm' is no column of schema/mine.yaml.");
    refused(plot(whole.replace("who", "at")), PLOT, "plot.series 'at' is no column of texts.");
    refused(plot(whole.replace(", series: who", "")), PLOT, "plot.series is missing");
    refused(plot(whole.replace("15", "0")), PLOT, "plot.step_minutes is 0, not from 1");
    refused(
        plot("kind: bars, x: who, y: n, step_minutes: 15"),
        PLOT,
        "only kinds over time have steps");
    refused(plot("kind: pie, x: who, y: n"), PLOT, "pie");
  }

  @Test
  void aProofIsOfTheTable() {
    refused(SECTION + "page: {proof: [line]}\n", PLOT, "people are shown 'line'");
  }
}
