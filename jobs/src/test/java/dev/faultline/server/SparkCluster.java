package dev.faultline.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A standalone Spark cluster on this machine: a master and workers with a core each. */
public final class SparkCluster implements AutoCloseable {

  private final List<ServerProcess> processes = new ArrayList<>();
  private final Path folder;
  private final int port;

  private SparkCluster(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts a master and its workers.
   *
   * @param home the Spark to start
   * @param folder an empty folder for logs and what executors work with
   * @param workers how many
   * @param memory what each may give to executors, as {@code 1g}
   */
  public static SparkCluster start(SparkHome home, Path folder, int workers, String memory)
      throws IOException, InterruptedException {
    SparkCluster cluster = new SparkCluster(folder, ServerProcess.freePort());
    try {
      cluster.startProcesses(home, workers, memory);
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  private void startProcesses(SparkHome home, int workers, String memory)
      throws IOException, InterruptedException {
    String page = String.valueOf(ServerProcess.freePort());
    launch(home, "master", "master.Master", "--port", "" + port, "--webui-port", page);
    ServerProcess master = processes.get(0);
    URI state = URI.create("http://127.0.0.1:" + page + "/json/");
    master.await(() -> workersAlive(state) == 0);
    for (int i = 0; i < workers; i++) {
      List<String> arguments = new ArrayList<>();
      arguments.addAll(List.of("--cores", "1", "--memory", memory, "--webui-port", "0"));
      arguments.addAll(List.of("--work-dir", workFolder(i).toString(), master()));
      launch(home, "worker-" + i, "worker.Worker", arguments.toArray(String[]::new));
    }
    master.await(() -> workersAlive(state) == workers);
  }

  private void launch(SparkHome home, String name, String main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.folder().resolve("bin/spark-class").toString());
    command.add("org.apache.spark.deploy." + main);
    command.addAll(List.of("--host", "127.0.0.1"));
    command.addAll(List.of(arguments));
    Map<String, String> environment = new TreeMap<>(home.environment());
    environment.put("SPARK_PUBLIC_DNS", "127.0.0.1");
    environment.put("SPARK_DAEMON_MEMORY", "512m");
    environment.put("SPARK_DAEMON_JAVA_OPTS", "-Dspark.master.rest.enabled=false");
    processes.add(ServerProcess.start(name, folder, environment, command));
  }

  /** Returns how many workers the master counts as alive, and -1 while it does not answer. */
  private static int workersAlive(URI state) {
    try {
      int alive = 0;
      for (JsonNode worker : new ObjectMapper().readTree(state.toURL()).get("workers")) {
        alive += worker.get("state").asText().equals("ALIVE") ? 1 : 0;
      }
      return alive;
    } catch (IOException e) {
      return -1;
    }
  }

  /** Returns the URL that {@code --master} takes. */
  public String master() {
    return "spark://127.0.0.1:" + port;
  }

  /** Returns where a worker keeps what its executors work with, a folder for each application. */
  public Path workFolder(int worker) {
    return folder.resolve("work-" + worker);
  }

  /** Ends a worker with its executors as a power cut would. */
  public void killWorker(int worker) {
    processes.get(1 + worker).kill();
  }

  @Override
  public void close() {
    // Workers first: they need not look for their master.
    for (int i = processes.size() - 1; i >= 0; i--) {
      processes.get(i).close();
    }
  }
}
