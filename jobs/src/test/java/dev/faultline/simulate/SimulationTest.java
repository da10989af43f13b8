package dev.faultline.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night of 16 nodes and 8 hours: what is in it, and whether the truth about it is one. */
class SimulationTest {

  private static final long SIZE = 64L << 20;

  @TempDir private static Path temp;
  private static SimulatedNight night;

  @BeforeAll
  static void write() {
    night = SimulatedNight.of(temp.resolve("night"), 8, 16, SIZE, 1, 2);
  }

  @Test
  void everyFamilyHappens() {
    Set<String> families =
        night.incidents().stream().map(row -> row.get("family")).collect(Collectors.toSet());
    Set<String> known =
        SimulatedNight.LIBRARY.families().stream()
            .map(family -> family.spec().id())
            .collect(Collectors.toSet());
    assertThat(families).isEqualTo(known);
    assertThat(night.outcome().leftOut()).isEmpty();
    assertThat(night.outcome().families()).isEqualTo(known.size());
  }

  @Test
  void theLogsHaveAboutTheSizeThatWasAskedFor() {
    long bytes =
        night.files().stream()
            .filter(file -> file.startsWith("logs/"))
            .mapToLong(file -> night.content(file).length)
            .sum();
    assertThat(bytes).isBetween(SIZE * 9 / 10, SIZE * 11 / 10);
  }

  @Test
  void theManifestCountsWhatIsThere() throws IOException {
    JsonNode manifest = new ObjectMapper().readTree(night.content("truth/manifest.json"));
    Set<String> listed = new TreeSet<>();
    for (JsonNode file : manifest.get("files")) {
      String path = file.get("path").asText();
      byte[] content = night.content(path);
      long lines = 0;
      for (byte b : content) {
        lines += b == '\n' ? 1 : 0;
      }
      assertThat(file.get("bytes").asLong()).as(path).isEqualTo(content.length);
      assertThat(file.get("lines").asLong()).as(path).isEqualTo(lines);
      listed.add(path);
    }
    assertThat(night.files())
        .filteredOn(file -> file.startsWith("logs/") || file.startsWith("metrics/"))
        .containsExactlyInAnyOrderElementsOf(listed);
  }

  /** A line of an Xid must be that of its incident's GPU, and so on; storms are not left out. */
  @Test
  void eachNamedLineIsThatLine() {
    Map<String, Map<String, String>> incidents = new HashMap<>();
    night.incidents().forEach(row -> incidents.put(row.get("incident_id"), row));
    Map<String, List<String>> files = new HashMap<>();
    Set<String> labelled = new HashSet<>();
    for (Map<String, String> label : night.labels()) {
      List<String> lines = files.computeIfAbsent(label.get("path"), night::lines);
      int number = Integer.parseInt(label.get("line"));
      String line = lines.get(number - 1);
      Map<String, String> incident = incidents.get(label.get("incident_id"));
      labelled.add(label.get("path") + ":" + number);
      assertThat(line).as("%s", label).isNotBlank();
      if (line.contains("NVRM: Xid (PCI:")) {
        String address = incident.get("pci_address");
        assertThat(line)
            .as("%s", label)
            .contains("(PCI:" + address.substring(0, address.length() - 2) + ")");
      }
      if (line.contains("WorkNCCL(SeqNum=")) {
        assertThat(incident.get("family"))
            .isIn("nccl_hang", "xid_74_nvlink", "xid_79_off_bus", "infiniband_link_down");
      }
    }
    // The other way round: no line of a GPU fault is without a label.
    for (String file : night.files()) {
      if (file.startsWith("logs/")) {
        List<String> lines = files.computeIfAbsent(file, night::lines);
        for (int i = 0; i < lines.size(); i++) {
          if (lines.get(i).contains("NVRM: Xid (PCI:")) {
            assertThat(labelled.contains(file + ":" + (i + 1))).as(lines.get(i)).isTrue();
          }
        }
      }
    }
  }

