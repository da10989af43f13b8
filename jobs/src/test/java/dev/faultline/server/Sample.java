package dev.faultline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The sample in the repository, and what Faultline makes of it on this machine's disk. */
public final class Sample {

  private static Published local;

  private Sample() {}

  /** Returns its folder. */
  public static Path folder() throws IOException {
    return Path.of("../data/sample").toRealPath();
  }

  /** Returns what a local run publishes of it; runs once for all tests. */
  public static synchronized Published local() throws IOException, InterruptedException {
    if (local == null) {
      Path output = TestFolders.create("local");
      Faultline.Run run =
          Faultline.ofCheckout().run("analyze", folder().toString(), "--output", output.toString());
      assertThat(run.exitCode()).as("%s", run).isZero();
      local = Published.ofDisk(output);
    }
    return local;
  }

  /** Returns the results of {@link #local()}; where the logs are is called {@code LOGS} there. */
  public static Map<String, String> localResults() throws IOException, InterruptedException {
    return local().results("file:" + folder(), folder().toString());
  }
}
