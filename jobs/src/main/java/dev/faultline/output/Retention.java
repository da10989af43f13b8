package dev.faultline.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faultline.storage.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Which runs of an output folder go. Of each day the newest runs stay, and the one that the pointer
 * names; what a killed run left goes when no run can have lasted so long.
 */
final class Retention {

  /** A run that began so long ago and has not ended was killed. */
  private static final Duration LONGEST_RUN = Duration.ofDays(7);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileSystem fs;
  private final OutputLayout layout;

  Retention(FileSystem fs, OutputLayout layout) {
    this.fs = fs;
    this.layout = layout;
  }

  /**
   * Removes all but the newest runs of a day.
   *
   * @param pointed the run that the day's pointer names; it stays
   * @param keep how many stay
   */
  void removeOlder(LocalDate date, String pointed, int keep) throws IOException {
    List<String> runs = names(layout.runsOf(date));
    runs.sort(Comparator.reverseOrder());
    for (String run : runs.subList(Math.min(keep, runs.size()), runs.size())) {
      if (!run.equals(pointed)) {
        // Should this end half-way, the rest is known to be no whole run.
        WholeFile.create(fs, layout.unfinished(run), "");
        fs.delete(layout.runOf(date, run), false);
        removeFiles(run);
      }
    }
  }

  /** Removes the folders of runs that were killed. */
  void removeKilled(Instant now) throws IOException {
    for (String run : names(layout.unfinished())) {
      Instant started = RunId.started(run);
      if (started.plus(LONGEST_RUN).isAfter(now)) {
        continue;
      }
      if (isWhole(run)) {
        // Killed after it was published: only the mark is wrong.
        fs.delete(layout.unfinished(run), false);
      } else {
        removeFiles(run);
      }
    }
  }

  private void removeFiles(String run) throws IOException {
    fs.delete(layout.run(run), true);
    fs.delete(layout.unfinished(run), false);
  }

  /** Whether a run is one of its day. */
  private boolean isWhole(String run) throws IOException {
    try {
      String date = JSON.readTree(WholeFile.read(fs, layout.manifestOf(run))).path("dt").asText();
      return fs.exists(layout.runOf(LocalDate.parse(date), run));
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /** Returns the runs that a folder has marks of; nothing else in it is ours. */
  private List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try {
      for (FileStatus mark : fs.listStatus(folder)) {
        if (RunId.started(mark.getPath().getName()) != null) {
          names.add(mark.getPath().getName());
        }
      }
    } catch (FileNotFoundException e) {
      return names;
    }
    return names;
  }
}
