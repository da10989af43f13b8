package dev.faultline.output;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.apache.hadoop.fs.Path;

/**
 * Where things lie in an output folder. docs/reliability.md says in which order they are written.
 *
 * <pre>
 * dt=DATE/manifest.json   the pointer: which run is the result of the day
 * dt=DATE/_runs/RUN_ID    empty: a whole run of that day
 * _runs/RUN_ID/           the files of a run, never written again; manifest.json is the last of them
 * _unfinished/RUN_ID      a run that goes on, or was killed
 * </pre>
 *
 * @param root the output folder
 */
record OutputLayout(Path root) {

  static final String MANIFEST = "manifest.json";
  private static final String DAY = "dt=";

  Path runs() {
    return new Path(root, "_runs");
  }

  Path run(String runId) {
    return new Path(runs(), runId);
  }

  Path manifestOf(String runId) {
    return new Path(run(runId), MANIFEST);
  }

  Path unfinished() {
    return new Path(root, "_unfinished");
  }

  Path unfinished(String runId) {
    return new Path(unfinished(), runId);
  }

  Path day(LocalDate date) {
    return new Path(root, DAY + date);
  }

  Path pointer(LocalDate date) {
    return new Path(day(date), MANIFEST);
  }

  Path runsOf(LocalDate date) {
    return new Path(day(date), "_runs");
  }

  Path runOf(LocalDate date, String runId) {
    return new Path(runsOf(date), runId);
  }

  /** Returns the day that a folder of the root is of, or null if it is none of a day. */
  static LocalDate dateOf(String folderName) {
    if (!folderName.matches(DAY + "\\d{4}-\\d{2}-\\d{2}")) {
      return null;
    }
    try {
      return LocalDate.parse(folderName.substring(DAY.length()));
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
