package dev.faultline.catalog;

/**
 * What the registers in a message of Xid 144 to 150 say: it is for messages whose first register
 * has {@code bits} where {@code mask} has ones.
 *
 * @param code the Xid
 * @param unit part of NVLink that reports
 * @param mask which bits of the first register count
 * @param bits what they are; zero where the mask is
 * @param errorStatus the second register; null for any
 * @param immediateAction a {@link CodeAction#action()}
 * @param investigatoryAction a {@link CodeAction#action()}
 */
public record RegisterCode(
    String code,
    String unit,
    long mask,
    long bits,
    Long errorStatus,
    String immediateAction,
    String investigatoryAction) {}
