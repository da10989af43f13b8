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
 * @param launcher a command that starts the command behind it; empty for none
 */
public record Faultline(Path home, Map<String, String> environment, List<String> launcher) {

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
    return new Faultline(Path.of("..").toAbsolutePath().normalize(), Map.of(), List.of());
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
    return new Faultline(folder, Map.of(), List.of());
  }

  /** Adds to the environment. */
  public Faultline with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(more);
    return new Faultline(home, all, launcher);
  }

  /** Lets another command start it. */
  public Faultline within(String... command) {
    return new Faultline(home, environment, List.of(command));
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

  /** A run that goes on. */
  public static final class Started implements AutoCloseable {

    private final List<String> command;
    private final Process process;
    private final Path out;
    private final Path err;
    private final Thread killedByExit;

    private Started(List<String> command, Process process, Path folder) {
      this.command = command;
      this.process = process;
      out = folder.resolve("out");
      err = folder.resolve("err");
      killedByExit = new Thread(this::kill);
      Runtime.getRuntime().addShutdownHook(killedByExit);
    }

    /** Returns whether it has not ended yet. */
    public boolean isAlive() {
      return process.isAlive();
    }

    /** Ends it as a power cut would. */
    public void kill() {
      ServerProcess.killTree(process);
    }

    /** Waits for its end. */
    public Run end() throws IOException, InterruptedException {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        close();
        throw new AssertionError(
            "%s did not end in %d s and said:%n%s%s"
                .formatted(
                    command, LIMIT.toSeconds(), Files.readString(out), Files.readString(err)));
      }
      close();
      return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Override
    public void close() {
      if (Runtime.getRuntime().removeShutdownHook(killedByExit)) {
        kill();
      }
    }
  }

  /** Runs it and waits for its end. */
  public Run run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).end();
  }

  /** Starts it. */
  public Started start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.add(home.resolve("bin/faultline").toString());
    command.addAll(List.of(arguments));
    Path folder = TestFolders.create("run");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    // What is set where the tests run must not reach in.
    builder.environment().keySet().removeIf(Faultline::steersRuns);
    builder.environment().putAll(environment);
    return new Started(command, builder.start(), folder);
  }

  private static boolean steersRuns(String variable) {
    return variable.startsWith("FAULTLINE_")
        || variable.startsWith("SPARK_")
        || variable.startsWith("HADOOP_")
        || variable.startsWith("AWS_");
  }
}
