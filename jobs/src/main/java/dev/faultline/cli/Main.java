package dev.faultline.cli;

import dev.faultline.catalog.CatalogException;
import dev.faultline.ingest.InputException;
import dev.faultline.report.ReportException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: one job a subcommand. It starts Spark only when a job runs. */
@Command(
    name = "faultline",
    description = "Root-cause analytics for the logs of GPU clusters.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AnalyzeCommand.class,
      ConfCommand.class,
      ExplainCommand.class,
      GpuPlanCommand.class,
      ScoreCommand.class,
      ShowCommand.class,
      SimulateCommand.class,
      TemplatesCommand.class,
      GenerateCompletion.class
    },
    footer = {
      "",
      "Example:",
      "  faultline analyze data/sample --output out",
      "",
      "Shell completion:  source <(faultline generate-completion)"
    })
public final class Main implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs a command; the JVM ends with its exit code. */
  public static void main(String[] args) {
    int exitCode = ExitCode.FAILED;
    try {
      exitCode = commandLine().execute(args);
    } catch (OutOfMemoryError e) {
      System.err.println("faultline: " + Failure.sentence(e));
    }
    // YARN takes a driver that exits for one that failed, whatever its code.
    if (exitCode != ExitCode.DONE) {
      System.exit(exitCode);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setParameterExceptionHandler(Main::usage)
        .setExecutionExceptionHandler(failure());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  /** One sentence, the nearest right spelling, and where to read on. */
  private static int usage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    ParameterException told = unknownOption(command, args).or(() -> wrongChoice(e)).orElse(e);
    PrintWriter err = command.getErr();
    err.println("faultline: " + told.getMessage());
    UnmatchedArgumentException.printSuggestions(told, err);
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE;
  }

  /** A misspelt option is the cause when picocli misses the right one, so it is told first. */
  private static Optional<ParameterException> unknownOption(CommandLine command, String[] args) {
    Set<String> known = command.getCommandSpec().optionsMap().keySet();
    return Arrays.stream(args)
        .takeWhile(arg -> !arg.equals("--"))
        .map(arg -> arg.split("=", 2)[0])
        .filter(arg -> arg.startsWith("--") && !known.contains(arg))
        .findFirst()
        .map(arg -> new UnmatchedArgumentException(command, List.of(arg)));
  }

  /** What picocli says of a choice names each one twice, in both cases of letters. */
  private static Optional<ParameterException> wrongChoice(ParameterException e) {
    if (e.getValue() == null
        || !(e.getArgSpec() instanceof OptionSpec option)
        || !option.type().isEnum()) {
      return Optional.empty();
    }
    List<String> allowed =
        Arrays.stream(option.type().getEnumConstants()).map(Object::toString).toList();
    return Optional.of(
        new ParameterException(
            e.getCommandLine(), Choices.wrong(option.longestName(), e.getValue(), allowed)));
  }

  private static IExecutionExceptionHandler failure() {
    return (e, command, parsed) -> {
      PrintWriter err = command.getErr();
      InputException input = causeOf(e, InputException.class);
      CatalogException catalog = causeOf(e, CatalogException.class);
      ReportException report = causeOf(e, ReportException.class);
      GpuPlanException plan = causeOf(e, GpuPlanException.class);
      boolean section = report != null && report.isOfConfiguration();
      RuntimeException told =
          input != null ? input : section ? report : plan != null ? plan : catalog;
      String sentence = told != null ? told.getMessage() : Failure.sentence(e);
      err.println("faultline: " + Printable.message(sentence));
      if (told == null && System.getenv("FAULTLINE_DEBUG") != null) {
        e.printStackTrace(err);
      }
      err.flush();
      return input != null ? ExitCode.INPUT : told != null ? ExitCode.USAGE : ExitCode.FAILED;
    };
  }

  static <E extends Throwable> E causeOf(Throwable e, Class<E> type) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }
}
