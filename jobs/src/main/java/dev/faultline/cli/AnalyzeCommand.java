package dev.faultline.cli;

import dev.faultline.catalog.Catalog;
import dev.faultline.metric.RunMetrics;
import dev.faultline.night.Totals;
import dev.faultline.report.Report;
import dev.faultline.report.ReportText;
import dev.faultline.report.Style;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads every line of the inputs, accounts for all of it, and publishes the report of a day. */
@Command(
    name = "analyze",
    description = {
      "Reads logs and reports what broke, where, and what to do.",
      "The report is of --date, else of the last day in the logs, else in their paths, else today."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  faultline analyze /var/log/ml --output reports",
      "  faultline analyze 'hdfs:///logs/2026-03-14/*.gz' --output hdfs:///reports --date 2026-03-14",
      "  faultline analyze syslog --output out --from 2026-03-14T02:00 --to 2026-03-14T03:00",
      "  faultline analyze /var/log/ml --output reports --strict --fail-on critical",
      "  faultline analyze /var/log/ml --output reports --jobs sacct.txt --inventory gpus.csv",
      "",
      "Exit codes: 0 done; 2 wrong usage or configuration; 3 input missing, empty or unreadable;",
      "4 the run failed; 10 done, and --fail-on was met."
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

  @Mixin private Reading reading;

  @Mixin private TimeRange times;

  @Mixin private FleetOptions fleet;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "all",
      description = "The report as text, json, html or all (default: ${DEFAULT-VALUE}).")
  private ReportFormat format;

  @Option(
      names = "--records",
      description = "Also write a table with a row per record; it is as large as the logs.")
  private boolean withRecords;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description = "End with exit code 10 if there are errors so bad: critical or high.")
  private FailOn failOn;

  @Option(
      names = "--strict",
      description = "Stop with exit code 3 if any file is damaged or could not be read whole.")
  private boolean strict;

  @Option(names = "--verbose", description = "Print the whole report, not only its beginning.")
  private boolean verbose;

  @Mixin private Terminal terminal;

  @Mixin private Settings settings;

  @Override
  public Integer call() throws Exception {
    RunMetrics metrics = new RunMetrics(Instant.now());
    AnalyzeOptions options =
        new AnalyzeOptions(
            reading.of(inputs, times, settings, strict),
            output,
            format,
            withRecords,
            fleet.files());
    // Trying all samples takes as long as starting a session, so both go on at once.
    CompletableFuture<?> known =
        reading.confDir() == null
            ? CompletableFuture.runAsync(Catalog::bundled)
            : CompletableFuture.completedFuture(null);
    try (Session session = Session.start("faultline analyze", output)) {
      known.join();
      SparkSession spark = session.spark();
      spark.sparkContext().addSparkListener(metrics);
      AnalyzeJob.Outcome outcome = run(new AnalyzeJob(spark, options, metrics), spark);
      print(outcome);
      Totals totals = outcome.totals();
      boolean met = failOn != null && failOn.isMet(totals.critical(), totals.high());
      return met ? ExitCode.FAIL_ON : ExitCode.DONE;
    }
  }

  private AnalyzeJob.Outcome run(AnalyzeJob job, SparkSession spark) throws Exception {
    if (!terminal.hasProgress()) {
      return job.run();
    }
    try (Progress progress = new Progress(err(), InstantSource.system())) {
      spark.sparkContext().addSparkListener(progress);
      return job.run();
    }
  }

  private void print(AnalyzeJob.Outcome outcome) {
    Report report = outcome.report();
    Style style = terminal.hasColor() ? Style.ANSI : Style.PLAIN;
    PrintWriter out = spec.commandLine().getOut();
    int width = terminal.width();
    out.print(
        verbose ? ReportText.of(report, style, width) : ReportText.opening(report, style, width));
    out.println();
    out.println("report    " + outcome.folder());
    out.println("manifest  " + outcome.pointer());
    out.flush();
    if (outcome.plotless() != null) {
      err().println("faultline: the result is published, but " + outcome.plotless());
    }
    for (String remark : outcome.remarks()) {
      err().println("faultline: " + Printable.message(remark));
    }
    if (outcome.untidy() != null) {
      err().println("faultline: the result is published, but " + outcome.untidy());
    }
    int problems = report.ledger().allProblems().size();
    if (problems > 0) {
      String noun = problems == 1 ? " problem" : " problems";
      err().println("faultline: " + problems + noun + " with the inputs; see the report");
      err().flush();
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
