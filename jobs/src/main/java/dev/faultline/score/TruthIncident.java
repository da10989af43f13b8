package dev.faultline.score;

import dev.faultline.storage.StorageProblem;
import dev.faultline.storage.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What really happened; docs/simulate.md describes the columns.
 *
 * @param id its name
 * @param family what kind of fault it is
 * @param nodes hosts that it hit, one or more
 * @param device the GPU that it hit, if one
 * @param jobs numbers of the jobs that it hit
 * @param rank the rank on the GPU; empty for none
 * @param start its first moment
 * @param first time of its first line; null if it has none, as something fell silent
 * @param last time of its last line; null where {@code first} is
 * @param paths the files of its first and last line, below the night's folder
 * @param action what is to be done first; empty where nobody says
 */
record TruthIncident(
    String id,
    String family,
    Set<String> nodes,
    Device device,
    Set<String> jobs,
    String rank,
    Instant start,
    Instant first,
    Instant last,
    Set<String> paths,
    String action) {

  private static final String FILE = "incidents.csv";

  private static final List<String> COLUMNS =
      Stream.concat(
              Stream.of(
                  CsvTable.ID,
                  "family",
                  "node",
                  "job_id",
                  "rank",
                  "start_time",
                  "first_time",
                  "last_time",
                  "first_path",
                  "last_path",
                  "action"),
              Device.COLUMNS.stream())
          .toList();

  /**
   * Reads the truth about a night.
   *
   * @param folder URI of the folder with {@code incidents.csv}
   * @throws IOException if it cannot be read or is no truth; the message is one sentence
   */
  static List<TruthIncident> in(String folder, Configuration conf) throws IOException {
    List<TruthIncident> incidents = new ArrayList<>();
    String text = text(folder, conf);
    String place = new Path(folder, FILE).toString();
    for (CsvTable.Row row : CsvTable.read(text, place, COLUMNS).rows()) {
      incidents.add(of(row));
    }
    return incidents;
  }

  private static String text(String folder, Configuration conf) throws IOException {
    try {
      Path path = new Path(folder, FILE);
      return WholeFile.read(path.getFileSystem(conf), path);
    } catch (FileNotFoundException e) {
      throw new FileNotFoundException(
          "There is no "
              + FILE
              + " in "
              + folder
              + "; name the folder truth of a simulated night.");
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "The truth in " + folder + " cannot be read: " + StorageProblem.sentence(e) + ".", e);
    }
  }

  private static TruthIncident of(CsvTable.Row row) throws IOException {
    TruthIncident incident =
        new TruthIncident(
            row.get(CsvTable.ID),
            row.get("family"),
            row.list("node"),
            Device.of(row),
            row.list("job_id"),
            row.get("rank"),
            row.time("start_time"),
            row.time("first_time"),
            row.time("last_time"),
            Stream.of("first_path", "last_path")
                .map(row::get)
                .filter(path -> !path.isEmpty())
                .collect(Collectors.toSet()),
            row.get("action"));
    if (incident.start == null || (incident.first == null) != (incident.last == null)) {
      throw row.wrong("start_time, or one of first_time and last_time, is missing");
    }
    if (!incident.isSilent()
        && (incident.first.isBefore(incident.start) || incident.last.isBefore(incident.first))) {
      throw row.wrong("start_time, first_time and last_time do not follow one another");
    }
    return incident;
  }

  /** Whether no line tells of it. */
  boolean isSilent() {
    return first == null;
  }
}
