package dev.faultline.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faultline.storage.StorageProblem;
import dev.faultline.storage.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A published run, for whoever reads its results: commands, notebooks, later jobs.
 *
 * <pre>
 * RunReader run = RunReader.open("s3a://bucket/reports", LocalDate.parse("2026-03-14"), conf);
 * spark.read().parquet(run.table("cube"));
 * </pre>
 */
public final class RunReader {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileSystem fs;
  private final Path folder;
  private final JsonNode manifest;

  private RunReader(FileSystem fs, Path folder, JsonNode manifest) {
    this.fs = fs;
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * Returns the days that have a folder, the earliest first.
   *
   * @param output URI of the output folder
   * @throws FileNotFoundException if there is no such folder
   * @throws IOException if it cannot be read; the message is one sentence
   */
  public static List<LocalDate> dates(String output, Configuration conf) throws IOException {
    try {
      Path root = new Path(output);
      List<LocalDate> dates = new ArrayList<>();
      for (FileStatus child : root.getFileSystem(conf).listStatus(root)) {
        LocalDate date = OutputLayout.dateOf(child.getPath().getName());
        if (date != null) {
          dates.add(date);
        }
      }
      Collections.sort(dates);
      return dates;
    } catch (FileNotFoundException e) {
      throw missing("There is no folder " + output + ".", e);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(output, e);
    }
  }

  /**
   * Opens the result of a day.
   *
   * @param output URI of the output folder
   * @param date the day, or null for the last that has a result
   * @throws FileNotFoundException if that day has no result
   * @throws IOException if it cannot be read; the message is one sentence
   */
  public static RunReader open(String output, LocalDate date, Configuration conf)
      throws IOException {
    List<LocalDate> days = date != null ? List.of(date) : dates(output, conf);
    for (int i = days.size() - 1; i >= 0; i--) {
      Optional<RunReader> run = find(output, days.get(i), conf);
      if (run.isPresent()) {
        return run.get();
      }
    }
    throw missing(
        "There is no result " + (date == null ? "" : "of " + date + " ") + "in " + output + ".",
        null);
  }

  /**
   * Opens the result of a day, if it has one: the folder of a day may be there without.
   *
   * @throws IOException as {@link #open}
   */
  public static Optional<RunReader> find(String output, LocalDate day, Configuration conf)
      throws IOException {
    try {
      OutputLayout layout = new OutputLayout(new Path(output));
      FileSystem fs = layout.root().getFileSystem(conf);
      JsonNode manifest = manifest(fs, layout.pointer(day));
      if (manifest == null) {
        manifest = newest(fs, layout, day);
      }
      return Optional.ofNullable(manifest)
          .map(found -> new RunReader(fs, layout.run(runId(found)), found));
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(output, e);
    }
  }

  /** Returns the run that the pointer of a day names, or null. */
  static String pointed(FileSystem fs, OutputLayout layout, LocalDate date) throws IOException {
    JsonNode manifest = manifest(fs, layout.pointer(date));
    return manifest == null ? null : runId(manifest);
  }

  private static String runId(JsonNode manifest) {
    return manifest.path("run_id").asText();
  }

  /** On a file system that cannot replace a file in one step, the pointer may be half written. */
  private static JsonNode newest(FileSystem fs, OutputLayout layout, LocalDate date)
      throws IOException {
    for (String run : RunMarks.in(fs, layout.runsOf(date))) {
      JsonNode manifest = manifest(fs, layout.manifestOf(run));
      if (manifest != null) {
        return manifest;
      }
    }
    return null;
  }

  /** Returns null if the file is not there, or not all of a manifest. */
  static JsonNode manifest(FileSystem fs, Path path) throws IOException {
    try {
      JsonNode manifest = JSON.readTree(WholeFile.read(fs, path));
      return RunId.started(runId(manifest)) == null ? null : manifest;
    } catch (FileNotFoundException | JsonProcessingException e) {
      return null;
    }
  }

  private static FileNotFoundException missing(String sentence, Exception cause) {
    FileNotFoundException missing = new FileNotFoundException(sentence);
    missing.initCause(cause);
    return missing;
  }

  private static IOException unreadable(String output, Exception e) {
    return new IOException(
        "The results in " + output + " cannot be read: " + StorageProblem.sentence(e), e);
  }

  public String runId() {
    return runId(manifest);
  }

  /** Returns the day that the run is the result of. */
  public LocalDate date() {
    return LocalDate.parse(manifest.path("dt").asText());
  }

  /** Returns what {@code manifest.json} says; docs/report.md names its keys. */
  public JsonNode manifest() {
    return manifest;
  }

  /** Returns the path of the run's folder. */
  public Path path() {
    return folder;
  }

  /** Returns the path of a table, for {@code spark.read().parquet}. */
  public String table(String name) {
    return new Path(folder, "tables/" + name).toString();
  }

  /** Returns the path of the rows of a section, for {@code spark.read().csv}. */
  public String csv(String section) {
    return new Path(folder, "csv/" + section + ".csv").toString();
  }

  /**
   * Returns a text file of the run, such as {@code report.txt} or {@code csv/hosts.csv}.
   *
   * @throws IllegalArgumentException if the name leads out of the run's folder
   * @throws FileNotFoundException if the run did not write it
   * @throws IOException if it cannot be read; the message is one sentence
   */
  public String read(String name) throws IOException {
    return new String(readBytes(name), StandardCharsets.UTF_8);
  }

  /**
   * Returns a file of the run that may be no text, such as {@code plots/categories.png}.
   *
   * @throws IllegalArgumentException as {@link #read}
   * @throws IOException as {@link #read}
   */
  public byte[] readBytes(String name) throws IOException {
    if (!name.matches("\\w[\\w.-]*(/\\w[\\w.-]*)*")) {
      throw new IllegalArgumentException("'" + name + "' is no file of a run.");
    }
    try {
      return WholeFile.readBytes(fs, new Path(folder, name));
    } catch (FileNotFoundException e) {
      throw missing("There is no " + name + " in " + folder + ".", e);
    } catch (IOException e) {
      throw unreadable(folder.toString(), e);
    }
  }
}
