package dev.faultline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.server.Faultline;
import dev.faultline.server.HdfsServer;
import dev.faultline.server.Published;
import dev.faultline.server.Sample;
import dev.faultline.server.SparkCluster;
import dev.faultline.server.SparkHome;
import dev.faultline.server.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged archive on a Spark of the user's own, whose executors are other processes. */
class ClusterIT {

  private static SparkHome spark;
  private static Faultline faultline;

  @BeforeAll
  static void unpack() throws IOException, InterruptedException {
    spark = SparkHome.create();
    faultline = Faultline.ofArchive(TestFolders.create("archive"));
  }

  @Test
  void executorsOfALocalClusterGiveTheLocalResults() throws IOException, InterruptedException {
    assertThatResultsAreLocal(
        spark
            .under(faultline)
            .withSparkOptions(
                "--master local-cluster[2,1,1024]", "--conf spark.executor.memory=1g"));
  }

  @Test
  void workersOfAStandaloneClusterGiveTheLocalResults() throws IOException, InterruptedException {
    try (SparkCluster cluster = startCluster()) {
      assertThatResultsAreLocal(cluster.under(faultline));
      for (int worker = 0; worker < 2; worker++) {
        assertThat(cluster.workFolder(worker)).isDirectoryContaining("glob:**/app-*");
      }
    }
  }

  @Test
  @Tag("full")
  void executorsReadNoFileOfTheDriversDisk() throws IOException, InterruptedException {
    Path recordings = TestFolders.create("recordings");
    try (HdfsServer hdfs = HdfsServer.start(TestFolders.create("hdfs"));
        SparkCluster cluster = startCluster()) {
      String logs = hdfs.uri() + "/logs";
      hdfs.files().put(Sample.folder(), logs);
      Faultline.Run run =
          cluster
              .under(faultline)
              .withHadoop(hdfs.settings())
              .withSparkOptions(
                  "--conf spark.executor.extraJavaOptions=-XX:StartFlightRecording="
                      + "jdk.FileRead#enabled=true,jdk.FileRead#threshold=0ms,filename="
                      + recordings)
              .run("analyze", logs, "--output", hdfs.uri() + "/reports");
      assertThat(run.exitCode()).as("%s", run).isZero();
      assertThat(Published.in(hdfs.files().read(hdfs.uri() + "/reports")).results(logs))
          .isEqualTo(Sample.localResults());
      String sample = Sample.folder().toString();
      Set<String> read = filesRead(recordings);
      // The application's jar, as Spark has brought it to each worker.
      for (int worker = 0; worker < 2; worker++) {
        String own = cluster.workFolder(worker).toString();
        assertThat(read).anyMatch(path -> path.startsWith(own) && path.endsWith(".jar"));
      }
      assertThat(read)
          .noneMatch(path -> path.startsWith(faultline.home().toString()))
          .noneMatch(path -> path.startsWith(sample));
    }
  }

  /** Returns all files that the recorded processes have read from. */
  private static Set<String> filesRead(Path recordings) throws IOException {
    Set<String> paths = new TreeSet<>();
    try (Stream<Path> files = Files.list(recordings)) {
      for (Path file : files.toList()) {
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
          boolean isOfFile =
              event.getEventType().getName().equals("jdk.FileRead")
                  // A stream of the process itself has no path.
                  && event.getString("path") != null;
          if (isOfFile) {
            paths.add(event.getString("path"));
          }
        }
      }
    }
    return paths;
  }

  private static SparkCluster startCluster() throws IOException, InterruptedException {
    return SparkCluster.start(spark, TestFolders.create("cluster"), 2, "1g");
  }

  private static void assertThatResultsAreLocal(Faultline there)
      throws IOException, InterruptedException {
    Path output = TestFolders.create("there");
    Faultline.Run run =
        there.run("analyze", Sample.folder().toString(), "--output", output.toString());
    assertThat(run.exitCode()).as("%s", run).isZero();
    // Not a letter may differ: these logs lie where those of the local run do.
    assertThat(Published.ofDisk(output).results()).isEqualTo(Sample.local().results());
  }
}
