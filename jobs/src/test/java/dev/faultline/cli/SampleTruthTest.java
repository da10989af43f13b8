package dev.faultline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultline.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the causes find in data/sample, line by line, and what data/truth says of it. */
class SampleTruthTest {

  @TempDir private static Path folder;

  private static AnalyzeRun run;

  /** Cause of each record that has one, by file and line, as {@code 2026-03-14/…:7}. */
  private static final Map<String, String> FOUND = new TreeMap<>();

  /** Family of each line that announces a fault, likewise. */
  private static final Map<String, String> CAUSES = new TreeMap<>();

  /** All labelled lines. */
  private static final Set<String> LABELLED = new HashSet<>();

  @BeforeAll
  static void analyze() throws IOException {
    Path sample = AnalyzeRun.sample();
    Path tables = sample.resolve("../tables");
    run =
        AnalyzeRun.of(
            folder.resolve("out"),
            sample.toString(),
            "--records",
            "--jobs",
            tables.resolve("sacct.txt").toString(),
            "--inventory",
            tables.resolve("inventory.csv").toString());
    Map<String, String> places = places(sample);
    SparkSession spark = LocalSpark.session();
    Dataset<Row> shapes = spark.read().parquet(run.folder().resolve("tables/shapes").toString());
    List<Row> found =
        spark
            .read()
            .parquet(run.folder().resolve("tables/records").toString())
            .join(shapes.where("cause IS NOT NULL").select("shape_hash", "cause"), "shape_hash")
            .select("log_file_path", "offset", "cause")
            .collectAsList();
    String prefix = "file:" + sample + "/";
    for (Row row : found) {
      String file = row.getString(0).substring(prefix.length());
      FOUND.put(places.get(file + "@" + row.getLong(1)), row.getString(2));
    }
    Map<String, String> families = new HashMap<>();
    for (String[] row : rows("incidents.csv")) {
      families.put(row[0], row[1]);
    }
    for (String[] row : rows("labels.csv")) {
      String place = row[0].substring("logs/".length()) + ":" + row[1];
      LABELLED.add(place);
      if (row[4].equals("cause")) {
        CAUSES.put(place, families.get(row[3]));
      }
    }
  }

  private static List<String[]> rows(String name) throws IOException {
    List<String> lines = Files.readAllLines(AnalyzeRun.sample().resolve("../truth/" + name));
    return lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
  }

  /** Where each line is: {@code FILE@OFFSET} to {@code FILE:LINE}. */
  private static Map<String, String> places(Path sample) throws IOException {
    Map<String, String> places = new HashMap<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(sample)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = sample.relativize(file).toString();
      byte[] content = Grep.content(file);
      int line = 1;
      int start = 0;
      for (int i = 0; i < content.length; i++) {
        if (content[i] == '\n') {
          places.put(name + "@" + start, name + ":" + line++);
          start = i + 1;
        }
      }
      places.put(name + "@" + start, name + ":" + line);
    }
    return places;
  }

  @Test
  void eachLineThatAnnouncesAFaultIsFound() {
    Map<String, Integer> missed = new TreeMap<>();
    CAUSES.forEach(
        (place, family) -> {
          if (!FOUND.containsKey(place)) {
            missed.merge(family, 1, Integer::sum);
          }
        });
    System.out.printf("%d lines announce faults; missed %s%n", CAUSES.size(), missed);
    assertThat(missed).isEmpty();
  }

  @Test
  void noOtherLineIsTakenForAFault() {
    Map<String, String> wrong = new TreeMap<>(FOUND);
    wrong.keySet().removeAll(LABELLED);
    assertThat(wrong).isEmpty();
  }

  @Test
  void eachRecordOfAFaultIsInOneIncident() {
    assertThat(records("incidents")).isEqualTo(records("faults")).isPositive();
    assertThat(records("incident_evidence")).isEqualTo(records("faults"));
  }

  private static long records(String section) {
    long records = 0;
    for (JsonNode row : run.report().path(section)) {
      records += row.path("count").asLong();
    }
    return records;
  }

  @Test
  void theIncidentsAreThoseThatHappened() throws IOException {
    AnalyzeRun score =
        AnalyzeRun.of(
            List.of(
                "score",
                "--truth",
                AnalyzeRun.sample().resolve("../truth").toString(),
                "--run",
                folder.resolve("out").toString(),
                "--min-recall",
                "1",
                "--min-precision",
                "1"));
    assertThat(score.exitCode()).as(score.out()).isZero();
    assertThat(score.out()).contains("cause 1.000  action 1.000");
  }

  @Test
  void theSampleIsWhatTheSimulatorWrites() throws IOException {
    Path night = folder.resolve("night");
    String script = Files.readString(Path.of("../data/make.sh"), UTF_8);
    String options =
        script.replace("\\\n", " ").replaceAll("(?s).*--output \"[^\"]*\" ([^\n]*)\n.*", "$1");
    Stream<String> words =
        Stream.concat(
            Stream.of("simulate", "--output", night.toString()),
            Stream.of(options.trim().split(" +")));
    AnalyzeRun simulated = AnalyzeRun.of(words.toList());
    assertThat(simulated.exitCode()).as(simulated.err()).isZero();
    assertSame(night.resolve("logs"), AnalyzeRun.sample());
    for (String table :
        List.of(
            "truth/incidents.csv",
            "truth/labels.csv",
            "tables/sacct.txt",
            "tables/inventory.csv")) {
      assertThat(night.resolve(table))
          .as("data/make.sh writes it anew")
          .hasSameBinaryContentAs(AnalyzeRun.sample().resolve("../" + table));
    }
  }

  private static void assertSame(Path written, Path kept) throws IOException {
    assertThat(names(written)).as("data/make.sh writes them anew").isEqualTo(names(kept));
    for (String name : names(kept)) {
      // Another zlib may pack it otherwise.
      assertThat(Grep.content(written.resolve(name)))
          .as("%s: data/make.sh writes it anew", name)
          .isEqualTo(Grep.content(kept.resolve(name)));
    }
  }

  private static Set<String> names(Path root) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> walk = Files.walk(root)) {
      walk.filter(Files::isRegularFile).forEach(f -> names.add(root.relativize(f).toString()));
    }
    return names;
  }
}
