package dev.faultline.simulate;

import java.util.List;
import java.util.Map;

/**
 * What a night consists of, whatever its size; {@code conf/simulate/night.yaml}.
 *
 * @param host template of a node's name; it may use {@code {node_number}}
 * @param nodesPerRack nodes behind one leaf switch
 * @param gpuPciAddresses a GPU of each node for each, as the kernel writes them
 * @param gpuName as nvidia-smi writes it
 * @param gpuMemoryMib memory of a GPU
 * @param facts what else lines mention of the machines, by name: versions, models
 * @param uptimeHours range: how long nodes have been up when the night begins
 * @param jobNodes how many nodes work together, in turn; a job takes such a group whole
 * @param jobMinutes range: how long jobs run
 * @param jobGapSeconds range: how long a group of nodes is idle between two jobs
 * @param shares how many bytes a channel has, in proportion to the others
 * @param extraIncidentsPerNodeHour how many incidents there are beyond one of each family
 * @param quietSeconds how long nodes of a group have no other incident before and behind one
 * @param stormRatio the most of a night's bytes that one storm may fill
 * @param metrics GPU metrics
 */
public record NightSpec(
    String host,
    int nodesPerRack,
    List<String> gpuPciAddresses,
    String gpuName,
    int gpuMemoryMib,
    Map<String, String> facts,
    String uptimeHours,
    List<Integer> jobNodes,
    String jobMinutes,
    String jobGapSeconds,
    Map<String, Double> shares,
    double extraIncidentsPerNodeHour,
    int quietSeconds,
    double stormRatio,
    Metrics metrics) {

  /**
   * GPU metrics as a table per node.
   *
   * @param path template of the file
   * @param everySeconds time between two rows of a GPU
   * @param header first line of a file
   * @param row template of a row
   */
  public record Metrics(String path, int everySeconds, String header, String row) {}

  /** Fills in what was left out. */
  public NightSpec {
    require(host, "host");
    require(gpuPciAddresses, "gpu_pci_addresses");
    require(gpuName, "gpu_name");
    require(uptimeHours, "uptime_hours");
    require(jobNodes, "job_nodes");
    require(jobMinutes, "job_minutes");
    require(jobGapSeconds, "job_gap_seconds");
    require(shares, "shares");
    require(metrics, "metrics");
    facts = facts == null ? Map.of() : Map.copyOf(facts);
    shares = Map.copyOf(shares);
    gpuPciAddresses = List.copyOf(gpuPciAddresses);
    jobNodes = List.copyOf(jobNodes);
    if (nodesPerRack < 1 || gpuPciAddresses.isEmpty() || jobNodes.isEmpty()) {
      throw new IllegalArgumentException(
          "nodes_per_rack must be 1 or more, gpu_pci_addresses and job_nodes must not be empty");
    }
    if (jobNodes.stream().anyMatch(nodes -> nodes < 1) || metrics.everySeconds() < 1) {
      throw new IllegalArgumentException(
          "each of job_nodes and metrics.every_seconds must be 1 or more");
    }
  }

  static void require(Object value, String key) {
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
  }
}
