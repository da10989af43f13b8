package dev.faultline.udf.template;

/**
 * A distinct shape of a night.
 *
 * @param text the shape: a message behind the mask
 * @param sample one original line of it, header included, or null
 */
public record Shape(String text, String sample) {}
