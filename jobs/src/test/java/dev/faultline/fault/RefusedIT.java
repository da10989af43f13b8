package dev.faultline.fault;

import static dev.faultline.fault.Outcome.assertDone;
import static dev.faultline.fault.Outcome.assertFailed;
import static dev.faultline.server.FaultyStore.DATE;
import static dev.faultline.server.FaultyStore.SAMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.output.RunReader;
import dev.faultline.server.Faultline;
import dev.faultline.server.FaultyProxy.Fault;
import dev.faultline.server.FaultyStore;
import dev.faultline.server.Sample;
import dev.faultline.server.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Places that are wrong, or refuse: one sentence each, and the result of before stands. */
@Tag("full")
class RefusedIT {

  @RegisterExtension static final FaultyStore store = new FaultyStore();

  private static Faultline.Run analyze(String input, String output)
      throws IOException, InterruptedException {
    return store.faultline().run("analyze", input, "--output", output);
  }

  private static String local() throws IOException {
    return TestFolders.create("refused").toString();
  }

  @Test
  void anOutputOnS3ThatMayNotBeWritten() throws IOException, InterruptedException {
    Fault denied = Fault.answer(403, "AccessDenied", "");
    store.proxy().fail(denied, Integer.MAX_VALUE, request -> request.startsWith("PUT "));
    assertFailed(analyze(SAMPLE, "s3a://reports/denied"), 4, "access to ", " is denied");
  }

  @Test
  void aFolderThatMayNotBeWritten() throws IOException, InterruptedException {
    Path output = TestFolders.create("read-only");
    String[] analyze = {"analyze", Sample.folder().toString(), "--output", output.toString()};
    assertDone(Faultline.ofCheckout().run(analyze));
    String previous = RunReader.open(output.toString(), DATE, new Configuration()).runId();
    for (Path folder : List.of(output.resolve("_unfinished"), output.resolve("_runs"))) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    }
    // Else root may do all.
    Faultline plain = Faultline.ofCheckout().within("setpriv", "--bounding-set=-dac_override");
    assertFailed(plain.run(analyze), 4, "cannot be written: ");
    assertThat(RunReader.open(output.toString(), DATE, new Configuration()).runId())
        .isEqualTo(previous);
  }

  @Test
  void bucketsThatAreNotThere() throws IOException, InterruptedException {
    assertFailed(analyze("s3a://nowhere/logs", local()), 3, "there is no such bucket");
    assertFailed(analyze(SAMPLE, "s3a://nowhere/out"), 4, "there is no such bucket");
  }

  @Test
  void noCredentials() throws IOException, InterruptedException {
    // Else the SDK asks the machine's metadata service for some.
    Faultline none =
        new Faultline(
            store.faultline().home(),
            Map.of(
                "FAULTLINE_SPARK_OPTS",
                store.faultline().environment().get("FAULTLINE_SPARK_OPTS"),
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "HOME",
                local()),
            List.of());
    assertFailed(none.run("analyze", SAMPLE, "--output", local()), 3, "no credentials were found");
  }

  @Test
  void anotherRegion() throws IOException, InterruptedException {
    Fault moved = Fault.answer(301, "PermanentRedirect", "<Region>eu-west-3</Region>");
    store.proxy().fail(moved, Integer.MAX_VALUE, request -> true);
    assertFailed(analyze(SAMPLE, local()), 3, "the bucket is in another region");
  }

  @Test
  void aSchemeThatIsNone() throws IOException, InterruptedException {
    assertFailed(analyze("s4://logs/sample", local()), 3, "there is no file system s4:");
    assertFailed(analyze(SAMPLE, "s4://reports/out"), 4, "there is no file system s4:");
  }
}
