package dev.faultline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A headless Chromium with one tab, asked by its DevTools protocol
 * (https://chromedevtools.github.io/devtools-protocol).
 */
final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LISTENING = "DevTools listening on ws://";
  private static final int SECONDS = 60;

  private final Process chromium;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final List<JsonNode> events = new ArrayList<>();
  private int calls;

  /**
   * Starts it; skips the test where there is none.
   *
   * @param home an empty folder for its files
   */
  Browser(Path home) throws IOException, InterruptedException {
    String program =
        Stream.of(System.getenv("PATH").split(":", -1))
            .flatMap(folder -> Stream.of(folder + "/chromium", folder + "/chromium-browser"))
            .filter(file -> Files.isExecutable(Path.of(file)))
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(program != null, "no chromium on the PATH: the page is not opened");
    chromium =
        new ProcessBuilder(
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--remote-debugging-port=0",
                "--user-data-dir=" + home,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    HttpClient http = HttpClient.newHttpClient();
    String tabs = "http://" + address() + "/json/list";
    JsonNode tab =
        JSON.readTree(
                http.send(HttpRequest.newBuilder(URI.create(tabs)).build(), BodyHandlers.ofString())
                    .body())
            .get(0);
    socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(tab.get("webSocketDebuggerUrl").asText()), new Collector())
            .join();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", JSON.createObjectNode());
    }
  }

  private String address() throws IOException {
    BufferedReader said = chromium.inputReader();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith(LISTENING)) {
        return line.substring(LISTENING.length()).replaceFirst("/.*", "");
      }
    }
    throw new IOException("chromium did not start");
  }

  /** Whole messages, from the parts in which they come. */
  private final class Collector implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        try {
          messages.add(JSON.readTree(parts.toString()));
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
        parts.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  /** Opens a file in a window so many pixels wide, and waits until it is there whole. */
  void open(Path file, int width) throws InterruptedException {
    ObjectNode window = JSON.createObjectNode();
    window.put("width", width).put("height", 800).put("deviceScaleFactor", 1).put("mobile", false);
    call("Emulation.setDeviceMetricsOverride", window);
    events.clear();
    call("Page.navigate", JSON.createObjectNode().put("url", file.toUri().toString()));
    while (events.stream()
        .noneMatch(e -> e.path("method").asText().equals("Page.loadEventFired"))) {
      next();
    }
  }

  /** Returns the value of an expression, as text. */
  String evaluate(String expression) throws InterruptedException {
    ObjectNode call = JSON.createObjectNode().put("expression", expression);
    JsonNode answer = call("Runtime.evaluate", call.put("returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.get("exceptionDetails").toString());
    }
    return answer.at("/result/value").asText();
  }

  /** Presses and releases a key that has this name and code. */
  void press(String key, int code, String text) throws InterruptedException {
    ObjectNode down = JSON.createObjectNode().put("type", "keyDown").put("key", key);
    call("Input.dispatchKeyEvent", down.put("windowsVirtualKeyCode", code).put("text", text));
    ObjectNode up = JSON.createObjectNode().put("type", "keyUp").put("key", key);
    call("Input.dispatchKeyEvent", up.put("windowsVirtualKeyCode", code));
  }

  /** Returns what the page complained about since it was opened: errors, refusals, exceptions. */
  List<String> complaints() {
    return events.stream()
        .filter(
            e ->
                List.of("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")
                    .contains(e.path("method").asText()))
        .map(JsonNode::toString)
        .toList();
  }

  /** Returns what the page asked for since it was opened, itself first. */
  List<String> requests() {
    return events.stream()
        .filter(e -> e.path("method").asText().equals("Network.requestWillBeSent"))
        .map(e -> e.at("/params/request/url").asText())
        .toList();
  }

  private JsonNode call(String method, ObjectNode params) throws InterruptedException {
    int id = ++calls;
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", params);
    socket.sendText(message.toString(), true).join();
    JsonNode answer = next();
    while (answer.path("id").asInt() != id) {
      answer = next();
    }
    if (answer.has("error")) {
      throw new AssertionError(method + ": " + answer.get("error"));
    }
    return answer.path("result");
  }

  /** The next message; those that answer no call are kept. */
  private JsonNode next() throws InterruptedException {
    JsonNode message = messages.poll(SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("chromium said nothing for " + SECONDS + " s");
    }
    if (!message.has("id")) {
      events.add(message);
    }
    return message;
  }

  @Override
  public void close() throws InterruptedException {
    socket.abort();
    chromium.descendants().forEach(ProcessHandle::destroy);
    chromium.destroy();
    chromium.waitFor(SECONDS, TimeUnit.SECONDS);
  }
}
