package dev.faultline.fault;

import static dev.faultline.fault.Outcome.assertDone;
import static dev.faultline.fault.Outcome.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.server.Faultline;
import dev.faultline.server.FaultyProxy.Fault;
import dev.faultline.server.FaultyStore;
import dev.faultline.server.FaultyStore.Stage;
import dev.faultline.server.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Inputs that change after the listing, on a local disk and on S3: each is named. The run is held
 * where it first reads from S3, which is when it has listed all.
 */
@Tag("full")
class ChangedInputIT {

  private static final String LINE = "2026-03-14T02:11:09Z gpu-node-01 app: number one\n";

  @RegisterExtension static final FaultyStore store = new FaultyStore();

  private Path local;
  private String remote;
  private Path there;

  @BeforeEach
  void fill() throws IOException, InterruptedException {
    local = TestFolders.create("changed");
    there = TestFolders.create("there");
    for (String name : new String[] {"appended", "gone", "longer", "same", "shorter", "still"}) {
      Files.writeString(local.resolve(name + ".log"), LINE.repeat(1000));
    }
    remote = "s3a://logs/" + local.getFileName();
    store.files().put(local, remote);
    // S3 keeps times to the second.
    Thread.sleep(1100);
  }

  private Faultline.Run run(String... more) throws IOException, InterruptedException {
    String[] arguments = {"analyze", local.toString(), remote, "--output", there.toString()};
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    store.fail(Fault.RESET, Stage.READING);
    try (Faultline.Started run = store.faultline().start(all)) {
      store.awaitFault(run);
      change();
      store.heal();
      return run.end();
    }
  }

  private void change() throws IOException {
    Map<String, String> replaced = new TreeMap<>();
    replaced.put("longer", LINE.repeat(1001));
    replaced.put("same", LINE.replace("one", "two").repeat(1000));
    replaced.put("shorter", LINE.repeat(999));
    Path changed = TestFolders.create("new");
    try (FileSystem s3 =
        FileSystem.newInstance(java.net.URI.create("s3a://logs"), store.files().conf())) {
      for (Map.Entry<String, String> file : replaced.entrySet()) {
        String name = file.getKey() + ".log";
        Files.writeString(changed.resolve(name), file.getValue());
        s3.copyFromLocalFile(
            false,
            true,
            new org.apache.hadoop.fs.Path(changed.resolve(name).toUri()),
            new org.apache.hadoop.fs.Path(remote + "/" + name));
        Files.move(
            changed.resolve(name),
            local.resolve(name),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      s3.delete(new org.apache.hadoop.fs.Path(remote + "/gone.log"), false);
    }
    Files.writeString(local.resolve("appended.log"), LINE, StandardOpenOption.APPEND);
    Files.delete(local.resolve("gone.log"));
  }

  @Test
  void eachChangeIsNamed() throws IOException, InterruptedException {
    assertDone(run());
    String files;
    try (var runs = Files.newDirectoryStream(there.resolve("_runs"))) {
      files = Files.readString(runs.iterator().next().resolve("csv/files.csv"));
    }
    for (String folder : new String[] {"file:" + local, remote}) {
      assertNamed(files, folder + "/longer.log", "grew by 49 bytes after listing");
      assertNamed(files, folder + "/same.log", "was changed after listing and has as many bytes");
      assertNamed(
          files, folder + "/shorter.log", "was changed after listing and has 49 bytes less");
      assertNotNamed(files, folder + "/still.log");
    }
    assertNamed(files, "file:" + local + "/appended.log", "grew by 49 bytes after listing");
  }

  @Test
  void strictStopsOfIt() throws IOException, InterruptedException {
    assertFailed(run("--strict"), 3, "Stopped by --strict: ", "same.log: was changed");
    assertThat(there).isEmptyDirectory();
  }

  private static void assertNamed(String files, String path, String change) {
    assertThat(files.lines().filter(row -> row.startsWith(path + ",")))
        .singleElement()
        .asString()
        .contains(change);
  }

  private static void assertNotNamed(String files, String path) {
    assertThat(files.lines().filter(row -> row.startsWith(path + ",")))
        .singleElement()
        .asString()
        .doesNotContain("listing");
  }
}
