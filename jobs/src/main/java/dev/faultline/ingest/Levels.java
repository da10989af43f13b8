package dev.faultline.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many records of which level each file has, and from when to when.
 *
 * @param counts one per file, format and severity that occurs
 */
public record Levels(List<Count> counts) {

  /** Level of a record whose line does not tell one. */
  public static final String NONE = "none";

  private static final List<String> NAMES =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");
  private static final int NUMBERS_PER_NAME = 4;
  private static final int FIRST_ERROR = 17;

  /**
   * Records of one file, format and severity.
   *
   * @param fileId number of the file, the place of its entry in the ledger
   * @param formatId which declared format the records have
   * @param severityNumber OpenTelemetry severity number, 0 if unknown
   * @param records how many there are
   * @param first earliest time, null if no record has one
   * @param last latest time, null if no record has one
   */
  public record Count(
      int fileId, String formatId, int severityNumber, long records, Instant first, Instant last) {

    /** Returns TRACE, DEBUG, INFO, WARN, ERROR, FATAL, or {@link Levels#NONE}. */
    public String level() {
      return severityNumber == 0 ? NONE : NAMES.get((severityNumber - 1) / NUMBERS_PER_NAME);
    }

    /** Whether these are ERROR or FATAL. */
    public boolean isError() {
      return severityNumber >= FIRST_ERROR;
    }
  }

  /**
   * Sums up the cells of a scan.
   *
   * @param scan rows of {@link LogRows#SCHEMA}
   */
  public static Levels of(Dataset<Row> scan) {
    List<Row> rows =
        scan.where(col("cell").isNotNull())
            .select("cell.*")
            .groupBy("file_id", "format_id", "severity_number")
            .agg(
                sum("count").as("records"),
                min("first_time").as("first_time"),
                max("last_time").as("last_time"))
            .sort("file_id", "format_id", "severity_number")
            .collectAsList();
    return new Levels(rows.stream().map(Levels::count).toList());
  }

  private static Count count(Row row) {
    return new Count(
        row.getAs("file_id"),
        row.getAs("format_id"),
        row.getAs("severity_number"),
        row.getAs("records"),
        instant(row.getAs("first_time")),
        instant(row.getAs("last_time")));
  }

  private static Instant instant(Long micros) {
    return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Returns the records of each level, all levels from TRACE to FATAL and {@link #NONE}. */
  public Map<String, Long> byLevel() {
    Map<String, Long> all = new LinkedHashMap<>();
    NAMES.forEach(name -> all.put(name, 0L));
    all.put(NONE, 0L);
    counts.forEach(count -> all.merge(count.level(), count.records(), Long::sum));
    return all;
  }

  /** Returns the records of each format that occurs. */
  public Map<String, Long> byFormat() {
    return sums(counts, Count::formatId);
  }

  /** Returns the ERROR and FATAL records of each file that has any. */
  public Map<Integer, Long> errorsByFile() {
    return sums(counts.stream().filter(Count::isError).toList(), Count::fileId);
  }

  private static <K> Map<K, Long> sums(List<Count> counts, Function<Count, K> key) {
    return counts.stream()
        .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.summingLong(Count::records)));
  }

  /** Returns the earliest time of a record, or null. */
  public Instant first() {
    return counts.stream()
        .map(Count::first)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** Returns the latest time of a record, or null. */
  public Instant last() {
    return counts.stream()
        .map(Count::last)
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(null);
  }

  /** Returns all records, which the ledger must have as well. */
  public long records() {
    return counts.stream().mapToLong(Count::records).sum();
  }
}
