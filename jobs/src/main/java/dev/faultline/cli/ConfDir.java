package dev.faultline.cli;

import picocli.CommandLine.Option;

/** The option {@code --conf-dir}. Mix it into a command that needs the configuration. */
final class ConfDir {

  @Option(
      names = "--conf-dir",
      paramLabel = "URI",
      description = "Folder with the configuration (default: the one in the jar).")
  private String uri;

  /** Folder with the configuration, or null for the one in the jar. */
  String uri() {
    return uri;
  }
}
