package dev.faultline.cli;

import dev.faultline.catalog.CatalogException;
import dev.faultline.ingest.Ledger;
import dev.faultline.io.Compiled;
import dev.faultline.report.Csv;
import dev.faultline.report.SectionResult;
import dev.faultline.report.Sections;
import dev.faultline.schema.SectionSpec;
import dev.faultline.storage.StorageProblem;
import dev.faultline.storage.WholeFile;
import dev.faultline.template.RunTemplates;
import dev.faultline.template.TemplateChanges;
import dev.faultline.template.TemplateCounts;
import dev.faultline.template.TemplateLines;
import dev.faultline.udf.template.TemplateMiner;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One run of {@code templates}. The file {@code templates.csv} is written last: where it is, all is
 * there.
 */
final class TemplatesJob {

  /** The output holds templates already. */
  static final class OccupiedException extends RuntimeException {
    OccupiedException(Path path) {
      super(path + " is there already; name another folder, or remove it.");
    }
  }

  /**
   * What became of a run.
   *
   * @param ledger the account of the inputs
   * @param templates how many there are
   * @param csv the file with them
   * @param lines the folder with the lines, or null
   */
  record Outcome(Ledger ledger, int templates, Path csv, Path lines) {}

  private static final String SECTION = "templates";

  private final SparkSession spark;
  private final InputScan input;
  private final FileSystem fs;
  private final Path csv;
  private final Path lines;

  /**
   * Makes sure that the output can be written.
   *
   * @param output URI of the folder
   * @throws OccupiedException if it holds templates already
   * @throws IOException if it cannot be written; the message is one sentence
   */
  TemplatesJob(SparkSession spark, InputOptions options, String output) throws IOException {
    this.spark = spark;
    try {
      Path folder = new Path(output);
      csv = new Path(folder, "templates.csv");
      lines = new Path(folder, "lines");
      fs = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
      // No hidden .crc file beside each result on a local disk.
      fs.setWriteChecksum(false);
      for (Path path : List.of(csv, lines)) {
        if (fs.exists(path)) {
          throw new OccupiedException(path);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "The output " + output + " cannot be written: " + StorageProblem.sentence(e), e);
    }
    input = new InputScan(spark, options);
  }

  /**
   * Reads the inputs, and writes.
   *
   * @param withLines whether to write a row per line
   */
  Outcome run(boolean withLines) throws Exception {
    InputScan.Scanned scanned = input.scanned();
    Ledger ledger = scanned.ledger();
    RunTemplates templates =
        RunTemplates.of(
            scanned.bounded().cube().shapes(), new TemplateMiner(input.catalog().templates()));
    Dataset<Row> assignments = input.local(templates.assignments());
    Dataset<Row> counts =
        scanned.keep().apply(TemplateCounts.of(scanned.bounded().cube().tallies(), assignments));
    InputScan.checkBalance(ledger, "the templates hold", TemplateCounts.records(counts));
    SectionResult section = ask(templates, counts);
    if (withLines) {
      writeLines(scanned, templates, assignments);
    }
    WholeFile.create(fs, csv, Csv.of(section));
    return new Outcome(ledger, templates.templates().size(), csv, withLines ? lines : null);
  }

  /** The same rows as in a report, without those of an earlier run. */
  private SectionResult ask(RunTemplates templates, Dataset<Row> counts)
      throws InterruptedException {
    List<SectionSpec> sections =
        input.catalog().sections().stream().filter(s -> s.id().equals(SECTION)).toList();
    if (sections.isEmpty()) {
      throw new CatalogException(
          input.catalog().place() + " has no section " + SECTION + ", which says what is written.");
    }
    input
        .local(TemplateChanges.unknown(null).templates(templates))
        .createOrReplaceTempView("templates");
    TemplateCounts.view(counts).createOrReplaceTempView("template_counts");
    return Sections.run(spark::sql, sections, input.catalog().tables(), false).get(0);
  }

  private void writeLines(
      InputScan.Scanned scanned, RunTemplates templates, Dataset<Row> assignments)
      throws IOException {
    Dataset<Row> rows =
        TemplateLines.of(
            input.scan("numbered"),
            scanned.scan(),
            scanned.bounded().ids(),
            assignments.drop("is_fault"),
            input.local(templates.texts(Csv::harmless)));
    String folder = lines.toString();
    try {
      Compiled.plan(
          spark,
          () -> {
            rows.sortWithinPartitions("log_file_path", "line")
                .write()
                .option("header", true)
                .option("escape", "\"")
                .option("lineSep", "\n")
                .csv(folder);
            return folder;
          });
      checkLines(scanned.ledger(), folder);
    } catch (IOException | RuntimeException e) {
      fs.delete(lines, true);
      throw e;
    }
  }

  /** The logs were read once more, and may have changed meanwhile. */
  private void checkLines(Ledger ledger, String folder) throws IOException {
    long written =
        spark
            .read()
            .option("header", true)
            .option("escape", "\"")
            .option("lineSep", "\n")
            .csv(folder)
            .count();
    long read = ledger.totals().counts().lines();
    if (written != read) {
      throw InputScan.unbalanced(
          List.of(folder + " holds " + written + " lines of " + read + " that were read"));
    }
    List<String> before = ledger.allProblems();
    List<String> changed =
        ledger.comparedWith(input.inputsNow()).allProblems().stream()
            .filter(problem -> !before.contains(problem))
            .toList();
    if (!changed.isEmpty()) {
      throw InputScan.unbalanced(changed);
    }
  }
}
