package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.ingest.Counts;
import dev.faultline.ingest.Ledger;
import dev.faultline.schema.SectionSpec;
import dev.faultline.schema.TableSpec;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page opens at once, however much a night has brought. */
class PageSizeTest {

  private static final int MOST_BYTES = 5_000_000;
  private static final int ROWS = 100_000;
  private static final Instant START = Instant.parse("2026-03-14T00:00:00Z");

  /** A report with so many rows in each shipped section, and as many problems with the inputs. */
  private static Report full(String text) {
    List<SectionResult> sections = new ArrayList<>();
    // As many as the sections with a series have.
    List<String> texts = IntStream.range(0, 21).mapToObj(i -> i + text).toList();
    for (SectionSpec spec : SampleReport.CATALOG.sections()) {
      TableSpec table = table(spec.table());
      // Rows that are equal cost the test no memory, and the page as much.
      List<List<Object>> some =
          IntStream.range(0, 1000).mapToObj(i -> row(table, i, texts.get(i % 21))).toList();
      sections.add(
          new SectionResult(
              spec, table, IntStream.range(0, ROWS).mapToObj(i -> some.get(i % 1000)).toList()));
    }
    List<String> problems = IntStream.range(0, ROWS).mapToObj(i -> "damaged at " + i).toList();
    Ledger.Entry file =
        new Ledger.Entry(
            "file:/logs/a.log",
            "",
            1,
            Instant.EPOCH,
            1,
            new Counts(1, 0, 1, 0, 0, 0, 0, 0, 0, 0),
            Map.of(),
            problems,
            null);
    return new Report(
        new RunFacts(List.of("logs"), LocalDate.parse("2026-03-14"), START, START),
        new Ledger(List.of(file), List.of(), List.of()),
        sections);
  }

  private static TableSpec table(String id) {
    return SampleReport.CATALOG.tables().stream()
        .filter(table -> table.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<Object> row(TableSpec table, int i, String text) {
    List<Object> cells = new ArrayList<>();
    for (TableSpec.Column column : table.columns()) {
      cells.add(
          switch (column.type()) {
            case INTEGER -> 1_234_567L + i;
            case DECIMAL -> new BigDecimal("1234567.891");
            case NUMBER -> 1234.5 + i;
            case TIMESTAMP -> START.plusSeconds(900L * (i % 96));
            case LIST -> List.of(text, text);
            case TEXT, PATH -> text;
          });
    }
    return cells;
  }

  private static String page(Report report) {
    return ReportHtml.of(report, Plots.of(report));
  }

  private static int bytes(String page) {
    return page.getBytes(StandardCharsets.UTF_8).length;
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 200, 500, 1024})
  void aHundredThousandRowsInEachSection(int characters) throws Exception {
    String page = page(full("x".repeat(characters)));
    assertThat(bytes(page)).isLessThan(MOST_BYTES);
    assertThat(page).contains("more in csv/files.csv", "more in csv/faults.csv");
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>\n", ""))))
            .getDocumentElement();
    // Nothing is so large that another section had no room.
    NodeList sections = root.getElementsByTagName("section");
    for (int i = 0; i < sections.getLength(); i++) {
      assertThat(sections.item(i).getTextContent().length()).isGreaterThan(100);
    }
    assertThat(page)
        .contains("<a href=\"#read\">Problems with the inputs: 100,000</a>")
        .contains("<li>a.log: damaged at 199</li>")
        .doesNotContain("<li>a.log: damaged at 200</li>")
        .contains("<li>… 99,800 more; report.json has all, csv/files.csv those of each file</li>");
  }

  @Test
  void textsOfAMebibyteThatMustBeEscaped() {
    assertThat(bytes(page(full("\"".repeat(1 << 20))))).isLessThan(MOST_BYTES);
  }

  @Test
  void rowsThatArePlainAreThereUpToTheLimitOfTheirSection() {
    String page = page(full("gpu-node-01"));
    assertThat(page).contains("… 99,800 more in csv/hosts.csv");
  }
}
