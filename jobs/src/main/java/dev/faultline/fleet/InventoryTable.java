package dev.faultline.fleet;

import dev.faultline.ingest.InputException;
import dev.faultline.udf.rule.PciAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The hosts and GPUs of a cluster: a CSV with a row per GPU.
 *
 * @param gpus the rows, those that are wholly equal once
 */
record InventoryTable(List<Gpu> gpus) {

  private static final Column HOST = Column.of("node", "host_name", "host");
  private static final Column RACK = Column.of("rack");
  private static final Column INDEX = Column.of("gpu_index", "index");
  private static final Column UUID = Column.of("gpu_uuid", "uuid");
  private static final Column SERIAL = Column.of("gpu_serial", "serial");
  private static final Column PCI = Column.of("pci_address", "pci.bus_id");
  private static final Column NAME = Column.of("gpu_name", "model", "name");

  private static final String ADVICE =
      "write a CSV whose first line names columns such as node,rack,gpu_index,gpu_uuid,pci_address";

  /**
   * Reads the table.
   *
   * @throws InputException with file and line if a row cannot be read, or two contradict each other
   */
  static InventoryTable of(TableText table) {
    Set<Gpu> gpus = new LinkedHashSet<>();
    Map<String, Integer> known = new HashMap<>();
    Map<String, Map.Entry<String, Integer>> racks = new HashMap<>();
    for (TableRows.Row row : TableRows.of(table, List.of(HOST), ADVICE).rows()) {
      Gpu gpu = gpu(row);
      if (gpu.rack() != null) {
        Map.Entry<String, Integer> other =
            racks.putIfAbsent(gpu.host(), Map.entry(gpu.rack(), row.line()));
        if (other != null && !other.getKey().equals(gpu.rack())) {
          throw row.wrong(
              String.format(
                  "%s is in %s here and in %s in line %d; correct one of them",
                  gpu.host(), gpu.rack(), other.getKey(), other.getValue()));
        }
      }
      String at = " of " + gpu.host();
      once(known, row, gpu.index(), "GPU " + gpu.index() + at);
      once(known, row, gpu.pciAddress(), "the PCI address " + gpu.pciAddress() + at);
      once(known, row, gpu.uuid(), "the UUID " + gpu.uuid());
      gpus.add(gpu);
    }
    return new InventoryTable(List.copyOf(gpus));
  }

  private static void once(
      Map<String, Integer> known, TableRows.Row row, Object value, String what) {
    Integer other = value == null ? null : known.putIfAbsent(what, row.line());
    if (other != null) {
      throw row.wrong(what + " stands in line " + other + " too; correct or remove one of them");
    }
  }

  private static Gpu gpu(TableRows.Row row) {
    String host = row.get(HOST);
    if (host == null) {
      throw row.wrong("the row names no node; correct it or leave it out");
    }
    String pci = known(row, PCI);
    String address = PciAddress.normalised(pci);
    if (pci != null && address == null) {
      throw row.wrong("'" + pci + "' is no PCI address; write it as 0000:4b:00.0");
    }
    return new Gpu(
        host,
        known(row, RACK),
        known(row, INDEX) == null ? null : row.number(INDEX),
        known(row, UUID),
        known(row, SERIAL),
        address,
        known(row, NAME));
  }

  /** nvidia-smi writes that a card does not tell. */
  private static String known(TableRows.Row row, Column column) {
    String text = row.get(column);
    return text == null || text.matches("\\[?(N/A|Not Supported|Unknown Error)]?") ? null : text;
  }
}
