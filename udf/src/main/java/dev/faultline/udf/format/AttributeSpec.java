package dev.faultline.udf.format;

import java.io.Serializable;

/**
 * A part of a format's lines that is a column of the table of records.
 *
 * @param name of the column, after OpenTelemetry's semantic conventions, with {@code _} for dots
 *     and the unit as suffix: {@code http_response_body_size_bytes}
 * @param type {@link #TEXT} or {@link #INTEGER}
 * @param in where it is looked for: {@link #BODY} or {@link #LINE}
 * @param pattern regex with one group, which is found there; an escaped quote ({@code \"}) is no
 *     quote for it, so that {@code "[^"]*"} is a whole quoted field
 */
public record AttributeSpec(String name, String type, String in, String pattern)
    implements Serializable {

  /** Type of a run of characters. */
  public static final String TEXT = "text";

  /** Type of a whole number of at most {@link #MOST_DIGITS} digits, without a sign. */
  public static final String INTEGER = "integer";

  /** So many digits always fit 64 bits. */
  public static final int MOST_DIGITS = 18;

  /** The message. */
  public static final String BODY = "body";

  /** The whole line. */
  public static final String LINE = "line";

  /** What stands for no value, as in access logs. */
  public static final String NONE = "-";

  /** What a backslash and a quote that are escaped become before the pattern is tried. */
  public static final char BACKSLASH = '\u0002';

  /** See {@link #BACKSLASH}. */
  public static final char QUOTE = '\u0003';

  /** What these two become if a line has them. */
  public static final char SUBSTITUTE = '\u001a';

  /** Fills in what was left out. */
  public AttributeSpec {
    name = name == null ? "" : name;
    type = type == null ? TEXT : type;
    in = in == null ? BODY : in;
    pattern = pattern == null ? "" : pattern;
  }
}
