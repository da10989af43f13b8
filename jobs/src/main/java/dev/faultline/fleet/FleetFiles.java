package dev.faultline.fleet;

/**
 * Where the tables are.
 *
 * @param jobs URI of the job table, or null
 * @param inventory URI of the inventory, or null
 */
public record FleetFiles(String jobs, String inventory) {

  /** No tables. */
  public static final FleetFiles NONE = new FleetFiles(null, null);
}
