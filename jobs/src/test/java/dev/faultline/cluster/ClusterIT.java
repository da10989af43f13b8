package dev.faultline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.server.Faultline;
import dev.faultline.server.Published;
import dev.faultline.server.RemoteFiles;
import dev.faultline.server.Sample;
import dev.faultline.server.SparkCluster;
import dev.faultline.server.SparkHome;
import dev.faultline.server.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged archive on a Spark of the user's own, whose executors are other processes. */
class ClusterIT {

  private static final String EXECUTOR_MEMORY = "--conf spark.executor.memory=1g";

  private static final String[] WAIT_FOR_BOTH = {
    "--conf spark.scheduler.minRegisteredResourcesRatio=1.0",
    "--conf spark.scheduler.maxRegisteredResourcesWaitingTime=60s"
  };

  private static SparkHome spark;
  private static Faultline faultline;

  @BeforeAll
  static void unpack() throws IOException, InterruptedException {
    spark = SparkHome.create();
    faultline =
        Faultline.ofArchive(TestFolders.create("archive"))
            .with(spark.environment())
            .withSparkOptions("--conf spark.ui.enabled=false");
  }

  @Test
  void executorsOfALocalClusterGiveTheLocalResults() throws IOException, InterruptedException {
    assertThatResultsAreLocal(
        faultline.withSparkOptions("--master local-cluster[2,1,1024]", EXECUTOR_MEMORY));
  }

  @Test
  void workersOfAStandaloneClusterGiveTheLocalResults() throws IOException, InterruptedException {
    try (SparkCluster cluster = startCluster()) {
      assertThatResultsAreLocal(on(cluster));
      for (int worker = 0; worker < 2; worker++) {
        assertThat(cluster.workFolder(worker)).isDirectoryContaining("glob:**/app-*");
      }
    }
  }

  @Test
  @Tag("full")
  void aWorkerThatIsLostOnTheWayChangesNothing() throws Exception {
    try (SparkCluster cluster = startCluster()) {
      Path output = TestFolders.create("there");
      Faultline onBoth = on(cluster).withSparkOptions(WAIT_FOR_BOTH);
      ExecutorService aside = Executors.newSingleThreadExecutor();
      Future<Faultline.Run> run = aside.submit(() -> analyze(onBoth, output));
      aside.shutdown();
      // With the first table, both workers have read logs and hold parts of the cube.
      while (!run.isDone() && !hasTables(output)) {
        Thread.sleep(100);
      }
      cluster.killWorker(1);
      assertThatResultsAreLocal(run.get(), output);
      assertThat(run.get().err()).contains("Lost executor");
    }
  }

  private static boolean hasTables(Path output) throws IOException {
    try (Stream<Path> made = Files.walk(output, 3)) {
      return made.anyMatch(path -> path.endsWith("tables"));
    }
  }

  private static SparkCluster startCluster() throws IOException, InterruptedException {
    return SparkCluster.start(spark, TestFolders.create("cluster"), 2, "1g");
  }

  private static Faultline on(SparkCluster cluster) {
    return faultline.withSparkOptions("--master " + cluster.master(), EXECUTOR_MEMORY);
  }

  private static Faultline.Run analyze(Faultline there, Path output)
      throws IOException, InterruptedException {
    return there.run("analyze", Sample.folder().toString(), "--output", output.toString());
  }

  private static void assertThatResultsAreLocal(Faultline there)
      throws IOException, InterruptedException {
    Path output = TestFolders.create("there");
    assertThatResultsAreLocal(analyze(there, output), output);
  }

  private static void assertThatResultsAreLocal(Faultline.Run run, Path output)
      throws IOException, InterruptedException {
    assertThat(run.exitCode()).as("%s", run).isZero();
    Published published =
        Published.in(new RemoteFiles(new Configuration()).read(output.toUri().toString()));
    // Not a letter may differ: these logs lie where those of the local run do.
    assertThat(published.results()).isEqualTo(Sample.local().results());
  }
}
