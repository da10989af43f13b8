package dev.faultline.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A folder that a user could have as SPARK_HOME: the jars of the build, and the scripts of {@code
 * src/test/servers/spark-home}, which start them as those of the distribution do.
 *
 * @param folder holds {@code jars}, {@code conf} and {@code bin}
 */
public record SparkHome(Path folder) {

  /** Makes one below {@code target/it}. */
  public static SparkHome create() throws IOException {
    Path home = TestFolders.create("spark");
    Files.createDirectory(home.resolve("conf"));
    Path jars = Files.createDirectory(home.resolve("jars"));
    String classpath = Files.readString(Path.of("target/runtime-classpath.txt")).strip();
    for (String jar : classpath.split(File.pathSeparator)) {
      Path file = Path.of(jar);
      if (!isOfS3(file.getFileName().toString())) {
        Files.createSymbolicLink(jars.resolve(file.getFileName()), file);
      }
    }
    Path bin = Files.createDirectory(home.resolve("bin"));
    for (String script : new String[] {"spark-class", "spark-submit"}) {
      Path copy =
          Files.copy(Path.of("src/test/servers/spark-home/bin", script), bin.resolve(script));
      if (!copy.toFile().setExecutable(true)) {
        throw new IOException(copy + " could not be made executable");
      }
    }
    return new SparkHome(home);
  }

  /** Spark comes without S3; what Faultline's archive brings must do. */
  private static boolean isOfS3(String jar) {
    return jar.startsWith("hadoop-aws-") || jar.startsWith("spark-hadoop-cloud_");
  }

  /** Returns a Faultline that runs on this Spark. */
  public Faultline under(Faultline faultline) {
    return faultline.with(environment()).withSparkOptions("--conf spark.ui.enabled=false");
  }

  /** Returns what the environment of a process must say to use it, on this machine only. */
  public Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME",
        folder.toString(),
        "SPARK_LOCAL_IP",
        "127.0.0.1",
        "JAVA_HOME",
        System.getProperty("java.home"));
  }
}
