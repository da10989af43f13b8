package dev.faultline.cli;

import dev.faultline.fleet.FleetFiles;
import picocli.CommandLine.Option;

/** The options that name tables of jobs and GPUs. Mix it into a command. */
final class FleetOptions {

  @Option(
      names = "--jobs",
      paramLabel = "URI",
      description =
          "Table of jobs, as sacct -X --parsable2 prints it; its times without a zone are of"
              + " --timezone.")
  private String jobs;

  @Option(
      names = "--inventory",
      paramLabel = "URI",
      description = "CSV with a row per GPU: node, rack, gpu_index, gpu_uuid, pci_address.")
  private String inventory;

  /** Returns what was given. */
  FleetFiles files() {
    return new FleetFiles(jobs, inventory);
  }
}
