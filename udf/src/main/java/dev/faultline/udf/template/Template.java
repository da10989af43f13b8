package dev.faultline.udf.template;

/**
 * A type of log event: what the shapes of one kind of message have in common.
 *
 * @param id 16 hex digits of XXH64 of the text (seed 42, as Spark's {@code xxhash64})
 * @param text the message with a wildcard in place of each value: {@code <NUM>}, {@code <IP>},
 *     {@code <HEX>}, {@code <PATH>}, {@code <UUID>} or {@code <TIME>} where its kind is certain,
 *     else {@code <*>}
 */
public record Template(String id, String text) {}
