package dev.faultline.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.faultline.catalog.Catalog;
import dev.faultline.report.ReportViews.Cell;
import dev.faultline.udf.mask.MaskScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the report says of Xids is what the catalogue says, or the message itself. */
class XidCodesTest {

  private static final Pattern XID = Pattern.compile("NVRM: Xid \\([^)]*\\): (\\d+)");
  private static final Pattern REGISTERS =
      Pattern.compile("\\(0x([0-9a-f]{8}) 0x([0-9a-f]{8})[ )]");
  private static final List<String> SEVERAL =
      List.of("144", "145", "146", "147", "148", "149", "150", "154");

  /** The row of a host: name, immediate and investigatory action, meaning, action. */
  private static Map<String, List<String>> faults(List<String> lines) {
    MaskScanner mask = new MaskScanner(Catalog.bundled().mask());
    ReportViews views = new ReportViews().xid("xid");
    for (int i = 0; i < lines.size(); i++) {
      Matcher xid = XID.matcher(lines.get(i));
      assertThat(xid.find()).as(lines.get(i)).isTrue();
      byte[] line = lines.get(i).getBytes(UTF_8);
      int length = mask.mask(line, 0, line.length);
      views.add(
          new Cell("f/" + i, null, new String(mask.bytes(), 0, length, UTF_8))
              .host(lines.get(i))
              .cause("xid", xid.group(1))
              .error("gpu", "high"));
    }
    SectionResult result =
        SampleReport.sections(views, "faults").stream()
            .filter(section -> section.spec().id().equals("faults"))
            .findFirst()
            .orElseThrow();
    List<String> names =
        List.of("code_name", "immediate_action", "investigatory_action", "meaning", "action");
    Map<String, List<String>> rows = new TreeMap<>();
    result
        .rows()
        .forEach(
            row ->
                rows.put(
                    (String) row.get(result.table().indexOf("host_name")),
                    names.stream()
                        .map(name -> (String) row.get(result.table().indexOf(name)))
                        .toList()));
    return rows;
  }

  @Test
  void aRowABlankAndNoRow() {
    String support =
        "Save the output of `nvidia-bug-report.sh` and ask the support of whoever sold the GPU.";
    assertThat(
            faults(
                List.of(
                    "NVRM: Xid (PCI:0000:3b:00): 62, 2027(1c40)",
                    "NVRM: Xid (PCI:0000:3b:00): 1, x",
                    "NVRM: Xid (PCI:0000:3b:00): 162, x",
                    "NVRM: Xid (PCI:0000:3b:00): 999, x")))
        .isEqualTo(
            Map.of(
                "NVRM: Xid (PCI:0000:3b:00): 62, 2027(1c40)",
                List.of(
                    "PMU_HALT_ERROR",
                    "RESET_GPU",
                    "CONTACT_SUPPORT",
                    "The power controller of the GPU halted.",
                    "Stop what uses the GPU and reset it (`nvidia-smi --gpu-reset`); the node need"
                        + " not restart."),
                "NVRM: Xid (PCI:0000:3b:00): 1, x",
                List.of(
                    "ROBUST_CHANNEL_FIFO_ERROR_FIFO_METHOD",
                    "CONTACT_SUPPORT",
                    "CONTACT_SUPPORT",
                    "Not used since the A100.",
                    support),
                "NVRM: Xid (PCI:0000:3b:00): 162, x",
                List.of(
                    "PSHC_REENGAGED",
                    "CONTACT_SUPPORT",
                    "CONTACT_SUPPORT",
                    "Power smoothing is on again.",
                    support),
                "NVRM: Xid (PCI:0000:3b:00): 999, x",
                List.of(
                    "unknown code 999",
                    "CONTACT_SUPPORT",
                    "CONTACT_SUPPORT",
                    "A number that is not in the catalogue.",
                    support)));
  }

