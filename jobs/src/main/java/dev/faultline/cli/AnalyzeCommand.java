package dev.faultline.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faultline.ingest.DateInPath;
import dev.faultline.ingest.InputException;
import dev.faultline.ingest.Ledger;
import dev.faultline.io.RunFolder;
import dev.faultline.report.LedgerText;
import dev.faultline.report.LedgerTree;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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
      description = "Day of the report (default: the last date in the inputs' paths, else today).")
  private LocalDate date;

  @Option(
      names = "--strict",
      description = "Stop with exit code 3 if any file is damaged or could not be read whole.")
  private boolean strict;

  @Override
  public Integer call() throws Exception {
    Instant started = Instant.now();
    // Spark's own shutdown hook stops the session.
    SparkSession spark = SparkSession.builder().appName("faultline analyze").getOrCreate();
    Dataset<Row> scan =
        spark
            .read()
            .format("faultline")
            .option("mode", "ledger")
            .option("paths", new ObjectMapper().writeValueAsString(inputs))
            .load();
    Ledger ledger = Ledger.of(scan);
    checked(ledger);

    RunFolder run = new RunFolder(output, started, spark.sparkContext().hadoopConfiguration());
    run.write("report.txt", LedgerText.of(ledger));
    run.writeJson("report.json", LedgerTree.of(ledger));
    Path pointer = run.publish(day(ledger), manifest(ledger, started));
    say("report    " + new Path(run.path(), "report.txt"));
    say("manifest  " + pointer);
    return ExitCode.DONE;
  }

  private void checked(Ledger ledger) {
    List<String> imbalances = ledger.imbalances();
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

  private LocalDate day(Ledger ledger) {
    if (date != null) {
      return date;
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
