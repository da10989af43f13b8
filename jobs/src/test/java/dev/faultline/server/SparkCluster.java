package dev.faultline.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A standalone Spark cluster on this machine: a master and workers with a core each. */
public final class SparkCluster implements AutoCloseable {

  private final List<ServerProcess> processes = new ArrayList<>();
  private final SparkHome home;
  private final String memory;
  private final Path folder;
  private final int port;

  private SparkCluster(SparkHome home, String memory, Path folder, int port) {
    this.home = home;
    this.memory = memory;
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
    SparkCluster cluster = new SparkCluster(home, memory, folder, ServerProcess.freePort());
    try {
      cluster.startProcesses(workers);
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  private void startProcesses(int workers) throws IOException, InterruptedException {
    String page = String.valueOf(ServerProcess.freePort());
    launch("master", "master.Master", "--port", "" + port, "--webui-port", page);
    ServerProcess master = processes.get(0);
    URI state = URI.create("http://127.0.0.1:" + page + "/json/");
    master.await(() -> workersAlive(state) == 0);
    for (int i = 0; i < workers; i++) {
      List<String> arguments = new ArrayList<>();
      arguments.addAll(List.of("--cores", "1", "--memory", memory, "--webui-port", "0"));
      arguments.addAll(List.of("--work-dir", workFolder(i).toString(), master()));
      launch("worker-" + i, "worker.Worker", arguments.toArray(String[]::new));
    }
    master.await(() -> workersAlive(state) == workers);
  }

  private void launch(String name, String main, String... arguments) throws IOException {
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

  /**
   * Returns a Faultline whose executors are those of the workers, all of them from the start on.
   */
  public Faultline under(Faultline faultline) {
    return home.under(faultline)
        .withSparkOptions(
            "--master " + master(),
            "--conf spark.executor.memory=" + memory,
            "--conf spark.scheduler.minRegisteredResourcesRatio=1.0",
            "--conf spark.scheduler.maxRegisteredResourcesWaitingTime=60s");
  }

  private String master() {
    return "spark://127.0.0.1:" + port;
  }

  /** Returns where a worker keeps what its executors work with, a folder for each application. */
  public Path workFolder(int worker) {
    return folder.resolve("work-" + worker);
  }

  /** Returns what the executors of a worker have logged of themselves. */
  public String executorLog(int worker) throws IOException {
    StringBuilder log = new StringBuilder();
    try (Stream<Path> files = Files.walk(workFolder(worker))) {
      for (Path file : files.filter(path -> path.endsWith("stderr")).sorted().toList()) {
        log.append(Files.readString(file));
      }
    }
    return log.toString();
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
