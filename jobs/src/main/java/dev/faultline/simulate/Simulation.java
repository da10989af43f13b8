package dev.faultline.simulate;

import dev.faultline.storage.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes a night: {@code logs}, {@code metrics}, {@code tables} and {@code truth}. The manifest in
 * {@code truth} is written last, so a folder without one is not complete.
 */
public final class Simulation {

  private static final String MANIFEST = "truth/manifest.json";

  /**
   * What was written.
   *
   * @param groups kind of file to how much of it there is, in the order of the table
   * @param incidents how many faults there are
   * @param families how many families they are of
   * @param jobs how many jobs ran
   * @param leftOut ids of the families for which the night is too short or the cluster too small
   */
  public record Outcome(
      List<Group> groups, int incidents, int families, int jobs, List<String> leftOut) {

    /**
     * Files of one kind.
     *
     * @param kind id of the log, or what else it is
     * @param files how many
     * @param lines how many, before compression
     * @param bytes how many, before compression
     * @param faultLines how many messages of faults stand in them
     */
    public record Group(String kind, int files, long lines, long bytes, long faultLines) {}
  }

  private record Task(String kind, String path, String stored, Content content) {}

  private interface Content {
    Written writeTo(OutputStream out) throws IOException;
  }

  private final Library library;
  private final Plan plan;
  private final FileSystem fs;
  private final Path folder;

  private Simulation(Library library, Plan plan, FileSystem fs, Path folder) {
    this.library = library;
    this.plan = plan;
    // A local disk needs no files of checksums beside the logs.
    this.fs = fs instanceof LocalFileSystem local ? local.getRawFileSystem() : fs;
    this.folder = folder;
  }

  /**
   * Writes a night into a folder that is missing or empty.
   *
   * @param version of Faultline, for the manifest
   * @param threads how many files are written at once; the bytes do not depend on it
   * @throws IOException if the folder cannot be written
   * @throws OccupiedException if something is in the folder
   */
  public static Outcome write(
      Library library,
      SimulateOptions options,
      FileSystem fs,
      Path folder,
      String version,
      int threads)
      throws IOException {
    if (!isEmpty(fs, folder)) {
      throw new OccupiedException(folder + " is not empty; name a folder that is, or a new one.");
    }
    Plan plan = Plan.of(options, library);
    return new Simulation(library, plan, fs, folder).write(version, threads);
  }

  /** The output is not empty; what is in it stays as it is. */
  public static final class OccupiedException extends RuntimeException {
    OccupiedException(String message) {
      super(message);
    }
  }

  private static boolean isEmpty(FileSystem fs, Path folder) throws IOException {
    try {
      return fs.getFileStatus(folder).isDirectory() && fs.listStatus(folder).length == 0;
    } catch (FileNotFoundException e) {
      return true;
    }
  }

  private Outcome write(String version, int threads) throws IOException {
    List<Task> tasks = tasks();
    List<Written> written = run(tasks, threads);
    text("tables/sacct.txt", Tables.jobs(plan));
    text("tables/inventory.csv", Tables.inventory(plan, library.night().gpuName()));
    text("truth/incidents.csv", Truth.incidents(plan, written));
    text("truth/labels.csv", Truth.labels(written));
    text(MANIFEST, Truth.manifest(plan, written, version));
    long families = plan.incidents().stream().map(i -> i.family().spec().id()).distinct().count();
    return new Outcome(
        groups(tasks, written),
        plan.incidents().size(),
        (int) families,
        plan.jobs().size(),
        plan.leftOut());
  }

  private List<Task> tasks() {
    List<LogFile> files = LogFile.all(library, plan);
    FaultLines faults = FaultLines.of(plan, library);
    Map<String, Double> rates = Rates.of(library, plan, files, faults.bytes());
    List<Task> tasks = new ArrayList<>();
    for (LogFile file : files) {
      tasks.add(
          new Task(
              file.log().spec().id(),
              file.path(),
              file.stored(),
              out -> LogWriter.write(file, library, faults, rates, out)));
    }
    for (Node node : plan.nodes()) {
      tasks.add(
          new Task(
              "metrics",
              GpuMetrics.path(library, node),
              "plain",
              out -> GpuMetrics.write(library, plan, node, out)));
    }
    return tasks;
  }

  private List<Written> run(List<Task> tasks, int threads) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Written>> running = new ArrayList<>();
      for (Task task : tasks) {
        running.add(pool.submit(() -> write(task)));
      }
      List<Written> written = new ArrayList<>();
      for (Future<Written> one : running) {
        written.add(one.get());
      }
      return written;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped before it was done", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private Written write(Task task) throws IOException {
    try (OutputStream out = stored(fs.create(at(task.path()), false), task.stored())) {
      return task.content().writeTo(out);
    } catch (FSError e) {
      throw WholeFile.notWritten(at(task.path()), e);
    }
  }

  private static OutputStream stored(OutputStream out, String how) throws IOException {
    return switch (how) {
      case "gz" -> new FastGzip(out);
      case "bz2" -> new BZip2CompressorOutputStream(out, 1);
      default -> out;
    };
  }

  /** Level 1: the files are read once, and making them should not take longer than that. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private void text(String path, String text) throws IOException {
    WholeFile.create(fs, at(path), text);
  }

  private Path at(String path) {
    return new Path(folder, path);
  }

  private static List<Outcome.Group> groups(List<Task> tasks, List<Written> written) {
    List<Outcome.Group> groups = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      String kind = tasks.get(i).kind();
      Written file = written.get(i);
      int last = groups.size() - 1;
      Outcome.Group before =
          last >= 0 && groups.get(last).kind().equals(kind)
              ? groups.remove(last)
              : new Outcome.Group(kind, 0, 0, 0, 0);
      groups.add(
          new Outcome.Group(
              kind,
              before.files() + 1,
              before.lines() + file.lines(),
              before.bytes() + file.bytes(),
              before.faultLines() + file.labels().size()));
    }
    return groups;
  }
}
