package dev.faultline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faultline.storage.StorageSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How many requests a listing takes: each is some 50 ms and a fee. The server knows nothing but to
 * list; S3Proxy reads its whole folder for each page.
 */
class S3ListingTest {

  private static final int OBJECTS = 100_000;
  private static final int FOLDERS = 200;

  private final Map<String, Integer> requests = new ConcurrentHashMap<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    boolean list = query.containsKey("list-type");
    requests.merge(list ? "LIST" : exchange.getRequestMethod(), 1, Integer::sum);
    byte[] body = list ? page(query).getBytes(StandardCharsets.UTF_8) : new byte[0];
    // No object has the name of a folder.
    exchange.sendResponseHeaders(list ? 200 : 404, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Map<String, String> query(String raw) {
    return raw == null
        ? Map.of()
        : Arrays.stream(raw.split("&"))
            .map(part -> (part + "=").split("=", -1))
            .collect(
                Collectors.toMap(
                    part -> part[0],
                    part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8),
                    (a, b) -> a));
  }

  /** A page of ListObjectsV2, in the order of the keys. */
  private static String page(Map<String, String> query) {
    int from = Integer.parseInt(query.getOrDefault("continuation-token", "0"));
    int asked = Integer.parseInt(query.getOrDefault("max-keys", "1000"));
    // S3A asks for more than S3 gives.
    int to = Math.min(OBJECTS, from + Math.min(1000, asked));
    StringBuilder xml = new StringBuilder("<ListBucketResult><Name>logs</Name>");
    xml.append("<KeyCount>").append(to - from).append("</KeyCount>");
    xml.append("<IsTruncated>").append(to < OBJECTS).append("</IsTruncated>");
    if (to < OBJECTS) {
      xml.append("<NextContinuationToken>").append(to).append("</NextContinuationToken>");
    }
    for (int i = from; i < to; i++) {
      int perFolder = OBJECTS / FOLDERS;
      String key =
          String.format(
              Locale.ROOT, "night/host%03d/app-%06d.log.gz", i / perFolder, i % perFolder);
      xml.append("<Contents><Key>").append(key).append("</Key>");
      xml.append("<LastModified>2026-03-14T06:00:00.000Z</LastModified>");
      xml.append("<ETag>&quot;").append(i).append("&quot;</ETag><Size>100</Size>");
      xml.append("<StorageClass>STANDARD</StorageClass></Contents>");
    }
    return xml.append("</ListBucketResult>").toString();
  }

  @Test
  void aHundredThousandObjectsTakeOneRequestAThousand() {
    Configuration conf =
        StorageSettings.withoutSpark(
            Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort()));
    conf.set("fs.s3a.access.key", "key");
    conf.set("fs.s3a.secret.key", "secret");
    long start = System.nanoTime();
    List<InputFile> files = InputListing.list(List.of("s3a://logs/night"), conf);
    System.out.printf(
        Locale.ROOT,
        "%,d objects listed in %.1f s by %s%n",
        files.size(),
        (System.nanoTime() - start) / 1e9,
        requests);
    assertThat(files).hasSize(OBJECTS);
    assertThat(files.get(OBJECTS - 1).path())
        .isEqualTo("s3a://logs/night/host199/app-000499.log.gz");
    assertThat(requests.get("LIST")).isBetween(100, 104);
    assertThat(requests.values().stream().mapToInt(Integer::intValue).sum()).isLessThan(108);
  }
}