  /** Bits by hand: 0xe2 is unit 7 of drivers before R575, 0x07 the same of those from R575 on. */
  @Test
  void theMessageItselfSaysWhatToDo() {
    Map<String, List<String>> rows =
        faults(
            List.of(
                "NVRM: Xid (PCI:0009:01:00): 154, GPU recovery action changed from 0x0 (None) to"
                    + " 0x4 (Drain and Reset)",
                "NVRM: Xid (PCI:0009:01:00): 154, GPU recovery action changed from 0x4 (Drain and"
                    + " Reset) to 0x1 (GPU Reset Required)",
                "NVRM: Xid (PCI:0009:01:00): 154, GPU recovery action changed from 0x4 (x) to 0x9"
                    + " (New)",
                "NVRM: Xid (PCI:0009:01:00): 145, RLW_SRC_TRACK Nonfatal XC1 i0 Link 12 (0x040bc8e2"
                    + " 0x00000010 0x00000000)",
                "NVRM: Xid (PCI:0009:01:00): 145, RLW_SRC_TRACK Nonfatal XC1 i0 Link 12 (0x00000007"
                    + " 0x00000004 0x00000000)",
                "NVRM: Xid (PCI:0009:01:00): 145, RLW_RXPIPE Nonfatal XC0 i0 Link 02 (0x000000c2"
                    + " 0x00000001 0x00000000)",
                "NVRM: Xid (PCI:0009:01:00): 145, RLW_RXPIPE Fatal XC0 i0 Link 02 (0x000004c2"
                    + " 0x00000001 0x00000000)",
                "NVRM: Xid (PCI:0009:01:00): 149, NETIR_LINK_DOWN Fatal XC0 i0 Link 02 (0x00200011"
                    + " 0x00000000 0x00000000)",
                "NVRM: Xid (PCI:0009:01:00): 149, NETIR_LINK_EVT Fatal XC0 i0 Link 02 (0x02a001c6"
                    + " 0x00000000 0x00000000)",
                "NVRM: Xid (PCI:0009:01:00): 145, RLW_REMAP Nonfatal XC1 i0 Link 10"));
    List<String> said = new ArrayList<>();
    rows.forEach(
        (line, row) ->
            said.add(
                line.replaceAll(".*to (0x\\d).*|.*Link \\d+ ?(.*)", "$1$2")
                    + " → "
                    + String.join(", ", row.subList(0, 3))));
    String informational = "N/A Informational only regarding another Xid";
    assertThat(said)
        .containsExactlyInAnyOrder(
            "0x4 → GPU_RECOVERY_ACTION_CHANGED: Drain and Reset, DRAIN_AND_RESET, " + informational,
            "0x1 → GPU_RECOVERY_ACTION_CHANGED: GPU Reset Required, RESET_GPU, " + informational,
            "0x9 → GPU_RECOVERY_ACTION_CHANGED, XID_154, " + informational,
            "(0x040bc8e2 0x00000010 0x00000000) → NVLINK_RLW_ERROR: RLW_SRC_TRACK, RESET_GPU,"
                + " CONTACT_SUPPORT",
            "(0x00000007 0x00000004 0x00000000) → NVLINK_RLW_ERROR: RLW_SRC_TRACK, XID_154_EVAL,"
                + " IGNORE",
            "(0x000000c2 0x00000001 0x00000000) → NVLINK_RLW_ERROR: RLW_RXPIPE, IGNORE,"
                + " CONTACT_SUPPORT",
            "(0x000004c2 0x00000001 0x00000000) → NVLINK_RLW_ERROR: RLW_RXPIPE, RESET_GPU,"
                + " CONTACT_SUPPORT",
            "(0x00200011 0x00000000 0x00000000) → NVLINK_NETIR_ERROR: NETIR_LINK_DOWN, RESET_GPU,"
                + " INVESTIGATE_LINK_SI",
            "(0x02a001c6 0x00000000 0x00000000) → NVLINK_NETIR_ERROR: NETIR_LINK_EVT, RESET_GPU,"
                + " INVESTIGATE_LINK_SI_AND_CABLES",
            " → NVLINK_RLW_ERROR, WORKFLOW_NVLINK5_ERR, WORKFLOW_NVLINK5_ERR");
  }

