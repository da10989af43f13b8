package dev.faultline.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** HDFS on this machine: Hadoop's own small cluster of a NameNode and a DataNode. */
public final class HdfsServer implements AutoCloseable {

  private final ServerProcess process;
  private final String uri;

  private HdfsServer(ServerProcess process, String uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts an empty file system.
   *
   * @param folder an empty folder for its blocks and its log
   */
  public static HdfsServer start(Path folder) throws IOException, InterruptedException {
    // It writes this file when it is ready.
    Path details = folder.resolve("details.json");
    ServerProcess process =
        ServerProcess.startJava(
            "hdfs",
            folder,
            "org.apache.hadoop.test.MiniDFSClusterManager",
            "-format",
            "-datanodes",
            "1",
            "-writeDetails",
            details.toString());
    process.await(() -> isWritten(details));
    int port = new ObjectMapper().readTree(details.toFile()).get("namenode_port").asInt();
    return new HdfsServer(process, "hdfs://127.0.0.1:" + port);
  }

  private static boolean isWritten(Path json) {
    try {
      return Files.exists(json) && Files.readString(json).endsWith("}");
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the URI of its root, without a slash at the end. */
  public String uri() {
    return uri;
  }

  /** Returns what a Hadoop configuration must say to write here. */
  public Map<String, String> settings() {
    return Map.of("dfs.replication", "1");
  }

  /** Returns its files, as this JVM may read and write them. */
  public RemoteFiles files() {
    Configuration conf = new Configuration();
    settings().forEach(conf::set);
    return new RemoteFiles(conf);
  }

  /** Returns how many files were opened to be read, by the NameNode's audit log. */
  public long opened() throws IOException {
    return process.log().lines().filter(line -> line.contains("cmd=open")).count();
  }

  /** Lets it answer nobody until {@link #resume}. */
  public void pause() throws IOException, InterruptedException {
    process.pause();
  }

  /** Ends a {@link #pause}. */
  public void resume() throws IOException, InterruptedException {
    process.resume();
  }

  @Override
  public void close() {
    process.close();
  }
}
