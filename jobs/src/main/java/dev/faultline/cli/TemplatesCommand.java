package dev.faultline.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the message templates of logs, and which one each line is of. */
@Command(
    name = "templates",
    description = {
      "Finds the templates of the messages in logs: what they have in common, and how often.",
      "Writes them to templates.csv in --output, as a report has them in csv/templates.csv."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  faultline templates /var/log/ml --output templates",
      "  faultline templates syslog.gz --output templates --lines",
      "",
      "Exit codes: 0 done; 2 wrong usage or configuration; 3 input missing, empty or unreadable;",
      "4 the run failed."
    })
final class TemplatesCommand implements Callable<Integer> {

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
      description = "Folder for templates.csv and lines; made if it is missing.")
  private String output;

  @Option(
      names = "--lines",
      description =
          "Also write a row per line to CSV files in the folder lines: log_file_path, line,"
              + " template_id, template.")
  private boolean withLines;

  @Mixin private Reading reading;

  @Mixin private TimeRange times;

  @Option(
      names = "--strict",
      description = "Stop with exit code 3 if any file is damaged or could not be read whole.")
  private boolean strict;

  @Mixin private Terminal terminal;

  @Mixin private Settings settings;

  @Override
  public Integer call() throws Exception {
    InputOptions options = reading.of(inputs, times, settings, strict);
    try (Session session = Session.start("faultline templates", output)) {
      print(run(session.spark(), options));
      return ExitCode.DONE;
    } catch (TemplatesJob.OccupiedException e) {
      throw new ParameterException(spec.commandLine(), "--output: " + e.getMessage(), e);
    }
  }

  private TemplatesJob.Outcome run(SparkSession spark, InputOptions options) throws Exception {
    TemplatesJob job = new TemplatesJob(spark, options, output);
    if (!terminal.hasProgress()) {
      return job.run(withLines);
    }
    try (Progress progress = new Progress(err(), InstantSource.system())) {
      spark.sparkContext().addSparkListener(progress);
      return job.run(withLines);
    }
  }

  private void print(TemplatesJob.Outcome outcome) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%,d templates in %,d lines%n",
        outcome.templates(),
        outcome.ledger().totals().counts().lines());
    out.println("templates  " + outcome.csv());
    if (outcome.lines() != null) {
      out.println("lines      " + outcome.lines());
    }
    out.flush();
    int problems = outcome.ledger().allProblems().size();
    if (problems > 0) {
      err().println("faultline: " + problems + " problems with the inputs:");
      outcome
          .ledger()
          .allProblems()
          .forEach(problem -> err().println("  " + Printable.message(problem)));
      err().flush();
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