  /** Reads NVIDIA's own sheets, with bits compared as characters. */
  @Test
  void eachXidLineOfTheRealLogsHasTheActionOfTheCatalogue() throws IOException {
    String named = System.getenv("FAULTLINE_DATA");
    Path data = Path.of(named == null ? "../../shared/data" : named);
    assumeTrue(Files.isDirectory(data), "no real logs: set FAULTLINE_DATA to their folder");
    List<String> lines = new ArrayList<>();
    for (String json : Files.readAllLines(data.resolve("kernel/fault-and-ordinary-lines.jsonl"))) {
      String line = new ObjectMapper().readTree(json).get("line").asText();
      if (XID.matcher(line).find()) {
        lines.add(line);
      }
    }
    // jq -r .line … | grep -cE 'NVRM: Xid \([^)]*\): [0-9]'
    assertThat(lines).hasSize(78);
    List<String[]> xids = sheet(data, "nvidia_xid_catalog_sheet1_Xids.csv");
    List<String[]> decode = sheet(data, "nvidia_xid_catalog_sheet2_Xid_144_150_Decode.csv");
    Map<String, List<String>> rows = faults(lines);
    int decoded = 0;
    for (String line : lines) {
      Matcher xid = XID.matcher(line);
      assertThat(xid.find()).isTrue();
      String code = xid.group(1);
      String[] row =
          xids.stream().filter(x -> x[1].equals(code)).findFirst().orElse(new String[10]);
      String expected = row[8] == null ? "CONTACT_SUPPORT" : row[8];
      if (SEVERAL.contains(code)) {
        String said = said(code, line, decode);
        decoded += said == null ? 0 : 1;
        expected = said == null ? expected : said;
      }
      assertThat(rows.get(line).get(1)).as(line).isEqualTo(expected);
      assertThat(rows.get(line).get(0))
          .as(line)
          .startsWith(row[2] == null ? "unknown code " + code : row[2].replaceAll("\\s+", " "));
    }
    // Of 43: one has no registers, one is cut off in them, one has a unit without a row, and one
    // Xid
    // 154 is cut off.
    assertThat(decoded).isEqualTo(39);
  }

  private static String said(String code, String line, List<String[]> decode) {
    if (code.equals("154")) {
      return line.contains(") to 0x1 ")
          ? "RESET_GPU"
          : line.contains(") to 0x4 ") ? "DRAIN_AND_RESET" : null;
    }
    Matcher registers = REGISTERS.matcher(line);
    if (!registers.find()) {
      return null;
    }
    String bits = Long.toBinaryString(0x1_0000_0000L | Long.parseLong(registers.group(1), 16));
    String status = "0x" + registers.group(2);
    for (String[] row : decode) {
      if (row[0].equals(code)
          && (row[4] == null || Arrays.asList(row[4].split("/")).contains(status))) {
        if (fits(row[2], bits) || fits(row[3], bits)) {
          return row[5];
        }
        if (row[6] != null && (fits(row[6], bits) || fits(row[7], bits))) {
          return row[8];
        }
      }
    }
    return null;
  }

  /** The bits have a 1 in front, so that zeros stay. */
  private static boolean fits(String pattern, String bits) {
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) != '-' && pattern.charAt(i) != bits.charAt(i + 1)) {
        return false;
      }
    }
    return true;
  }

  private static List<String[]> sheet(Path data, String name) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setHeaderExtractionEnabled(true);
    settings.setMaxCharsPerColumn(-1);
    return new CsvParser(settings).parseAll(data.resolve("xid").resolve(name).toFile());
  }
}
