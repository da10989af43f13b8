package dev.faultline.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A server in a process of its own. It ends, with the processes that it started, when it is closed
 * and when this JVM ends. What it prints goes to a file, whose last lines are told if it fails.
 */
public final class ServerProcess implements AutoCloseable {

  private static final Duration TIME_TO_START = Duration.ofSeconds(90);
  private static final int LAST_LINES = 40;

  private final String name;
  private final Path log;
  private final Process process;
  private final Thread closedByExit;

  private ServerProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.closedByExit = new Thread(this::kill);
    Runtime.getRuntime().addShutdownHook(closedByExit);
  }

  /**
   * Starts a command.
   *
   * @param name what messages call it, and its log file
   * @param folder where it runs, and leaves its log
   * @param environment what it gets besides the environment of this JVM
   */
  public static ServerProcess start(
      String name, Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    Path log = Files.createDirectories(folder).resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new ServerProcess(name, log, builder.start());
  }

  /** Starts a main class of the libraries that {@code src/test/servers/pom.xml} names. */
  static ServerProcess startJava(String name, Path folder, String... mainAndArguments)
      throws IOException {
    Path classpath = Path.of("src/test/servers/target/servers-classpath.txt");
    if (!Files.exists(classpath)) {
      throw new IllegalStateException(
          "There is no " + classpath + ": run ./mvnw verify in the checkout, which writes it.");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-Dlogback.configurationFile=" + Path.of("src/test/servers/logback.xml").toUri());
    command.add("-cp");
    command.add(Files.readString(classpath).strip());
    command.addAll(List.of(mainAndArguments));
    return start(name, folder, Map.of(), command);
  }

  /** Returns a port of 127.0.0.1 that nobody listens on. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /** Returns whether somebody listens on a port of 127.0.0.1. */
  static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Waits until the server is ready.
   *
   * @throws IllegalStateException if it ends before that, or needs too long; with its last lines
   */
  public void await(BooleanSupplier ready) throws InterruptedException {
    Instant end = Instant.now().plus(TIME_TO_START);
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw failed("ended with exit code " + process.exitValue());
      }
      if (Instant.now().isAfter(end)) {
        throw failed("was not ready after " + TIME_TO_START.toSeconds() + " s");
      }
      Thread.sleep(100);
    }
  }

  private IllegalStateException failed(String how) {
    close();
    return new IllegalStateException(
        "The server " + name + " " + how + ". Its last lines:\n" + lastLines());
  }

  /** Returns the end of what it printed. */
  public String lastLines() {
    try {
      List<String> lines = log().lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what it printed. */
  String log() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
  }

  /** Lets the process hold its breath: connections stay open, and nothing answers. */
  void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Ends a {@link #pause}. */
  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    String pid = String.valueOf(process.pid());
    if (new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start().waitFor() != 0) {
      throw new IOException(name + " could not be sent " + signal);
    }
  }

  /** Ends the process as a power cut would, and those that it started. */
  void kill() {
    killTree(process);
  }

  static void killTree(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    kill();
    try {
      process.waitFor();
      Runtime.getRuntime().removeShutdownHook(closedByExit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // The JVM ends already, and the hook has run or will.
      return;
    }
  }
}
