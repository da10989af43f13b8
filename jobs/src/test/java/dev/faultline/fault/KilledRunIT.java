package dev.faultline.fault;

import static dev.faultline.fault.Outcome.assertDone;
import static dev.faultline.server.FaultyStore.DATE;
import static dev.faultline.server.FaultyStore.SAMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.output.RunReader;
import dev.faultline.server.Faultline;
import dev.faultline.server.FaultyProxy.Fault;
import dev.faultline.server.FaultyStore;
import dev.faultline.server.FaultyStore.Stage;
import dev.faultline.server.Published;
import dev.faultline.server.RemoteFiles;
import dev.faultline.server.Sample;
import dev.faultline.server.TestFolders;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A driver that gets SIGKILL leaves the result of before, or its own whole one. */
@Tag("full")
class KilledRunIT {

  @RegisterExtension static final FaultyStore store = new FaultyStore();

  private static final Configuration CONF = new Configuration();

  @Test
  void atEachStageOnS3() throws IOException, InterruptedException {
    String output = "s3a://reports/killed";
    kill(Stage.TABLES, output);
    assertThatThrownBy(() -> store.reader(output)).isInstanceOf(FileNotFoundException.class);
    assertDone(analyzeOnS3(output).end());
    String previous = store.reader(output).runId();
    for (Stage stage : List.of(Stage.READING, Stage.TABLES, Stage.REPORTS, Stage.POINTER)) {
      kill(stage, output);
      assertThat(store.reader(output).runId()).as("%s", stage).isEqualTo(previous);
      assertThat(store.results(output)).as("%s", stage).isEqualTo(Sample.localResults());
    }
    kill(Stage.TIDYING, output);
    String killed = store.reader(output).runId();
    assertThat(killed).isNotEqualTo(previous);
    assertThat(store.results(output)).isEqualTo(Sample.localResults());
    assertDone(analyzeOnS3(output).end());
    assertThat(store.reader(output).runId()).isNotEqualTo(killed);
    assertThat(store.results(output)).isEqualTo(Sample.localResults());
  }

  private static void kill(Stage stage, String output) throws IOException, InterruptedException {
    store.fail(Fault.RESET, stage);
    try (Faultline.Started run = analyzeOnS3(output)) {
      store.awaitFault(run);
      assertThat(run.isAlive()).as("%s", stage).isTrue();
    }
    store.heal();
  }

  private static Faultline.Started analyzeOnS3(String output) throws IOException {
    return store.faultline().start("analyze", SAMPLE, "--output", output);
  }

  @Test
  void asFilesAppearOnALocalDisk() throws IOException, InterruptedException {
    Path output = TestFolders.create("killed");
    assertDone(analyze(output).end());
    String previous = RunReader.open(output.toString(), DATE, CONF).runId();
    for (String file : List.of("_unfinished/RUN", "tables/cube", "csv/files.csv")) {
      try (Faultline.Started run = analyze(output)) {
        while (run.isAlive() && !has(output, previous, file)) {
          Thread.sleep(1);
        }
        run.kill();
      }
      String found = RunReader.open(output.toString(), DATE, CONF).runId();
      if (!file.startsWith("csv/")) {
        assertThat(found).as(file).isEqualTo(previous);
      }
      // Behind the last report the pointer may have come first, and then its run is whole.
      assertThat(results(output)).as(file).isEqualTo(Sample.local().results());
      deleteAllBut(output, found);
      previous = found;
    }
    assertDone(analyze(output).end());
    assertThat(RunReader.open(output.toString(), DATE, CONF).runId()).isNotEqualTo(previous);
    assertThat(results(output)).isEqualTo(Sample.local().results());
  }

  private static Faultline.Started analyze(Path output) throws IOException {
    return Faultline.ofCheckout()
        .start("analyze", Sample.folder().toString(), "--output", output.toString());
  }

  private static java.util.Map<String, String> results(Path output) throws IOException {
    return Published.in(new RemoteFiles(CONF).read(output.toUri().toString())).results();
  }

  /** Tells whether a run other than the previous one has made a file. */
  private static boolean has(Path output, String previous, String file) throws IOException {
    Path parent = output.resolve(file.startsWith("_unfinished") ? "_unfinished" : "_runs");
    try (Stream<Path> runs = Files.list(parent)) {
      return runs.filter(run -> !run.endsWith(previous))
          .anyMatch(run -> file.startsWith("_unfinished") || Files.exists(run.resolve(file)));
    }
  }

  /** What a killed run left would be taken for what the next one makes. */
  private static void deleteAllBut(Path output, String run) throws IOException {
    for (String folder : List.of("_unfinished", "_runs")) {
      try (Stream<Path> left = Files.list(output.resolve(folder))) {
        for (Path path : left.filter(path -> !path.endsWith(run)).toList()) {
          org.apache.hadoop.fs.FileUtil.fullyDelete(path.toFile());
        }
      }
    }
  }
}
