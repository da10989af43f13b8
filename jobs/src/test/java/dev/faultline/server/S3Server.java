package dev.faultline.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * S3 on this machine: S3Proxy, which checks signatures and keeps objects as files. What it holds is
 * read and written with Hadoop's own client, {@code s3a://BUCKET/…}.
 */
public final class S3Server implements AutoCloseable {

  private final ServerProcess process;
  private final Path store;
  private final int port;
  private final String accessKey;
  private final String secretKey;

  private S3Server(
      ServerProcess process, Path store, int port, String accessKey, String secretKey) {
    this.process = process;
    this.store = store;
    this.port = port;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
  }

  /**
   * Starts a server without buckets.
   *
   * @param folder an empty folder for its objects and its log
   * @param accessKey the only access key that it takes
   * @param secretKey the secret of that key
   */
  public static S3Server start(Path folder, String accessKey, String secretKey)
      throws IOException, InterruptedException {
    Path store = Files.createDirectories(folder.resolve("store"));
    int port = ServerProcess.freePort();
    Path properties = folder.resolve("s3proxy.properties");
    Files.writeString(
        properties,
        String.join(
            "\n",
            "s3proxy.endpoint=http://127.0.0.1:" + port,
            "s3proxy.authorization=aws-v2-or-v4",
            "s3proxy.identity=" + accessKey,
            "s3proxy.credential=" + secretKey,
            // Session tokens are signed with the rest, but not asked for.
            "s3proxy.ignore-unknown-headers=true",
            "jclouds.provider=filesystem-nio2",
            "jclouds.filesystem.basedir=" + store));
    ServerProcess process =
        ServerProcess.startJava(
            "s3proxy", folder, "org.gaul.s3proxy.Main", "--properties", properties.toString());
    process.await(() -> ServerProcess.listens(port));
    return new S3Server(process, store, port, accessKey, secretKey);
  }

  /** Makes a bucket. */
  public void createBucket(String name) throws IOException {
    // A folder that anybody may read is a bucket that anybody may list, without a signature.
    Files.createDirectory(
        store.resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Returns the port of 127.0.0.1 that it listens on. */
  public int port() {
    return port;
  }

  /** Returns the environment from which a client takes its credentials. */
  public Map<String, String> credentials() {
    return Map.of("AWS_ACCESS_KEY_ID", accessKey, "AWS_SECRET_ACCESS_KEY", secretKey);
  }

  /** Returns what a Hadoop configuration must say to find this server; no credentials. */
  public Map<String, String> settings() {
    return settings(port);
  }

  /** Returns {@link #settings()} for a client that comes by a proxy on another port. */
  public Map<String, String> settings(int proxyPort) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("fs.s3a.endpoint", "http://127.0.0.1:" + proxyPort);
    settings.put("fs.s3a.endpoint.region", "us-east-1");
    settings.put("fs.s3a.path.style.access", "true");
    settings.put("fs.s3a.connection.ssl.enabled", "false");
    return settings;
  }

  /** Returns its files, as this JVM may read and write them. */
  public RemoteFiles files() {
    return files(port);
  }

  /** Returns its files by way of a proxy on another port. */
  public RemoteFiles files(int proxyPort) {
    Configuration conf = new Configuration();
    settings(proxyPort).forEach(conf::set);
    conf.set("fs.s3a.access.key", accessKey);
    conf.set("fs.s3a.secret.key", secretKey);
    return new RemoteFiles(conf);
  }

  @Override
  public void close() {
    process.close();
  }
}
