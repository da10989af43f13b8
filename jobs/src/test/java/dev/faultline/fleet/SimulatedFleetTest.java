package dev.faultline.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.catalog.SimulateFiles;
import dev.faultline.simulate.SimulateOptions;
import dev.faultline.simulate.Simulation;
import dev.faultline.udf.rule.PciAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of a simulated night say of each incident what the truth beside them says. */
class SimulatedFleetTest {

  private static final Column NODE = Column.of("node");
  private static final Column GPU_INDEX = Column.of("gpu_index");
  private static final Column UUID = Column.of("gpu_uuid");
  private static final Column PCI = Column.of("pci_address");
  private static final Column JOB_ID = Column.of("job_id");
  private static final Column START_TIME = Column.of("start_time");

  @TempDir private static Path night;
  private static List<TableRows.Row> incidents;

  @BeforeAll
  static void write() throws IOException {
    Configuration local = new Configuration();
    Simulation.write(
        SimulateFiles.load(null, local),
        new SimulateOptions(4, 6, 4 << 20, 5, Instant.parse("2026-03-13T22:00:00Z")),
        FileSystem.getLocal(local),
        new org.apache.hadoop.fs.Path(night.toUri()),
        "test",
        1);
    incidents = TableRows.of(table("truth/incidents.csv"), List.of(NODE, UUID), "").rows();
  }

  private static TableText table(String path) {
    return TableText.read(night.resolve(path).toString(), "--test", new Configuration());
  }

  @Test
  void jobsRanWhereIncidentsWere() {
    JobTable table = JobTable.of(table("tables/sacct.txt"), ZoneOffset.UTC);
    assertThat(table.remarks()).isEmpty();
    assertThat(table.jobs())
        .isNotEmpty()
        .allSatisfy(
            job -> {
              assertThat(job.hosts()).hasSize(job.nodes());
              assertThat(job.gpus()).isEqualTo(8 * job.nodes());
            })
        .extracting(Job::state)
        .contains("FAILED", "COMPLETED");
    int looked = 0;
    for (TableRows.Row incident : incidents) {
      if (incident.get(JOB_ID) == null) {
        continue;
      }
      List<String> nodes = Arrays.asList(incident.get(NODE).split(";"));
      Instant time = Instant.parse(incident.get(START_TIME));
      List<String> ran =
          table.jobs().stream()
              .filter(job -> job.hosts().stream().anyMatch(nodes::contains))
              .filter(job -> !job.start().isAfter(time))
              .filter(job -> job.end() == null || !job.end().isBefore(time.minusSeconds(1)))
              .map(Job::id)
              .toList();
      assertThat(ran).contains(incident.get(JOB_ID).split(";"));
      looked++;
    }
    assertThat(looked).isGreaterThan(20);
  }

  @Test
  void theInventoryHasTheGpusThatWereHit() {
    List<Gpu> gpus = InventoryTable.of(table("tables/inventory.csv")).gpus();
    assertThat(gpus).hasSize(6 * 8);
    int looked = 0;
    for (TableRows.Row incident : incidents) {
      if (incident.get(UUID) == null) {
        continue;
      }
      assertThat(gpus)
          .filteredOn(gpu -> gpu.uuid().equals(incident.get(UUID)))
          .singleElement()
          .satisfies(
              gpu -> {
                assertThat(gpu.host()).isEqualTo(incident.get(NODE));
                assertThat(gpu.index()).isEqualTo(incident.number(GPU_INDEX));
                assertThat(gpu.pciAddress()).isEqualTo(PciAddress.normalised(incident.get(PCI)));
                assertThat(gpu.rack()).isNotNull();
              });
      looked++;
    }
    assertThat(looked).isGreaterThan(20);
  }
}
