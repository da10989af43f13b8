package dev.faultline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.faultline.udf.rule.CauseSpec;
import dev.faultline.udf.rule.RuleSample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** conf/codes says what NVIDIA's catalogue says. */
class XidCatalogueTest {

  private final Codes codes = Catalog.bundled().codes();

  @Test
  void eachXidOfTheCatalogueHasItsNameApplicabilityAndActions() {
    Map<String, CsvRows.Row> ours =
        CsvRows.read(ConfFiles.bundled().required("codes/xid.csv"), "xid.csv").rows().stream()
            .collect(Collectors.toMap(row -> row.get("code"), Function.identity()));
    List<String[]> theirs = sheet("nvidia_xid_catalog_sheet1_Xids.csv");
    assertThat(theirs).hasSize(172);
    assertThat(ours).hasSize(theirs.size() + 1);
    for (String[] row : theirs) {
      CsvRows.Row our = ours.get(row[1]);
      assertThat(our).as(row[1]).isNotNull();
      assertThat(
              List.of(
                  our.get("name"),
                  our.get("a100"),
                  our.get("h100"),
                  our.get("b100"),
                  our.get("gb200"),
                  our.get("immediate_action"),
                  our.get("investigatory_action")))
          .as(row[1])
          .containsExactly(
              line(row[2]),
              line(row[4]).toLowerCase(),
              line(row[5]).toLowerCase(),
              line(row[6]).toLowerCase(),
              line(row[7]).toLowerCase(),
              line(row[8]),
              line(row[9]));
      // Descriptions are our own.
      assertThat(our.get("description")).as(row[1]).isNotBlank().isNotEqualTo(line(row[3]));
    }
  }

  @Test
  void eachRowOfTheTableOfRegistersIsThere() {
    List<List<String>> theirs =
        sheet("nvidia_xid_catalog_sheet2_Xid_144_150_Decode.csv").stream()
            .map(row -> List.of(row[0], row[2], row[3], line(row[4]), line(row[5]), line(row[9])))
            .toList();
    assertThat(theirs).hasSize(95);
    assertThat(
            CsvRows.read(ConfFiles.bundled().required("codes/xid-144-150.csv"), "xid-144-150.csv")
                .rows()
                .stream()
                .map(
                    row ->
                        List.of(
                            row.get("code"),
                            row.get("intr_info_v1"),
                            row.get("intr_info_v2"),
                            row.get("error_status").replace(' ', '/'),
                            row.get("immediate_action"),
                            row.get("investigatory_action"))))
        .isEqualTo(theirs);
  }

  @Test
  void eachSxidIsThere() {
    List<String> theirs = sheet("sxid_gpud.csv").stream().map(row -> row[0]).toList();
    assertThat(theirs).hasSize(92);
    assertThat(codes.tables().get("sxid").stream().map(CodeRow::code))
        .containsAll(theirs)
        .hasSize(theirs.size() + 1);
  }

  /** Of these the message says how bad it is. */
  private static final Set<String> SAID =
      Set.of("144", "145", "146", "147", "148", "149", "150", "154");

  @Test
  void aCauseOfAnXidIsAsBadAsTheTableSays() {
    Map<String, String> severities =
        codes.tables().get("xid").stream()
            .collect(Collectors.toMap(CodeRow::code, CodeRow::severity));
    Map<String, String> differ = new TreeMap<>();
    for (CauseSpec cause : Catalog.bundled().causes()) {
      for (RuleSample sample : cause.matches()) {
        if (cause.codes().equals("xid")
            && !cause.severity().isEmpty()
            && !SAID.contains(sample.code())
            && !cause.severity().equals(severities.get(sample.code()))) {
          differ.put(sample.code(), cause.id());
        }
      }
    }
    assertThat(differ).isEmpty();
  }

  /** Rows behind the first, blank cells as empty texts. */
  private static List<String[]> sheet(String name) {
    String named = System.getenv("FAULTLINE_DATA");
    Path file = Path.of(named == null ? "../../shared/data" : named, "xid", name);
    assumeTrue(Files.exists(file), "no catalogue: set FAULTLINE_DATA to the folder above it");
    CsvParserSettings settings = new CsvParserSettings();
    settings.setNullValue("");
    settings.setHeaderExtractionEnabled(true);
    settings.setMaxCharsPerColumn(-1);
    return new CsvParser(settings).parseAll(file.toFile());
  }

  /** The catalogue breaks lines in its cells. */
  private static String line(String cell) {
    return cell.strip().replaceAll("\\s+", " ");
  }
}
