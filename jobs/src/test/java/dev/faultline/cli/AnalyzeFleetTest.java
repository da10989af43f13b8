package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of jobs and GPUs are views that a report's SQL may ask. */
class AnalyzeFleetTest {

  private static final String JOBS =
      """
      JobID|User|Start|End|State|AllocTRES|NodeList
      7|ada|2026-03-14T01:00:00|2026-03-14T03:00:00|NODE_FAIL|gres/gpu=16|n[1-2]
      7|ada|2026-03-14T02:00:00|Unknown|RUNNING|gres/gpu=16|n[2-3]
      """;

  @TempDir private Path folder;
  private String log;

  @BeforeEach
  void aLog() throws IOException {
    log = file("a.log", "2026-03-14 02:00:00 ERROR Connection refused\n");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private AnalyzeRun analyze(String... args) {
    return AnalyzeRun.of(folder.resolve("out"), args);
  }

  /** The rows that a section would see: the views of the last run are still there. */
  private static List<String> asked(String sql) {
    return LocalSpark.session().sql(sql).collectAsList().stream().map(Row::mkString).toList();
  }

  @Test
  void theViewsHaveTheRowsOfTheTables() throws IOException {
    String jobs = file("sacct.txt", JOBS);
    String inventory =
        file("gpus.csv", "node,rack,gpu_index,pci_address\nn2,r1,3,00000000:4B:00.0\n");
    AnalyzeRun run =
        analyze(log, "--jobs", jobs, "--inventory", inventory, "--timezone", "Asia/Kolkata");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err())
        .isEqualTo(
            "faultline: "
                + jobs
                + ": 1 job has several rows whose times overlap, as 7 in lines 2 and 3; each of"
                + " them counts\n");
    assertThat(run.manifest().get("fleet").toString())
        .contains("\"uri\":\"" + jobs + "\"", "\"rows\":2", "\"uri\":\"" + inventory + "\"");
    assertThat(
            asked(
                "SELECT concat_ws(' ', j.state, h.host_name, i.rack, i.gpu_index, i.pci_address)"
                    + " FROM jobs j JOIN job_hosts h"
                    + " ON h.job_id = j.job_id AND h.start_time <=> j.start_time"
                    + " LEFT JOIN inventory i ON i.host_name = h.host_name"
                    + " WHERE j.start_time <= TIMESTAMP'2026-03-13T20:30:00Z' ORDER BY 1"))
        .containsExactly(
            "NODE_FAIL n1",
            "NODE_FAIL n2 r1 3 0000:4b:00",
            "RUNNING n2 r1 3 0000:4b:00",
            "RUNNING n3");
  }

  @Test
  void withoutTablesTheViewsAreEmpty() {
    AnalyzeRun run = analyze(log);
    assertThat(run.err()).isEmpty();
    assertThat(run.manifest().get("fleet")).isEmpty();
    assertThat(
            asked(
                "SELECT job_id FROM jobs UNION ALL SELECT host_name FROM job_hosts"
                    + " UNION ALL SELECT gpu_uuid FROM inventory"))
        .isEmpty();
  }

  @Test
  void aWrongTableIsOneSentenceAndExitCode3BeforeAnythingIsWritten() throws IOException {
    String jobs = file("sacct.txt", JOBS.replace("End|", "Ende|"));
    AnalyzeRun run = analyze(log, "--jobs", jobs);
    assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(run.err().lines())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("faultline: " + jobs + ":1: no column is called End; export with sacct -X");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
