package dev.faultline.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultline.storage.WholeFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;

/**
 * Which runs of an output folder go. Of each day the runs that were published last stay, and with
 * them the one that the pointer names; what a killed run left goes when no run can have lasted so
 * long.
 */
final class Retention {

  /** A run that began so long ago and has not ended was killed. */
  private static final Duration LONGEST_RUN = Duration.ofDays(7);

  private final FileSystem fs;
  private final OutputLayout layout;

  Retention(FileSystem fs, OutputLayout layout) {
    this.fs = fs;
    this.layout = layout;
  }

  /**
   * Removes all but the last runs of a day. Of two that are published at once, the pointer may name
   * the one that was marked first.
   *
   * @param keep how many stay, at least 1
   */
  void removeOlder(LocalDate date, int keep) throws IOException {
    List<String> runs = new ArrayList<>(RunMarks.in(fs, layout.runsOf(date)));
    runs.subList(0, Math.min(keep, runs.size())).clear();
    runs.remove(RunReader.pointed(fs, layout, date));
    for (String run : runs) {
      // Should this end half-way, the rest is known to be no whole run.
      WholeFile.mark(fs, layout.unfinished(run));
      fs.delete(layout.runOf(date, run), false);
      removeFiles(run);
    }
  }

  /** Removes the folders of runs that were killed. */
  void removeKilled(Instant now) throws IOException {
    for (String run : RunMarks.in(fs, layout.unfinished())) {
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
    JsonNode manifest = RunReader.manifest(fs, layout.manifestOf(run));
    try {
      return manifest != null
          && fs.exists(layout.runOf(LocalDate.parse(manifest.path("dt").asText()), run));
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
