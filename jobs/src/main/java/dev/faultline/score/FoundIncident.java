package dev.faultline.score;

import dev.faultline.output.RunReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a run says has happened; docs/report.md describes the columns.
 *
 * @param id its name
 * @param title what it is called
 * @param cause {@code id} of its first cause
 * @param hosts names of the hosts that it hit; none if its lines name none
 * @param device the GPU, if one is named
 * @param jobs numbers of the jobs that it hit
 * @param rank empty for none
 * @param first time of its first line; null if that has none
 * @param last time of its last line; null if that has none
 * @param path URI or absolute path of the file with that line
 * @param action code of what is to be done first; empty for none
 */
record FoundIncident(
    String id,
    String title,
    String cause,
    Set<String> hosts,
    Device device,
    Set<String> jobs,
    String rank,
    Instant first,
    Instant last,
    String path,
    String action) {

  private static final String FILE = "csv/incidents.csv";

  private static final List<String> COLUMNS =
      Stream.concat(
              Stream.of(
                  CsvTable.ID,
                  "title",
                  "cause",
                  "host_names",
                  "job_ids",
                  "rank",
                  "first_time",
                  "last_time",
                  "log_file_path",
                  "immediate_action"),
              Device.COLUMNS.stream())
          .toList();

  /**
   * Reads the incidents of a run.
   *
   * @throws IOException if they cannot be read, or the run has none; the message is one sentence
   */
  static List<FoundIncident> in(RunReader run) throws IOException {
    String text;
    try {
      text = run.read(FILE);
    } catch (FileNotFoundException e) {
      throw new FileNotFoundException(
          "There is no " + FILE + " in " + run.path() + "; analyze the logs of the night anew.");
    }
    List<FoundIncident> incidents = new ArrayList<>();
    for (CsvTable.Row row : CsvTable.read(text, run.path() + "/" + FILE, COLUMNS).rows()) {
      incidents.add(of(row));
    }
    return incidents;
  }

  private static FoundIncident of(CsvTable.Row row) throws IOException {
    return new FoundIncident(
        row.get(CsvTable.ID),
        row.get("title"),
        row.get("cause"),
        row.list("host_names"),
        Device.of(row),
        row.list("job_ids"),
        row.get("rank"),
        row.time("first_time"),
        row.time("last_time"),
        row.get("log_file_path"),
        row.get("immediate_action"));
  }
}
