package dev.faultline.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * An HTTP server of 127.0.0.1 that hands requests on to another, unchanged, so that signatures
 * hold, and does something else with those that a test picks.
 */
public final class FaultyProxy implements AutoCloseable {

  /**
   * What may become of a request.
   *
   * @param name of the fault
   * @param status with which it is answered without being handed on, or 0
   * @param error what S3's answer says in that case, as XML
   */
  public record Fault(String name, int status, String error) {

    /** It is answered with status 500. */
    public static final Fault SERVER_ERROR = answer(500, "InternalError", "");

    /** It is answered as S3 does to those who ask too often. */
    public static final Fault SLOW_DOWN = answer(503, "SlowDown", "");

    /** It is handed on after {@value #DELAY_MILLIS} ms. */
    public static final Fault DELAY = new Fault("delay", 0, "");

    /** It is never answered, and its connection stays open. */
    public static final Fault SILENCE = new Fault("silence", 0, "");

    /** Its connection is closed without an answer. */
    public static final Fault RESET = new Fault("reset", 0, "");

    /** Its connection is closed after half of the answer's body. */
    public static final Fault CUT = new Fault("cut", 0, "");

    /** All that need nothing but another try. */
    public static final List<Fault> PASSING = List.of(SERVER_ERROR, SLOW_DOWN, DELAY, RESET, CUT);

    /**
     * It is answered with an error.
     *
     * @param code S3's name of the error
     * @param more further elements of the answer, such as {@code <Region>…</Region>}
     */
    public static Fault answer(int status, String code, String more) {
      String error =
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code>%s</Error>"
              .formatted(code, "<Message>Made by the test.</Message>" + more);
      return new Fault(status + " " + code, status, error);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final int DELAY_MILLIS = 2_000;

  /** Each side of the proxy sets these anew. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "http2-settings",
          "transfer-encoding",
          "upgrade");

  static {
    // Else the client refuses to send on the Host that was signed.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    // Else each answer waits 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final int target;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Long> requests = new ConcurrentHashMap<>();
  private Predicate<String> picked = request -> false;
  private Fault fault;
  private int left;

  private FaultyProxy(int target, HttpServer server) {
    this.target = target;
    this.server = server;
  }

  /** Starts a proxy on a free port that hands all requests on to another port of 127.0.0.1. */
  public static FaultyProxy before(int target) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    FaultyProxy proxy = new FaultyProxy(target, HttpServer.create(any, 0));
    proxy.server.createContext("/", proxy::handle);
    proxy.server.setExecutor(proxy.threads);
    proxy.server.start();
    return proxy;
  }

  /** Returns the port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Returns how many requests came, by method. */
  public Map<String, Long> requests() {
    return new TreeMap<>(requests);
  }

  /**
   * Lets a fault happen to the next requests of a kind, in place of what was asked for before.
   *
   * @param times to so many of them; 0 for no more faults
   * @param which takes the method and the path with its query, as {@code PUT /bucket/key}
   */
  public synchronized void fail(Fault what, int times, Predicate<String> which) {
    fault = what;
    left = times;
    picked = which;
  }

  /** Returns how many requests the fault may still happen to. */
  public synchronized int faultsLeft() {
    return left;
  }

  private synchronized Fault faultOf(String request) {
    if (left == 0 || !picked.test(request)) {
      return null;
    }
    left--;
    return fault;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    requests.merge(method, 1L, Long::sum);
    Fault now = faultOf(method + " " + exchange.getRequestURI());
    // Closing an exchange without an answer closes its connection.
    try (exchange) {
      if (now == Fault.RESET) {
        return;
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (now == Fault.SILENCE) {
        closed.await();
      } else if (now != null && now.status() > 0) {
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        byte[] error = now.error().getBytes(StandardCharsets.UTF_8);
        answer(exchange, now.status(), error, error.length);
      } else {
        Thread.sleep(now == Fault.DELAY ? DELAY_MILLIS : 0);
        answer(exchange, handOn(exchange, body), now == Fault.CUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> handOn(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + target + exchange.getRequestURI());
    boolean hasBody = exchange.getRequestHeaders().containsKey("Content-length");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(
                exchange.getRequestMethod(),
                hasBody ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody());
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (isOfTheMessage(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> response, boolean cut)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              // The length that an answer to HEAD names is that of a body which is not there.
              if (isOfTheMessage(name) || (isHead && name.equalsIgnoreCase("content-length"))) {
                headers.put(name, values);
              }
            });
    byte[] body = response.body();
    answer(exchange, response.statusCode(), body, cut ? body.length / 2 : body.length);
  }

  private static boolean isOfTheMessage(String header) {
    return !OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body, int sent)
      throws IOException {
    // -1 is its way to say that there is no body.
    boolean hasBody = body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
    if (hasBody) {
      exchange.getResponseBody().write(body, 0, sent);
      exchange.getResponseBody().flush();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
