package dev.faultline.udf.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the attributes of a format in one line, for samples and explanations. The table of records
 * reads them in SQL, to the same result. Immutable and thread-safe.
 */
public final class AttributeReader {

  private static final String ESCAPED_BACKSLASH = "\\\\";
  private static final String ESCAPED_QUOTE = "\\\"";

  private record Attribute(AttributeSpec spec, Pattern pattern) {}

  private final List<Attribute> attributes;

  /**
   * Compiles the patterns of a format.
   *
   * @throws java.util.regex.PatternSyntaxException if one of them is none
   */
  public AttributeReader(FormatSpec format) {
    attributes =
        format.attributes().stream()
            .map(spec -> new Attribute(spec, Pattern.compile(spec.pattern())))
            .toList();
  }

  /**
   * Returns what the line says, by name in the order of the format, as it is written there; what is
   * empty, {@code -}, or no number where one is wanted, is left out.
   *
   * @param line a line that the format takes
   * @param body its message
   */
  public Map<String, String> read(String line, String body) {
    Map<String, String> values = new LinkedHashMap<>();
    String safeLine = withoutEscapes(line);
    String safeBody = withoutEscapes(body);
    for (Attribute attribute : attributes) {
      boolean inLine = attribute.spec().in().equals(AttributeSpec.LINE);
      Matcher matcher = attribute.pattern().matcher(inLine ? safeLine : safeBody);
      String value = matcher.find() ? matcher.group(1) : null;
      if (isSaid(attribute.spec(), value)) {
        values.put(attribute.spec().name(), withEscapes(value));
      }
    }
    return values;
  }

  private static boolean isSaid(AttributeSpec spec, String value) {
    if (value == null || value.isEmpty() || value.equals(AttributeSpec.NONE)) {
      return false;
    }
    return !spec.type().equals(AttributeSpec.INTEGER)
        || (value.length() <= AttributeSpec.MOST_DIGITS
            && value.chars().allMatch(c -> c >= '0' && c <= '9'));
  }

  private static String withoutEscapes(String text) {
    return text.replace(AttributeSpec.BACKSLASH, AttributeSpec.SUBSTITUTE)
        .replace(AttributeSpec.QUOTE, AttributeSpec.SUBSTITUTE)
        .replace(ESCAPED_BACKSLASH, String.valueOf(AttributeSpec.BACKSLASH))
        .replace(ESCAPED_QUOTE, String.valueOf(AttributeSpec.QUOTE));
  }

  private static String withEscapes(String value) {
    return value
        .replace(String.valueOf(AttributeSpec.BACKSLASH), ESCAPED_BACKSLASH)
        .replace(String.valueOf(AttributeSpec.QUOTE), ESCAPED_QUOTE);
  }
}
