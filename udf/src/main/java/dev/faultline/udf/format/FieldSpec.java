package dev.faultline.udf.format;

import java.io.Serializable;

/**
 * How a field of a header is written.
 *
 * @param type {@code time}, {@code level}, {@code priority}, {@code chars}, {@code dotted}, {@code
 *     host}, {@code number} or {@code words}
 * @param layout of a time, see {@link TimeLayout}; {@code fraction} for a number that must have
 *     one; otherwise left out
 * @param chars of chars: an ASCII class such as {@code A-Za-z0-9_.-}, or {@code ^ :} for all but
 *     these; of words: the words, separated by {@code |}; otherwise left out
 */
public record FieldSpec(String type, String layout, String chars) implements Serializable {

  /** Fills in what was left out. */
  public FieldSpec {
    type = type == null ? "" : type;
    layout = layout == null ? "" : layout;
    chars = chars == null ? "" : chars;
  }
}
