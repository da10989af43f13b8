package dev.faultline.cli;

import dev.faultline.catalog.SimulateFiles;
import dev.faultline.simulate.Library;
import dev.faultline.simulate.SimulateOptions;
import dev.faultline.simulate.Simulation;
import dev.faultline.simulate.Simulation.Outcome;
import dev.faultline.storage.StorageProblem;
import dev.faultline.storage.StorageSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a made-up night of a GPU cluster, with its faults and the truth about them. */
@Command(
    name = "simulate",
    description = {
      "Writes the logs of a made-up night of a GPU cluster, with faults in them and the truth",
      "about those. The same options give the same bytes."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  faultline simulate --output night --size 64m",
      "  faultline simulate --output s3a://bucket/night --nodes 64 --hours 12 --size 10g --seed 7",
      "  faultline analyze night/logs --output out",
      "",
      "Exit codes: 0 done; 2 wrong usage or configuration, or the output is not empty;",
      "4 it could not be written."
    })
final class SimulateCommand implements Callable<Integer> {

  private static final int MOST_HOURS = 24 * 31;
  private static final Instant LATEST = Instant.parse("9998-12-31T00:00:00Z");
  private static final int MOST_NODES = 10_000;
  private static final long LEAST_BYTES = 1L << 20;
  private static final long MOST_BYTES = 1L << 44;

  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "URI",
      description = "Folder to write, on any Hadoop file system; missing or empty.")
  private String output;

  @Option(
      names = "--hours",
      paramLabel = "H",
      defaultValue = "8",
      description = "How long the night is (default: ${DEFAULT-VALUE}).")
  private int hours;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many machines there are (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--size",
      paramLabel = "S",
      defaultValue = "64m",
      description =
          "About how many bytes all logs have before compression; may end in k, m or g"
              + " (default: ${DEFAULT-VALUE}).")
  private String size;

  @Option(
      names = "--seed",
      paramLabel = "K",
      defaultValue = "1",
      description = "Another number gives another night (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      defaultValue = "2026-03-13T22:00:00Z",
      description = "The first moment, in UTC (default: ${DEFAULT-VALUE}).")
  private String start;

  @Mixin private ConfDir confDir;

  @Override
  public Integer call() {
    check("--hours", hours, MOST_HOURS);
    check("--nodes", nodes, MOST_NODES);
    SimulateOptions options = new SimulateOptions(hours, nodes, bytes(), seed, startInstant());
    Configuration conf = StorageSettings.withoutSpark(System.getenv());
    Library library = SimulateFiles.load(confDir.uri(), conf);
    int threads = Runtime.getRuntime().availableProcessors();
    try {
      Path folder = new Path(output);
      print(
          Simulation.write(
              library, options, folder.getFileSystem(conf), folder, Version.text(), threads));
    } catch (Simulation.OccupiedException | IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--output: " + e.getMessage(), e);
    } catch (IOException e) {
      spec.commandLine()
          .getErr()
          .println(
              "faultline: The night cannot be written to "
                  + output
                  + ": "
                  + StorageProblem.sentence(e)
                  + ". Without truth/manifest.json it is not complete; remove it.");
      spec.commandLine().getErr().flush();
      return ExitCode.FAILED;
    }
    return ExitCode.DONE;
  }

  private void check(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw wrong(
          String.format(
              Locale.ROOT, "%s is %d, must be a number from 1 to %d.", option, value, most));
    }
  }

  private long bytes() {
    long bytes = ByteSize.of(size);
    if (bytes < LEAST_BYTES || bytes > MOST_BYTES) {
      throw wrong("--size is '" + size + "', must be from 1m to 16384g, like 512m or 2g.");
    }
    return bytes;
  }

  private Instant startInstant() {
    try {
      Instant instant = Instant.parse(start);
      if (instant.getNano() == 0 && instant.getEpochSecond() >= 0 && !instant.isAfter(LATEST)) {
        return instant;
      }
    } catch (DateTimeException e) {
      // Said below, as for a time with parts of a second.
    }
    throw wrong("--start is '" + start + "', must be a time like 2026-03-13T22:00:00Z.");
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void print(Outcome outcome) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%-16s  %6s  %12s  %16s  %12s%n",
        "kind",
        "files",
        "lines",
        "bytes",
        "of faults");
    long[] sum = new long[4];
    for (Outcome.Group group : outcome.groups()) {
      row(out, group.kind(), group.files(), group.lines(), group.bytes(), group.faultLines());
      sum[0] += group.files();
      sum[1] += group.lines();
      sum[2] += group.bytes();
      sum[3] += group.faultLines();
    }
    row(out, "all", sum[0], sum[1], sum[2], sum[3]);
    out.println();
    out.printf(
        Locale.ROOT,
        "%,d incidents of %d families, %,d jobs%n",
        outcome.incidents(),
        outcome.families(),
        outcome.jobs());
    if (!outcome.leftOut().isEmpty()) {
      out.println(
          "no room for: "
              + String.join(", ", outcome.leftOut())
              + "; more --hours or --nodes help");
    }
    out.println();
    out.println("logs   " + new Path(output, "logs"));
    out.println("truth  " + new Path(output, "truth"));
    out.flush();
  }

  private static void row(
      PrintWriter out, String kind, long files, long lines, long bytes, long faultLines) {
    out.printf(
        Locale.ROOT, "%-16s  %,6d  %,12d  %,16d  %,12d%n", kind, files, lines, bytes, faultLines);
  }
}
