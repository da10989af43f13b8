package dev.faultline.fault;

import static dev.faultline.fault.Outcome.assertDone;
import static dev.faultline.fault.Outcome.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.output.RunReader;
import dev.faultline.server.Faultline;
import dev.faultline.server.FaultyStore;
import dev.faultline.server.HdfsServer;
import dev.faultline.server.Published;
import dev.faultline.server.Sample;
import dev.faultline.server.TestFolders;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** HDFS that goes away while logs are read from it, and while results are written to it. */
@Tag("full")
class HdfsFaultsIT {

  private HdfsServer server;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    Sample.local();
    server = HdfsServer.start(TestFolders.create("hdfs"));
    server.files().put(Sample.folder(), logs());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String logs() {
    return server.uri() + "/logs";
  }

  private Faultline.Started start(String input, String output) throws IOException {
    return Faultline.ofCheckout()
        .withHadoop(server.settings())
        .start("analyze", input, "--output", output);
  }

  @Test
  void aPauseWhileLogsAreReadChangesNothing() throws IOException, InterruptedException {
    Path output = TestFolders.create("paused");
    try (Faultline.Started run = start(logs(), output.toString())) {
      awaitReading(run);
      server.pause();
      Thread.sleep(15_000);
      assertThat(run.isAlive()).isTrue();
      server.resume();
      assertDone(run.end());
    }
    assertThat(Published.ofDisk(output).results(logs())).isEqualTo(Sample.localResults());
  }

  @Test
  void logsThatCannotBeReadToTheEndLeaveThePreviousResult()
      throws IOException, InterruptedException {
    Path output = TestFolders.create("reading");
    try (Faultline.Started run = start(logs(), output.toString())) {
      assertDone(run.end());
    }
    String previous = runId(output);
    try (Faultline.Started run = start(logs(), output.toString())) {
      awaitReading(run);
      server.close();
      assertFailed(run.end(), 4, logs());
    }
    assertThat(runId(output)).isEqualTo(previous);
    assertThat(Published.ofDisk(output).results(logs())).isEqualTo(Sample.localResults());
  }

  @Test
  void anOutputThatGoesAwayIsNamed() throws IOException, InterruptedException {
    String output = server.uri() + "/reports";
    try (Faultline.Started run = start(Sample.folder().toString(), output)) {
      while (run.isAlive() && !server.files().exists(output + "/_unfinished")) {
        Thread.sleep(5);
      }
      server.close();
      assertFailed(run.end(), 4, "cannot be written: ");
    }
  }

  /** Waits until a first file of the run is opened. */
  private void awaitReading(Faultline.Started run) throws IOException, InterruptedException {
    long before = server.opened();
    while (run.isAlive() && server.opened() == before) {
      Thread.sleep(5);
    }
    assertThat(run.isAlive()).isTrue();
  }

  private static String runId(Path output) throws IOException {
    return RunReader.open(output.toString(), FaultyStore.DATE, new Configuration()).runId();
  }
}
