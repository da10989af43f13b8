package dev.faultline.fault;

import static dev.faultline.fault.Outcome.assertDone;
import static dev.faultline.fault.Outcome.assertFailed;
import static dev.faultline.server.FaultyStore.SAMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.output.RunReader;
import dev.faultline.server.Faultline;
import dev.faultline.server.FaultyProxy.Fault;
import dev.faultline.server.FaultyStore;
import dev.faultline.server.FaultyStore.Stage;
import dev.faultline.server.Published;
import dev.faultline.server.RemoteFiles;
import dev.faultline.server.Sample;
import dev.faultline.server.TestFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The faults that tell most, of those in docs/reliability.md; the others are tagged full. */
class FaultsIT {

  @RegisterExtension static final FaultyStore store = new FaultyStore();

  @Test
  void errorsThatPassChangeNothing() throws IOException, InterruptedException {
    store.failTwice(Fault.SERVER_ERROR, EnumSet.allOf(Stage.class));
    assertDone(store.faultline().run("analyze", SAMPLE, "--output", "s3a://reports/errors"));
    assertThat(store.proxy().faultsLeft()).isZero();
    assertThat(store.results("s3a://reports/errors")).isEqualTo(Sample.localResults());
  }

  @Test
  void aRunKilledBeforeThePointerLeavesThePreviousResult()
      throws IOException, InterruptedException {
    String output = "s3a://reports/killed";
    assertDone(store.faultline().run("analyze", SAMPLE, "--output", output));
    String previous = store.reader(output).runId();
    store.fail(Fault.RESET, Stage.POINTER);
    try (Faultline.Started run = store.faultline().start("analyze", SAMPLE, "--output", output)) {
      store.awaitFault(run);
      assertThat(run.isAlive()).isTrue();
      run.kill();
    }
    store.heal();
    assertThat(store.reader(output).runId()).isEqualTo(previous);
    assertThat(store.results(output)).isEqualTo(Sample.localResults());
    assertDone(store.faultline().run("analyze", SAMPLE, "--output", output));
    assertThat(store.reader(output).runId()).isNotEqualTo(previous);
    assertThat(store.results(output)).isEqualTo(Sample.localResults());
  }

  @Test
  void twoRunsAtOnceAreBothWhole() throws IOException, InterruptedException {
    Path output = TestFolders.create("two");
    String[] analyze = {"analyze", Sample.folder().toString(), "--output", output.toString()};
    try (Faultline.Started one = Faultline.ofCheckout().start(analyze);
        Faultline.Started two = Faultline.ofCheckout().start(analyze)) {
      assertDone(one.end());
      assertDone(two.end());
    }
    Map<String, byte[]> files =
        new RemoteFiles(new Configuration()).read(output.toUri().toString());
    Map<String, String> results = Published.in(files).results();
    assertThat(results).isEqualTo(Sample.local().results());
    // All that the pointer says of the one, the other has as well.
    assertThat(files.keySet().stream().filter(path -> path.matches("_runs/[^/]*/manifest.json")))
        .hasSize(2);
    for (String name : results.keySet()) {
      assertThat(files.keySet().stream().filter(path -> path.matches("_runs/[^/]*/" + name)))
          .hasSize(2)
          .allSatisfy(path -> assertThat(files.get(path)).asString().isEqualTo(results.get(name)));
    }
    RunReader.open(output.toString(), FaultyStore.DATE, new Configuration());
  }

  @Test
  void aStoreThatNobodyServesIsNamed() throws IOException, InterruptedException {
    Faultline nobody =
        store.faultline().withHadoop(Map.of("fs.s3a.endpoint", "http://127.0.0.1:9"));
    assertFailed(
        nobody.run("analyze", SAMPLE, "--output", TestFolders.create("nobody").toString()),
        3,
        "nobody answers at 127.0.0.1:9");
  }

  @Test
  void theRegionThatABucketIsInIsNamed() throws IOException, InterruptedException {
    Fault elsewhere =
        Fault.answer(400, "AuthorizationHeaderMalformed", "<Region>eu-west-3</Region>");
    store.proxy().fail(elsewhere, Integer.MAX_VALUE, request -> true);
    assertFailed(
        store.faultline().run("analyze", SAMPLE, "--output", "s3a://reports/region"),
        4,
        "fs.s3a.endpoint.region");
  }
}
