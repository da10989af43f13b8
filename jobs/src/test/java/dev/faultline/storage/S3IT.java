package dev.faultline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.server.Faultline;
import dev.faultline.server.Published;
import dev.faultline.server.RemoteFiles;
import dev.faultline.server.S3Server;
import dev.faultline.server.Sample;
import dev.faultline.server.TestFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Faultline on S3, with credentials from the environment and from nowhere else. */
class S3IT {

  private static final String ACCESS_KEY = "AKIACANARY0EXAMPLE00";
  private static final String SECRET_KEY = "canary+Secret/Key0that1nobody2may3print4";
  private static final String TOKEN = "canary/Session+Token0that1nobody2may3print4";

  private static S3Server server;
  private static Faultline faultline;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = S3Server.start(TestFolders.create("s3"), ACCESS_KEY, SECRET_KEY);
    server.createBucket("logs");
    server.createBucket("reports");
    faultline = Faultline.ofCheckout().with(server.credentials()).withHadoop(server.settings());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void resultsAreThoseOfALocalRunAndHoldNoSecret() throws IOException, InterruptedException {
    server.files().put(Sample.folder(), "s3a://logs/sample");
    Path events = TestFolders.create("events");
    Faultline.Run run =
        faultline
            .with(Map.of("AWS_SESSION_TOKEN", TOKEN))
            .withSparkOptions(
                "--conf spark.eventLog.enabled=true",
                "--conf spark.eventLog.compress=false",
                "--conf spark.eventLog.dir=" + events.toUri())
            .run("analyze", "s3a://logs/sample", "--output", "s3a://reports/all", "--verbose");
    assertThat(run.exitCode()).as("%s", run).isZero();

    Map<String, byte[]> output = server.files().read("s3a://reports/all");
    Published published = Published.in(output);
    assertThat(published.results("s3a://logs/sample")).isEqualTo(Sample.localResults());
    assertThat(run.named("manifest")).startsWith("s3a://reports/all/dt=2026-03-14/");

    Map<String, byte[]> told = new RemoteFiles(new Configuration()).read(events.toUri().toString());
    assertThat(told).isNotEmpty();
    told.putAll(output);
    told.put("stdout", run.out().getBytes(StandardCharsets.UTF_8));
    told.put("stderr", run.err().getBytes(StandardCharsets.UTF_8));
    told.forEach(
        (path, content) ->
            assertThat(new String(content, StandardCharsets.ISO_8859_1))
                .as(path)
                .doesNotContain(SECRET_KEY, TOKEN));
  }

  @Test
  void configurationAndOddNamesAreReadFromThere() throws IOException, InterruptedException {
    server.files().put(Path.of("../conf"), "s3a://logs/conf");
    Path night = Sample.folder().resolve("2026-03-14");
    server.files().put(night.resolve("api"), "s3a://logs/odd/a night #1 of 100%/2026-03-14");
    Faultline.Run run =
        faultline.run(
            "analyze",
            "s3a://logs/odd/a night #1 of 100%",
            "--conf-dir",
            "s3a://logs/conf",
            "--output",
            "s3a://reports/of night #1");
    assertThat(run.exitCode()).as("%s", run).isZero();

    Published published = Published.in(server.files().read("s3a://reports/of night #1"));
    assertThat(published.manifest().get("configuration_hash"))
        .isEqualTo(Sample.local().manifest().get("configuration_hash"));
    assertThat(published.results().get("csv/files.csv").lines())
        .hasSize(1 + Objects.requireNonNull(night.resolve("api").toFile().list()).length)
        .anyMatch(
            row -> row.startsWith("s3a://logs/odd/a night #1 of 100%/2026-03-14/api.log.2.gz,"));
  }

  /** The commands under "Your own bucket", as they stand there. */
  @Test
  void theCommandsOfTheReadmeWork() throws IOException, InterruptedException {
    server.files().put(Sample.folder().resolve("2026-03-14"), "s3a://logs/logs/2026-03-14");
    List<String> commands =
        Files.readAllLines(Path.of("../README.md")).stream()
            .dropWhile(line -> !line.startsWith("## Your own bucket"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("bin/faultline ") && line.contains("s3a://BUCKET/"))
            .toList();
    assertThat(commands).hasSize(2);
    Faultline.Run last = null;
    for (String command : commands) {
      String[] words = command.replace("BUCKET", "logs").replaceAll(" +#.*", "").split(" +");
      last = faultline.run(Arrays.copyOfRange(words, 1, words.length));
      assertThat(last.exitCode()).as("%s: %s", command, last).isZero();
    }
    Published published = Published.in(server.files().read("s3a://logs/reports"));
    assertThat(last.out())
        .contains(
            published
                .results("s3a://logs/logs")
                .get("report.txt")
                .lines()
                .findFirst()
                .orElseThrow(),
            "First things first");
  }
}
