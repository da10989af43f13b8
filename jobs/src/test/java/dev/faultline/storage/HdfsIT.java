package dev.faultline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.server.Faultline;
import dev.faultline.server.HdfsServer;
import dev.faultline.server.Published;
import dev.faultline.server.Sample;
import dev.faultline.server.TestFolders;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Faultline on HDFS. */
class HdfsIT {

  private static HdfsServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = HdfsServer.start(TestFolders.create("hdfs"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void resultsAreThoseOfALocalRun() throws IOException, InterruptedException {
    String logs = server.uri() + "/logs/night #1 of 100%";
    String reports = server.uri() + "/reports of #1";
    server.files().put(Sample.folder(), logs);
    server.files().put(Path.of("../conf"), server.uri() + "/conf");
    Faultline.Run run =
        Faultline.ofCheckout()
            .withHadoop(server.settings())
            .run("analyze", logs, "--conf-dir", server.uri() + "/conf", "--output", reports);
    assertThat(run.exitCode()).as("%s", run).isZero();
    assertThat(run.named("manifest")).startsWith(reports + "/dt=2026-03-14/");

    Published published = Published.in(server.files().read(reports));
    assertThat(published.results(logs)).isEqualTo(Sample.localResults());
    assertThat(published.manifest().get("configuration_hash"))
        .isEqualTo(Sample.local().manifest().get("configuration_hash"));
  }
}
