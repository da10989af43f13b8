package dev.faultline.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where one run puts its results: {@code OUTPUT/_runs/RUN_ID/}, never written again. {@link
 * #publish} points {@code OUTPUT/dt=DATE/manifest.json} at it in the end, so that a reader who
 * starts from there sees a whole run or the one before, on any file system and without a rename.
 */
public final class RunFolder {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path output;
  private final String runId;
  private final FileSystem fs;

  /** The folders that were missing, the innermost first. */
  private final List<Path> made = new ArrayList<>();

  /**
   * Names the folder of a new run and makes sure that the output can be written, before hours go
   * into a run that could not be kept.
   *
   * @param output URI of the output folder, on any Hadoop file system
   * @param started start of the run, the first part of its name
   * @throws IOException if the output cannot be written; the message is one sentence
   */
  public RunFolder(String output, Instant started, Configuration conf) throws IOException {
    this.output = new Path(output);
    try {
      fs = this.output.getFileSystem(conf);
      Path runs = new Path(this.output, "_runs");
      for (Path path = runs; path != null && !fs.exists(path); path = path.getParent()) {
        made.add(path);
      }
      if (!fs.mkdirs(runs)) {
        throw new IOException("the folder " + runs + " cannot be made");
      }
    } catch (IOException e) {
      throw new IOException("The output " + output + " cannot be written: " + e.getMessage(), e);
    }
    // No hidden .crc file beside each result on a local disk.
    fs.setWriteChecksum(false);
    // Two runs may start in the same second.
    runId = STAMP.format(started) + String.format("-%06x", new SecureRandom().nextInt(1 << 24));
  }

  public String runId() {
    return runId;
  }

  /** Returns the path of the run's folder. */
  public Path path() {
    return new Path(new Path(output, "_runs"), runId);
  }

  /** Writes a text file of the run, as UTF-8. The name may have folders in it. */
  public void write(String name, String text) throws IOException {
    create(new Path(path(), name), text, false);
  }

  /** Writes a JSON file of the run. */
  public void writeJson(String name, Object tree) throws IOException {
    write(name, json(tree));
  }

  /**
   * Writes a table of the run as Parquet, one file for each partition of the rows.
   *
   * @param name folder below {@code tables}
   * @param order columns by which the rows of a file are sorted, so that equal rows make equal
   *     files
   * @return the folder
   */
  public String writeTable(String name, Dataset<Row> rows, String first, String... order) {
    String folder = new Path(path(), "tables/" + name).toString();
    rows.sortWithinPartitions(first, order).write().parquet(folder);
    return folder;
  }

  /**
   * Makes this run the result of a day.
   *
   * @param date the day
   * @param manifest what {@code manifest.json} says besides the run and its folder
   * @return the path of the pointer
   */
  public Path publish(LocalDate date, Map<String, Object> manifest) throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("run_id", runId);
    tree.put("dt", date.toString());
    // Relative, so that the whole output can be copied elsewhere.
    tree.put("run_path", "../_runs/" + runId);
    tree.putAll(manifest);
    writeJson("manifest.json", tree);
    Path pointer = new Path(new Path(output, "dt=" + date), "manifest.json");
    create(pointer, json(tree), true);
    return pointer;
  }

  /**
   * Takes back the folders that the constructor made, as far as they are empty: a run that failed
   * before its first file leaves nothing.
   */
  public void removeIfEmpty() {
    try {
      for (Path path : made) {
        if (fs.listStatus(path).length > 0) {
          return;
        }
        fs.delete(path, false);
      }
    } catch (IOException e) {
      // An empty folder does no harm, and why the run failed matters more.
    }
  }

  private void create(Path path, String text, boolean overwrite) throws IOException {
    try (FSDataOutputStream out = fs.create(path, overwrite)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String json(Object tree) {
    try {
      return JSON.writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a JSON tree: " + tree.getClass(), e);
    }
  }
}
