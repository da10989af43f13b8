package dev.faultline.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faultline.ingest.DateInPath;
import dev.faultline.ingest.InputException;
import dev.faultline.ingest.Ledger;
import dev.faultline.ingest.Levels;
import dev.faultline.io.RunFolder;
import dev.faultline.report.LedgerText;
import dev.faultline.report.LedgerTree;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads every line of the inputs, accounts for all of it, and publishes the report of a day. */
@Command(
    name = "analyze",
    description = "Reads logs and writes a report on them.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Examples:",
      "  faultline analyze /var/log/ml --output reports",
      "  faultline analyze 'hdfs:///logs/2026-03-14/*.gz' --output hdfs:///reports --date 2026-03-14",
      "  faultline analyze kern.log syslog --output out --strict",
      "",
      "Exit codes: 0 done; 2 wrong usage; 3 input missing, empty or unreadable; 4 the run failed."
    })
final class AnalyzeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Files, folders (with all in them) or patterns, on any Hadoop file system.")
  private List<String> inputs;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "URI",
      description = "Folder for the results; made if it is missing.")
  private String output;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description =
          "Day of the report, and near which times without a year lie "
              + "(default: the last day in the logs, else in their paths, else today).")
  private LocalDate date;

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "Zone of the times that name none (default: ${DEFAULT-VALUE}).")
  private ZoneId zone;

  @Option(
      names = "--conf-dir",
      paramLabel = "URI",
      description = "Folder with the configuration (default: the one in the jar).")
  private String confDir;

  @Option(
      names = "--strict",
      description = "Stop with exit code 3 if any file is damaged or could not be read whole.")
  private boolean strict;

  @Override
  public Integer call() throws Exception {
    Instant started = Instant.now();
    // Spark's own shutdown hook stops the session.
    SparkSession spark = SparkSession.builder().appName("faultline analyze").getOrCreate();
    RunFolder run = new RunFolder(output, started, spark.sparkContext().hadoopConfiguration());
    Dataset<Row> scan =
        spark
            .read()
            .format("faultline")
            .option("mode", "ledger")
            .option("timezone", zone.getId())
            .options(optional("date", date))
            .options(optional("conf_dir", confDir))
            .option("paths", new ObjectMapper().writeValueAsString(inputs))
            .load()
            // A few rows per file, asked twice; without this each question reads the inputs anew.
            .persist(StorageLevel.MEMORY_AND_DISK());
    Ledger ledger = Ledger.of(scan);
    Levels levels = Levels.of(scan);
    checked(ledger, levels);
    run.write("report.txt", LedgerText.of(ledger, levels));
    run.writeJson("report.json", LedgerTree.of(ledger, levels));
    Path pointer = run.publish(day(ledger, levels), manifest(ledger, started));
    say("report    " + new Path(run.path(), "report.txt"));
    say("manifest  " + pointer);
    return ExitCode.DONE;
  }

  private static Map<String, String> optional(String option, Object value) {
    return value == null ? Map.of() : Map.of(option, value.toString());
  }

  private void checked(Ledger ledger, Levels levels) {
    List<String> imbalances = new ArrayList<>(ledger.imbalances());
    long records = ledger.totals().records();
    if (levels.records() != records) {
      imbalances.add("the cells hold " + levels.records() + " records of " + records);
    }
    if (!imbalances.isEmpty()) {
      throw new IllegalStateException(
          "The ledger does not balance, nothing was published: " + String.join("; ", imbalances));
    }
    List<String> problems = ledger.allProblems();
    if (strict && !problems.isEmpty()) {
      throw new InputException("Stopped by --strict: " + String.join("; ", problems));
    }
    if (!problems.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("faultline: " + problems.size() + " problems with the inputs; see the report");
    }
  }

  private LocalDate day(Ledger ledger, Levels levels) {
    if (date != null) {
      return date;
    }
    if (levels.last() != null) {
      return LocalDate.ofInstant(levels.last(), zone);
    }
    return ledger.files().stream()
        .map(file -> DateInPath.find(file.path()))
        .filter(Objects::nonNull)
        .max(LocalDate::compareTo)
        .orElseGet(() -> LocalDate.now(ZoneOffset.UTC));
  }

  private Map<String, Object> manifest(Ledger ledger, Instant started) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("faultline_version", Version.text());
    manifest.put("started", started.toString());
    manifest.put("inputs", inputs);
    manifest.put("ledger", LedgerTree.totals(ledger));
    return manifest;
  }

  private void say(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }
}
