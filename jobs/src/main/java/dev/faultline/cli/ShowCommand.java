package dev.faultline.cli;

import dev.faultline.ingest.InputException;
import dev.faultline.output.RunReader;
import dev.faultline.storage.StorageSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a run has published. */
@Command(
    name = "show",
    description = "Prints the report of a day, or lists the days that have one.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  faultline show s3a://bucket/reports",
      "  faultline show out --date 2026-03-14 --file csv/hosts.csv",
      "  faultline show out --list",
      "",
      "Exit codes: 0 done; 2 wrong usage; 3 there is no such result, or it cannot be read."
    })
final class ShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "OUTPUT", description = "What analyze was given as --output.")
  private String output;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      converter = DateConverter.class,
      description = "Day of the report (default: the last that has one).")
  private LocalDate date;

  @Option(
      names = "--file",
      paramLabel = "NAME",
      defaultValue = "report.txt",
      description =
          "Which file of the run to print (default: ${DEFAULT-VALUE}); on a terminal control"
              + " characters in it are printed as \\u001b and the like.")
  private String file;

  @Option(names = "--list", description = "List the days, their runs and numbers of records.")
  private boolean list;

  @Override
  public Integer call() throws IOException {
    Configuration conf = StorageSettings.withoutSpark(System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    try {
      if (list) {
        for (LocalDate day : RunReader.dates(output, conf)) {
          RunReader run = RunReader.find(output, day, conf).orElse(null);
          if (run == null) {
            continue;
          }
          long records = run.manifest().path("ledger").path("lines").path("records").asLong();
          out.printf(Locale.ROOT, "%s  %s  %,15d records%n", day, run.runId(), records);
        }
      } else {
        RunReader run = RunReader.open(output, date, conf);
        if (file.endsWith(".png")) {
          throw new IllegalArgumentException(
              "a terminal shows no pictures: open " + run.path() + "/" + file + ".");
        }
        out.print(Printable.onOut(run.read(file)));
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--file: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
    out.flush();
    return ExitCode.DONE;
  }
}
