package dev.faultline.fault;

import static dev.faultline.fault.Outcome.assertDone;
import static dev.faultline.fault.Outcome.assertFailed;
import static dev.faultline.server.FaultyStore.DATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faultline.output.RunReader;
import dev.faultline.server.Faultline;
import dev.faultline.server.Sample;
import dev.faultline.server.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Disks that are full: tmpfs of a few pages, in a mount namespace that ends with the run. */
@Tag("full")
class FullDiskIT {

  private static final String[] NAMESPACE = {"unshare", "--map-root-user", "--mount", "sh", "-c"};

  @BeforeAll
  static void mayMount() throws IOException, InterruptedException {
    Process mount =
        new ProcessBuilder(
                "unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "t", "/mnt")
            .start();
    assumeTrue(mount.waitFor() == 0, "no mount namespaces here");
  }

  @Test
  void scratchIsFull() throws IOException, InterruptedException {
    Path scratch = TestFolders.create("scratch");
    Path output = TestFolders.create("whole");
    String[] analyze = {"analyze", Sample.folder().toString(), "--output", output.toString()};
    assertDone(Faultline.ofCheckout().run(analyze));
    String previous = RunReader.open(output.toString(), DATE, new Configuration()).runId();
    // Spark copies our jar there first, and then what its tasks exchange.
    long kib = Files.size(jar()) / 1024 + 100;
    Faultline full =
        Faultline.ofCheckout()
            .with(Map.of("SPARK_LOCAL_DIRS", scratch.toString()))
            .within(
                namespace("mount -t tmpfs -o size=" + kib + "k t " + scratch + " && exec \"$@\""));
    Faultline.Run run = full.run(analyze);
    assertThat(run.exitCode()).as("%s", run).isEqualTo(4);
    // Spark's shuffle may log before it.
    assertThat(run.err().lines().reduce("", (before, line) -> line))
        .isEqualTo("faultline: The run failed: java.io.IOException: No space left on device");
    assertThat(RunReader.open(output.toString(), DATE, new Configuration()).runId())
        .isEqualTo(previous);
  }

  @Test
  void outputIsFull() throws IOException, InterruptedException {
    Path before = TestFolders.create("before");
    Path disk = TestFolders.create("disk");
    Path after = TestFolders.create("after");
    String input = Sample.folder().toString();
    assertDone(Faultline.ofCheckout().run("analyze", input, "--output", before.toString()));
    String previous = RunReader.open(before.toString(), DATE, new Configuration()).runId();
    Faultline full =
        Faultline.ofCheckout()
            .within(
                namespace(
                    ("size=$(($(du -sk %1$s | cut -f1) + 300)) && mount -t tmpfs -o size=${size}k t %2$s"
                            + " && cp -a %1$s/. %2$s; \"$@\"; code=$?; cp -a %2$s/. %3$s; exit $code")
                        .formatted(before, disk, after)));
    assertFailed(
        full.run("analyze", input, "--output", disk.toString()), 4, "No space left on device");
    assertThat(RunReader.open(after.toString(), DATE, new Configuration()).runId())
        .isEqualTo(previous);
    assertThat(Files.exists(after.resolve("_runs"))).isTrue();
  }

  private static Path jar() throws IOException {
    try (var jars = Files.newDirectoryStream(Path.of("target"), "faultline-jobs-*.jar")) {
      return jars.iterator().next();
    }
  }

  private static String[] namespace(String script) {
    String[] command = java.util.Arrays.copyOf(NAMESPACE, NAMESPACE.length + 2);
    command[NAMESPACE.length] = script;
    command[NAMESPACE.length + 1] = "sh";
    return command;
  }
}
