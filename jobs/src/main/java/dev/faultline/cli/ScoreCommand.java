package dev.faultline.cli;

import dev.faultline.ingest.InputException;
import dev.faultline.output.RunReader;
import dev.faultline.score.Score;
import dev.faultline.score.ScoreText;
import dev.faultline.storage.StorageSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares the incidents of a run with the truth about the night that it read. */
@Command(
    name = "score",
    description = {
      "Says how well the incidents of a run agree with the truth about a simulated night.",
      "It measures agreement with our own simulator."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  faultline score --truth night/truth --run out",
      "  faultline score --truth s3a://bucket/night/truth --run s3a://bucket/reports",
      "  faultline score --truth night/truth --run out --date 2026-03-14 --min-recall 0.95",
      "",
      "Exit codes: 0 done; 2 wrong usage; 3 truth or run are missing or cannot be read;",
      "10 done, and --min-recall or --min-precision was not reached."
    })
final class ScoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "URI",
      description = "The folder truth of the night, with incidents.csv.")
  private String truth;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "URI",
      description = "What analyze was given as --output.")
  private String run;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      converter = DateConverter.class,
      description = "Day of the run (default: the last that has a result).")
  private LocalDate date;

  @Option(
      names = "--min-recall",
      paramLabel = "R",
      defaultValue = "0",
      converter = ShareConverter.class,
      description = "End with exit code 10 if less of the truth was found: from 0 to 1.")
  private BigDecimal minRecall;

  @Option(
      names = "--min-precision",
      paramLabel = "R",
      defaultValue = "0",
      converter = ShareConverter.class,
      description = "End with exit code 10 if less of what was found is true: from 0 to 1.")
  private BigDecimal minPrecision;

  @Override
  public Integer call() {
    Configuration conf = StorageSettings.withoutSpark(System.getenv());
    Score score;
    try {
      score = Score.of(truth, RunReader.open(run, date, conf), conf);
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(Printable.onOut(ScoreText.of(score, Terminal.width(System.getenv()))));
    out.flush();
    boolean below = score.recall().isBelow(minRecall) || score.precision().isBelow(minPrecision);
    return below ? ExitCode.FAIL_ON : ExitCode.DONE;
  }
}
