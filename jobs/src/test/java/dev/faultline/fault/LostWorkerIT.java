package dev.faultline.fault;

import static dev.faultline.fault.Outcome.assertDone;
import static dev.faultline.server.FaultyStore.SAMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.server.Faultline;
import dev.faultline.server.FaultyProxy.Fault;
import dev.faultline.server.FaultyStore;
import dev.faultline.server.FaultyStore.Stage;
import dev.faultline.server.Sample;
import dev.faultline.server.SparkCluster;
import dev.faultline.server.SparkHome;
import dev.faultline.server.TestFolders;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One of two machines of a standalone cluster that loses its power. */
@Tag("full")
class LostWorkerIT {

  @RegisterExtension static final FaultyStore store = new FaultyStore();

  /** While reading, both have a task each; with the first table, each holds a part of the cube. */
  @ParameterizedTest
  @EnumSource(names = {"READING", "TABLES"})
  void changesNothing(Stage stage) throws IOException, InterruptedException {
    Faultline faultline = store.reachedBy(Faultline.ofArchive(TestFolders.create("archive")));
    String output = "s3a://reports/lost-" + stage;
    try (SparkCluster cluster =
        SparkCluster.start(SparkHome.create(), TestFolders.create("cluster"), 2, "1g")) {
      // What both read or write is held until one of them is gone.
      store.fail(Fault.DELAY, stage);
      try (Faultline.Started started =
          cluster.under(faultline).start("analyze", SAMPLE, "--output", output)) {
        store.awaitFault(started);
        cluster.killWorker(1);
        store.heal();
        Faultline.Run run = started.end();
        assertDone(run);
        assertThat(run.err()).contains("Lost executor");
        assertThat(cluster.executorLog(1)).contains("Running task");
        if (stage == Stage.READING) {
          assertThat(cluster.executorLog(1)).doesNotContain("Finished task");
        }
      }
    }
    assertThat(store.results(output)).isEqualTo(Sample.localResults());
  }
}