  @Test
  void incidentsNameTheirFirstAndLastLine() {
    Map<String, List<Map<String, String>>> labels =
        night.labels().stream().collect(Collectors.groupingBy(row -> row.get("incident_id")));
    for (Map<String, String> incident : night.incidents()) {
      List<Map<String, String>> own = labels.getOrDefault(incident.get("incident_id"), List.of());
      assertThat(own).as("%s", incident).hasSize(Integer.parseInt(incident.get("lines")));
      if (own.isEmpty()) {
        assertThat(incident.get("first_path")).isEmpty();
        assertThat(incident.get("family")).isIn("gpu_metrics_silent", "host_silent");
        continue;
      }
      Set<String> places =
          own.stream()
              .map(row -> row.get("path") + ":" + row.get("line"))
              .collect(Collectors.toSet());
      assertThat(places)
          .contains(
              incident.get("first_path") + ":" + incident.get("first_line"),
              incident.get("last_path") + ":" + incident.get("last_line"));
      assertThat(incident.get("first_time"))
          .isEqualTo(own.stream().map(row -> row.get("time")).min(String::compareTo).orElseThrow());
      assertThat(incident.get("last_time"))
          .isEqualTo(own.stream().map(row -> row.get("time")).max(String::compareTo).orElseThrow());
    }
  }

  /** All but the few that are broken there on purpose. */
  @Test
  void eachKernelLineStandsInTheSecondLogOfItsNodeToo() {
    for (String host : List.of("gpu-node-001", "gpu-node-007", "gpu-node-009", "gpu-node-015")) {
      List<String> kern = kernel(host, "kern.log.2.gz", "kern.log.1", "kern.log");
      Set<String> syslog = new HashSet<>(kernel(host, "syslog.1", "syslog"));
      assertThat(kern).as(host).hasSizeGreaterThan(300);
      assertThat(kern.stream().filter(line -> !syslog.contains(line))).as(host).hasSizeLessThan(4);
    }
  }

  private static List<String> kernel(String host, String... files) {
    return Arrays.stream(files)
        .flatMap(file -> night.lines("logs/2026-03-14/" + host + "/" + file).stream())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  @Test
  void aSilentNodeWritesNothing() {
    Map<String, String> silent =
        night.incidents().stream()
            .filter(row -> row.get("family").equals("host_silent"))
            .findFirst()
            .orElseThrow();
    String host = silent.get("node");
    String metrics = "metrics/" + host + "/gpu.csv";
    String from = silent.get("start_time").substring(0, 19).replace('T', ' ').replace('-', '/');
    List<String> rows = night.lines(metrics);
    assertThat(rows.subList(1, rows.size() - 1))
        .isNotEmpty()
        .allMatch(row -> row.substring(0, 19).compareTo(from) <= 0);
    String end = SimulatedNight.START.plusSeconds(8 * 3600).toString();
    assertThat(silent.get("start_time")).isLessThan(end);
  }

  @Test
  void theTablesKnowTheNodesAndJobsOfTheTruth() {
    Map<String, Map<String, String>> jobs = new HashMap<>();
    night.table("tables/sacct.txt", "\\|").forEach(row -> jobs.put(row.get("JobID"), row));
    Map<String, String> gpus = new HashMap<>();
    night
        .table("tables/inventory.csv", ",")
        .forEach(
            row -> gpus.put(row.get("gpu_uuid"), row.get("node") + "/" + row.get("pci_address")));
    assertThat(gpus).hasSize(16 * 8);
    for (Map<String, String> incident : night.incidents()) {
      if (!incident.get("gpu_uuid").isEmpty()) {
        assertThat(gpus.get(incident.get("gpu_uuid")))
            .isEqualTo(incident.get("node") + "/" + incident.get("pci_address"));
      }
      for (String job : incident.get("job_id").split(";")) {
        if (!job.isEmpty()) {
          Map<String, String> row = jobs.get(job);
          String start = incident.get("start_time").substring(0, 19);
          assertThat(row.get("Start")).isLessThanOrEqualTo(start);
          assertThat(row.get("End")).isGreaterThanOrEqualTo(start);
        }
      }
    }
  }
}
