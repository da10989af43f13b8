package dev.faultline.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code bin/faultline} as a user starts it: a process of its own, from the checkout or from an
 * unpacked archive, in an empty folder, where its stdout and stderr stay as {@code out} and {@code
 * err}.
 *
 * @param home what holds {@code bin/faultline}
 * @param environment what it gets besides the environment of this JVM
 */
public record Faultline(Path home, Map<String, String> environment) {

  /** So long a run may take before it is ended, and its test fails. */
  private static final Duration LIMIT = Duration.ofMinutes(4);

  /**
   * What became of a run.
   *
   * @param exitCode as the shell sees it
   * @param out what it printed to stdout
   * @param err what it printed to stderr
   */
  public record Run(int exitCode, String out, String err) {

    /** Returns what a line of stdout that begins with a word says behind it. */
    public String named(String word) {
      return out.lines()
          .filter(line -> line.startsWith(word + "  "))
          .map(line -> line.substring(word.length()).strip())
          .findFirst()
          .orElseThrow(() -> new AssertionError("No line \"" + word + "\" in: " + this));
    }
  }

  /** Returns Faultline of this checkout, on the Spark of its build. */
  public static Faultline ofCheckout() {
    return new Faultline(Path.of("..").toAbsolutePath().normalize(), Map.of());
  }

  /** Unpacks the archive that was built into a folder, and returns Faultline of it. */
  public static Faultline ofArchive(Path folder) throws IOException, InterruptedException {
    Path archive;
    try (var files = Files.newDirectoryStream(Path.of("target"), "faultline-*.tar.gz")) {
      archive = files.iterator().next().toAbsolutePath();
    }
    List<String> unpack = List.of("tar", "-xzf", archive.toString(), "--strip-components=1");
    Process tar = new ProcessBuilder(unpack).directory(folder.toFile()).inheritIO().start();
    if (tar.waitFor() != 0) {
      throw new IOException(archive + " could not be unpacked");
    }
    return new Faultline(folder, Map.of());
  }

  /** Adds to the environment. */
  public Faultline with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(more);
    return new Faultline(home, all);
  }

  /** Adds options for spark-submit, none of which may have a space in it. */
  public Faultline withSparkOptions(String... options) {
    String before = environment.getOrDefault("FAULTLINE_SPARK_OPTS", "");
    return with(Map.of("FAULTLINE_SPARK_OPTS", (before + " " + String.join(" ", options)).strip()));
  }

  /** Adds settings for the Hadoop configuration of the run. */
  public Faultline withHadoop(Map<String, String> settings) {
    return withSparkOptions(
        settings.entrySet().stream()
            .map(setting -> "--conf spark.hadoop." + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new));
  }

  /** Runs it and waits for its end. */
  public Run run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/faultline").toString());
    command.addAll(List.of(arguments));
    Path folder = TestFolders.create("run");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    // What is set where the tests run must not reach in.
    builder.environment().keySet().removeIf(Faultline::steersRuns);
    builder.environment().putAll(environment);
    Process process = builder.start();
    Thread killedByExit = new Thread(() -> ServerProcess.killTree(process));
    Runtime.getRuntime().addShutdownHook(killedByExit);
    try {
      boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        ServerProcess.killTree(process);
        throw new AssertionError(
            "%s did not end in %d s and said:%n%s%s"
                .formatted(
                    command, LIMIT.toSeconds(), Files.readString(out), Files.readString(err)));
      }
      return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Runtime.getRuntime().removeShutdownHook(killedByExit);
    }
  }

  private static boolean steersRuns(String variable) {
    return variable.startsWith("FAULTLINE_")
        || variable.startsWith("SPARK_")
        || variable.startsWith("HADOOP_")
        || variable.startsWith("AWS_");
  }
}
