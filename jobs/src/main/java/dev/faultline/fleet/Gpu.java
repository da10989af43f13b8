package dev.faultline.fleet;

/**
 * A row of an inventory: a GPU, or a host without one. What it does not say is null.
 *
 * @param pciAddress as {@link dev.faultline.udf.rule.PciAddress} spells it
 */
record Gpu(
    String host,
    String rack,
    Integer index,
    String uuid,
    String serial,
    String pciAddress,
    String name) {}
