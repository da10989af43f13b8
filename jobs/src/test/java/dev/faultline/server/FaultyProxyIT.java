package dev.faultline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.server.FaultyProxy.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The proxy before the S3 server: signatures hold, and Hadoop's client lives with its faults. */
class FaultyProxyIT {

  private static S3Server server;
  private static FaultyProxy proxy;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = S3Server.start(TestFolders.create("s3"), "key", "secret");
    server.createBucket("logs");
    proxy = FaultyProxy.before(server.port());
  }

  @AfterAll
  static void stop() {
    if (proxy != null) {
      proxy.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void signedRequestsPassAndFaultsAreTriedAgain() throws IOException {
    RemoteFiles files = server.files(proxy.port());
    Path log = Sample.folder().resolve("2026-03-14/api/api.log");
    files.put(log, "s3a://logs/night/a b#1.log");
    for (Fault fault : Fault.PASSING) {
      proxy.fail(fault, 1, request -> request.startsWith("GET /logs/night/a"));
      assertThat(files.read("s3a://logs/night")).containsOnlyKeys("a b#1.log");
      assertThat(files.read("s3a://logs/night").get("a b#1.log"))
          .as("%s", fault)
          .isEqualTo(Files.readAllBytes(log));
      assertThat(proxy.faultsLeft()).isZero();
    }
    assertThat(proxy.requests()).containsKeys("GET", "HEAD", "PUT");
  }

  @Test
  void faultsAreAsAsked() throws IOException, InterruptedException {
    proxy.fail(Fault.SERVER_ERROR, 1, request -> true);
    assertThat(get().statusCode()).isEqualTo(500);
    proxy.fail(Fault.SLOW_DOWN, 1, request -> true);
    HttpResponse<String> slow = get();
    assertThat(slow.statusCode()).isEqualTo(503);
    assertThat(slow.body()).contains("<Code>SlowDown</Code>");
    proxy.fail(Fault.RESET, Integer.MAX_VALUE, request -> true);
    assertThatThrownBy(FaultyProxyIT::get).isInstanceOf(IOException.class);
    proxy.fail(Fault.RESET, 0, request -> true);
    assertThat(get().statusCode()).isEqualTo(403);
  }

  @Test
  void wrongSignaturesAreRefused() {
    Configuration conf = new Configuration(server.files(proxy.port()).conf());
    conf.set("fs.s3a.secret.key", "another");
    assertThatThrownBy(() -> new RemoteFiles(conf).read("s3a://logs/"))
        .isInstanceOf(AccessDeniedException.class);
  }

  private static HttpResponse<String> get() throws IOException, InterruptedException {
    URI unsigned = URI.create("http://127.0.0.1:" + proxy.port() + "/logs");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(unsigned).build(), BodyHandlers.ofString());
  }
}
