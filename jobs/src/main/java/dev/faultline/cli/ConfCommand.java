package dev.faultline.cli;

import dev.faultline.catalog.Catalog;
import dev.faultline.storage.StorageSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
      description =
          "Reads every file of the configuration, tries every sample and parses every query in it.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      footer = {
        "",
        "Examples:",
        "  faultline conf check",
        "  faultline conf check --conf-dir my-conf",
        "",
        "Exit codes: 0 all is as it should be; 2 the configuration is wrong, and where."
      })
  int check(@Mixin ConfDir confDir) {
    Catalog catalog = Catalog.check(confDir.uri(), StorageSettings.withoutSpark(System.getenv()));
    spec.commandLine().getOut().println(catalog.place() + ": " + catalog.summary());
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }
}
