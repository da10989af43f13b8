package dev.faultline.udf.rule;

import java.io.Serializable;

/**
 * A value that stands in a message behind a literal.
 *
 * @param name what it is called, with its unit as suffix: {@code duration_ms}
 * @param type {@code number} (a decimal number, perhaps with exponent, or nan, inf) or {@code text}
 * @param after the literal before it, as the message has it. One {@link #GAP} in it, not at its
 *     ends, stands for any characters but the one that follows the gap and control characters, at
 *     least one: {@code "Epoch …/"}
 * @param before the literal that must follow a number; empty for any
 * @param until of a text: the characters that end it, a space if left out; control characters and
 *     the end of the message always do
 */
public record ValueSpec(String name, String type, String after, String before, String until)
    implements Serializable {

  /** Type of a decimal number. */
  public static final String NUMBER = "number";

  /** Stands for a run of characters in {@link #after()}. */
  public static final char GAP = '…';

  /** Type of a run of characters. */
  public static final String TEXT = "text";

  /** Fills in what was left out. */
  public ValueSpec {
    name = name == null ? "" : name;
    type = type == null ? TEXT : type;
    after = after == null ? "" : after;
    before = before == null ? "" : before;
    until = until == null ? " " : until;
  }
}
