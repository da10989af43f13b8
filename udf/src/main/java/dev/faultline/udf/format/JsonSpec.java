package dev.faultline.udf.format;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * How a JSON object becomes a line of a {@link FormatSpec}: the fields of its pattern are filled in
 * with what stands under the object's keys. A key of an object within the object is written {@code
 * OUTER.INNER}; a key that has the dot itself is the same.
 *
 * <p>A template is text with {@code {KEY}} for the value of a key. Of several, the first of whose
 * keys all have a value counts. A value of several lines gives a record of several lines.
 *
 * @param when keys that the object must have
 * @param fields templates by the name of the pattern's field; also of {@code body}, and of {@code
 *     stacktrace}, the lines behind the first one
 * @param rest whether the keys that no template names stand behind the body, as {@code key=value}
 * @param ignore keys that {@code rest} leaves out
 * @param byteArrays whether an array of numbers under a key stands for the bytes of a text
 */
public record JsonSpec(
    List<String> when,
    Map<String, List<String>> fields,
    boolean rest,
    List<String> ignore,
    boolean byteArrays)
    implements Serializable {

  /** The templates of the lines behind the first one. */
  static final String STACKTRACE = "stacktrace";

  /** Fills in what was left out. */
  public JsonSpec {
    when = when == null ? List.of() : List.copyOf(when);
    fields = fields == null ? Map.of() : Map.copyOf(fields);
    ignore = ignore == null ? List.of() : List.copyOf(ignore);
  }
}
