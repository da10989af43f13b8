package dev.faultline.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.faultline.storage.StorageProblem;
import dev.faultline.storage.WholeFile;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where one run puts its results: {@code OUTPUT/_runs/RUN_ID/}, never written again. {@link
 * #publish} points {@code OUTPUT/dt=DATE/manifest.json} at it in the end, so that a reader who
 * starts from there sees a whole run or the one before. {@link OutputLayout} shows all of it,
 * {@link RunReader} reads it.
 */
public final class RunFolder {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final OutputLayout layout;
  private final String runId;
  private final FileSystem fs;

  /** The folders that were missing, the innermost first. */
  private final List<Path> made = new ArrayList<>();

  /** The day, once publishing has begun. */
  private LocalDate published;

  /**
   * Names the folder of a new run and makes sure that the output can be written, before hours go
   * into a run that could not be kept.
   *
   * @param output URI of the output folder, on any Hadoop file system
   * @param started start of the run, the first part of its name
   * @throws IOException if the output cannot be written; the message is one sentence
   */
  public RunFolder(String output, Instant started, Configuration conf) throws IOException {
    runId = RunId.of(started);
    try {
      layout = new OutputLayout(new Path(output));
      fs = layout.root().getFileSystem(conf);
      // No hidden .crc file beside each result on a local disk.
      fs.setWriteChecksum(false);
      for (Path parent : List.of(layout.unfinished(), layout.runs())) {
        for (Path path = parent;
            path != null && !made.contains(path) && !fs.exists(path);
            path = path.getParent()) {
          made.add(path);
        }
      }
      WholeFile.mark(fs, layout.unfinished(runId));
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "The output " + output + " cannot be written: " + StorageProblem.sentence(e), e);
    }
    made.sort((a, b) -> Integer.compare(b.depth(), a.depth()));
  }

  public String runId() {
    return runId;
  }

  /** Returns the path of the run's folder. */
  public Path path() {
    return layout.run(runId);
  }

  /** Writes a text file of the run, as UTF-8. The name may have folders in it. */
  public void write(String name, String text) throws IOException {
    WholeFile.create(fs, new Path(path(), name), text);
  }

  /** Writes a file of the run that is no text. */
  public void write(String name, byte[] bytes) throws IOException {
    WholeFile.create(fs, new Path(path(), name), bytes);
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
   * Makes this run the result of a day. Whatever ends the program on the way, the pointer of the
   * day names a whole run afterwards: this one, or the one before.
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
    writeJson(OutputLayout.MANIFEST, tree);
    published = date;
    WholeFile.mark(fs, layout.runOf(date, runId));
    WholeFile.replace(fs, layout.pointer(date), json(tree), layout.unfinished(runId));
    return layout.pointer(date);
  }

  /**
   * Removes what is not needed any more, after {@link #publish}: that this run goes on, older runs
   * of the day, and what killed runs left.
   *
   * @param date the day of this run
   * @param keep how many whole runs of the day stay at most; 0 for all
   * @throws IOException if something cannot be removed, which does this run's result no harm
   */
  public void tidy(LocalDate date, int keep, Instant now) throws IOException {
    fs.delete(layout.unfinished(runId), false);
    Retention retention = new Retention(fs, layout);
    retention.removeKilled(now);
    if (keep > 0) {
      retention.removeOlder(date, keep);
    }
  }

  /**
   * Takes back what a failed run wrote, and the folders that it made, as far as they are empty. A
   * run that the pointer names stays: its answer was lost, or what failed came later. If this fails
   * too, {@link Retention} removes the run some days later.
   */
  public void abandon() {
    try {
      if (published != null) {
        if (runId.equals(RunReader.pointed(fs, layout, published))) {
          return;
        }
        fs.delete(layout.runOf(published, runId), false);
        made.addAll(0, List.of(layout.runsOf(published), layout.day(published)));
      }
      fs.delete(path(), true);
      // Last, so that what is left of a run can be found.
      fs.delete(layout.unfinished(runId), false);
      for (Path folder : made) {
        if (fs.exists(folder) && fs.listStatus(folder).length == 0) {
          fs.delete(folder, false);
        }
      }
    } catch (IOException e) {
      // Why the run failed matters more.
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
