package dev.faultline.storage;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * What Hadoop's file systems are told where nobody has told them otherwise: neither a {@code
 * core-site.xml} nor a {@code spark.hadoop.} option. Keys are of hadoop-aws 3.4.1.
 *
 * @see <a
 *     href="https://hadoop.apache.org/docs/r3.4.1/hadoop-aws/tools/hadoop-aws/index.html">S3A</a>
 */
public final class StorageSettings {

  private static final String ENDPOINT = "fs.s3a.endpoint";
  private static final String SPARK_PREFIX = "spark.hadoop.";

  /**
   * With Hadoop's own patience a wrong endpoint is told after many minutes. With these a request is
   * given up after about 20 seconds of errors, or three minutes of silence; a task is then tried
   * again by Spark.
   */
  private static final Map<String, String> PATIENCE =
      Map.ofEntries(
          // The SDK repeats a request once, within milliseconds.
          entry("fs.s3a.attempts.maximum", "1"),
          // Both together may take so long; what carries data has a time of its own.
          entry("fs.s3a.connection.request.timeout", "30s"),
          // S3A takes no less.
          entry("fs.s3a.connection.establish.timeout", "15s"),
          entry("fs.s3a.connection.timeout", "30s"),
          // S3A around it, waiting twice as long each time.
          entry("fs.s3a.retry.limit", "4"),
          entry("fs.s3a.retry.interval", "500ms"),
          entry("fs.s3a.retry.throttle.limit", "5"),
          entry("fs.s3a.retry.throttle.interval", "500ms"),
          // The HDFS client tries a NameNode that refuses this often, a second apart, and one that
          // does not take the connection this often, 20 s each.
          entry("ipc.client.connect.max.retries", "5"),
          entry("ipc.client.connect.max.retries.on.timeouts", "2"));

  /**
   * Options first, then what every tool of Amazon's looks at: the environment, the token of a
   * Kubernetes service account, the profile, the role of the container or machine.
   */
  private static final String CREDENTIALS =
      String.join(
          ",",
          "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider",
          "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider",
          "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider");

  private StorageSettings() {}

  /** Sets what is not set. */
  public static void complete(Configuration conf) {
    PATIENCE.forEach((key, value) -> complete(conf, key, value));
    complete(conf, "fs.s3a.aws.credentials.provider", CREDENTIALS);
    // Tables appear when their upload is completed; the default copies each file once or twice.
    complete(conf, "fs.s3a.committer.name", "magic");
    // A server of one's own rarely has a host name for each bucket, as Amazon's has.
    String endpoint = conf.get(ENDPOINT, "");
    if (!endpoint.isEmpty() && !endpoint.contains("amazonaws.com")) {
      complete(conf, "fs.s3a.path.style.access", "true");
      complete(conf, "fs.s3a.endpoint.region", "us-east-1");
    }
  }

  /**
   * Returns the configuration of a command that starts no Spark session, so that it reads the same
   * places as one that does.
   *
   * @param environment of the process: {@code AWS_ENDPOINT_URL}, and the {@code --conf
   *     spark.hadoop.KEY=VALUE} in {@code FAULTLINE_SPARK_OPTS}
   */
  public static Configuration withoutSpark(Map<String, String> environment) {
    Configuration conf = new Configuration();
    String endpoint = environment.get("AWS_ENDPOINT_URL");
    if (endpoint != null) {
      conf.set(ENDPOINT, endpoint);
    }
    String[] options = environment.getOrDefault("FAULTLINE_SPARK_OPTS", "").strip().split("\\s+");
    for (int i = 0; i < options.length; i++) {
      String assignment =
          options[i].equals("--conf") && i + 1 < options.length
              ? options[i + 1]
              : options[i].startsWith("--conf=") ? options[i].substring("--conf=".length()) : "";
      int equals = assignment.indexOf('=');
      if (assignment.startsWith(SPARK_PREFIX) && equals > 0) {
        conf.set(
            assignment.substring(SPARK_PREFIX.length(), equals), assignment.substring(equals + 1));
      }
    }
    complete(conf);
    return conf;
  }

  private static void complete(Configuration conf, String key, String value) {
    String[] sources = conf.getPropertySources(key);
    if (sources == null || Arrays.stream(sources).allMatch(name -> name.endsWith("-default.xml"))) {
      conf.set(key, value);
    }
  }
}
