package dev.faultline.template;

import static org.apache.spark.sql.functions.col;

import dev.faultline.output.RunReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is known of the templates of the run that another is compared with: the result of the last
 * day before. Runs of the same day are not looked at, or all would be known when one is repeated.
 *
 * @param date its day
 * @param maskVersion version of the mask that made its shapes
 * @param templateVersion version of the rules that made its templates
 * @param shapes its shapes
 * @param templates its templates
 */
public record EarlierRun(
    LocalDate date,
    String maskVersion,
    String templateVersion,
    List<Shape> shapes,
    List<Template> templates) {

  /** A shape, a line of it, and its template. */
  record Shape(String text, String sample, String templateId) {}

  /** A template; times are microseconds since 1970 UTC, null if no record has one. */
  record Template(
      String id,
      String text,
      long records,
      Long first,
      Long last,
      String sample,
      String path,
      long offset) {}

  /**
   * Finds the result of the last day before a day.
   *
   * @param output URI of the output folder
   */
  public static Optional<RunReader> before(LocalDate day, String output, Configuration conf)
      throws IOException {
    List<LocalDate> days;
    try {
      days = RunReader.dates(output, conf);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    for (int i = days.size() - 1; i >= 0; i--) {
      if (days.get(i).isBefore(day)) {
        Optional<RunReader> run = RunReader.find(output, days.get(i), conf);
        if (run.isPresent()) {
          return run;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a run.
   *
   * @param parquet reads a table
   */
  public static EarlierRun read(RunReader run, Function<String, Dataset<Row>> parquet) {
    List<Shape> shapes =
        parquet
            .apply(run.table("shapes"))
            .select("shape", "sample", "template_id")
            .collectAsList()
            .stream()
            .map(row -> new Shape(row.getString(0), row.getString(1), row.getString(2)))
            .toList();
    List<Template> templates =
        parquet
            .apply(run.table("templates"))
            .select(
                col("template_id"),
                col("template"),
                col("record_count"),
                col("first_time"),
                col("last_time"),
                col("sample"),
                col("sample_path"),
                col("sample_offset"))
            .collectAsList()
            .stream()
            .map(EarlierRun::template)
            .toList();
    return new EarlierRun(
        run.date(),
        run.manifest().path("mask_version").asText(),
        run.manifest().path("template_version").asText(),
        shapes,
        templates);
  }

  private static Template template(Row row) {
    return new Template(
        row.getString(0),
        row.getString(1),
        row.getLong(2),
        row.isNullAt(3) ? null : row.getLong(3),
        row.isNullAt(4) ? null : row.getLong(4),
        row.getString(5),
        row.getString(6),
        row.getLong(7));
  }
}
