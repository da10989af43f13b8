package dev.faultline.simulate;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a cluster knows of itself, beside its logs. */
final class Tables {

  private static final long SECOND = 1_000_000L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private Tables() {}

  /** Returns the job table as {@code sacct -X --parsable2} prints it, times in UTC. */
  static String jobs(Plan plan) {
    StringBuilder table =
        new StringBuilder(
            "JobID|JobName|User|Account|Partition|State|ExitCode|Submit|Start|End|ElapsedRaw|"
                + "AllocTRES|NNodes|NodeList\n");
    for (Job job : plan.jobs()) {
      boolean running = job.state().equals("RUNNING");
      int gpus = job.worldSize();
      table.append(
          String.join(
              "|",
              String.valueOf(job.id()),
              job.name(),
              job.user(),
              job.account(),
              "gpu",
              job.state(),
              exitCode(job.state()),
              time(job.start() - 40 * SECOND),
              time(job.start()),
              running ? "Unknown" : time(job.end()),
              String.valueOf((job.end() - job.start()) / SECOND),
              "billing=" + gpus + ",gres/gpu=" + gpus + ",node=" + job.nodes().size(),
              String.valueOf(job.nodes().size()),
              nodeList(job.nodes())));
      table.append('\n');
    }
    return table.toString();
  }

  /** Returns a row per GPU. */
  static String inventory(Plan plan, String gpuName) {
    StringBuilder table =
        new StringBuilder("node,rack,gpu_index,gpu_uuid,gpu_serial,pci_address,gpu_name\n");
    for (Node node : plan.nodes()) {
      for (Node.Gpu gpu : node.gpus()) {
        table.append(
            String.join(
                ",",
                node.host(),
                String.format(Locale.ROOT, "rack-%02d", node.rack() + 1),
                String.valueOf(gpu.index()),
                gpu.uuid(),
                gpu.serial(),
                gpu.pci(),
                gpuName));
        table.append('\n');
      }
    }
    return table.toString();
  }

  /** Slurm's {@code exit code:signal}. */
  private static String exitCode(String state) {
    return switch (state) {
      case "FAILED" -> "1:0";
      case "OUT_OF_MEMORY" -> "0:125";
      default -> "0:0";
    };
  }

  /** Slurm writes nodes in a row as {@code gpu-node-[001-004]}. */
  private static String nodeList(List<Node> nodes) {
    List<String> hosts = nodes.stream().map(Node::host).toList();
    String first = hosts.get(0);
    String last = hosts.get(hosts.size() - 1);
    String stem = first.replaceFirst("[0-9]+$", "");
    boolean numbered =
        !stem.equals(first) && hosts.stream().allMatch(host -> host.matches(stem + "[0-9]+"));
    return hosts.size() == 1 || !numbered
        ? hosts.stream().collect(Collectors.joining(","))
        : stem + "[" + first.substring(stem.length()) + "-" + last.substring(stem.length()) + "]";
  }

  private static String time(long micros) {
    return LocalDateTime.ofEpochSecond(Math.floorDiv(micros, SECOND), 0, ZoneOffset.UTC)
        .format(TIME);
  }

  /** Returns a time as ISO 8601 in UTC, always with six decimal places. */
  static String iso(long micros) {
    return time(micros) + String.format(Locale.ROOT, ".%06dZ", Math.floorMod(micros, SECOND));
  }
}
