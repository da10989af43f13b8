package dev.faultline.cli;

import dev.faultline.catalog.Catalog;
import dev.faultline.storage.StorageSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at the configuration without running a job. */
@Command(
    name = "conf",
    description = "Checks the configuration.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class ConfCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command of conf: check.");
  }

  @Command(
      name = "check",
      description = "Reads every file of the configuration and tries every sample in it.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      footer = {
        "",
        "Examples:",
        "  faultline conf check",
        "  faultline conf check --conf-dir my-conf",
        "",
        "Exit codes: 0 every sample holds; 2 the configuration is wrong, and where."
      })
  int check(
      @Option(
              names = "--conf-dir",
              paramLabel = "URI",
              description = "Folder with the configuration (default: the one in the jar).")
          String confDir) {
    Catalog catalog = Catalog.load(confDir, StorageSettings.withoutSpark(System.getenv()));
    spec.commandLine().getOut().println(catalog.place() + ": " + catalog.summary());
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }
}
