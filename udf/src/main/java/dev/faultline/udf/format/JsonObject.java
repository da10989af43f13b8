package dev.faultline.udf.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The keys and values of a JSON object, without levels: a key within an object is {@code
 * OUTER.INNER}. Reused from line to line; not thread-safe.
 */
final class JsonObject {

  /**
   * What a line is must not depend on the lines before it, so no table of names may refuse one.
   * Names are not shared with the whole JVM, as a hostile file has many.
   */
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  /** What lies deeper stays JSON. */
  private static final int MOST_LEVELS = 8;

  private final Map<String, String> values = new LinkedHashMap<>();

  /** Keys whose value is JSON. */
  private final Set<String> structures = new HashSet<>();

  /**
   * Reads an object.
   *
   * @return whether the bytes from {@code start} to {@code end} are one JSON object and no more
   */
  boolean read(byte[] buf, int start, int end) {
    values.clear();
    structures.clear();
    // Else the parser takes the bytes for UTF-16.
    for (int i = start; i < Math.min(end, start + 4); i++) {
      if (buf[i] == 0) {
        return false;
      }
    }
    try (JsonParser parser = FACTORY.createParser(buf, start, end - start)) {
      return parser.nextToken() == JsonToken.START_OBJECT
          && readObject(parser)
          && parser.nextToken() == null;
    } catch (IOException e) {
      // Jackson's way to say that it is no JSON.
      return false;
    }
  }

  private boolean readObject(JsonParser parser) throws IOException {
    Deque<String> outer = new ArrayDeque<>();
    String prefix = "";
    while (true) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_OBJECT) {
        if (outer.isEmpty()) {
          return true;
        }
        prefix = outer.pop();
      } else if (token == JsonToken.FIELD_NAME) {
        String key = prefix + parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.START_OBJECT && outer.size() < MOST_LEVELS) {
          outer.push(prefix);
          prefix = key + ".";
        } else if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
          String text = text(parser);
          if (values.putIfAbsent(key, text) == null) {
            structures.add(key);
          }
        } else if (value != JsonToken.VALUE_NULL) {
          values.putIfAbsent(key, parser.getText());
        }
      } else {
        return false;
      }
    }
  }

  private static String text(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      generator.copyCurrentStructure(parser);
    }
    return text.toString();
  }

  /** Returns the value of a key: a text without quotes, a number as it is written; or null. */
  String get(String key) {
    return values.get(key);
  }

  /** Whether the value of a key is a list or an object, written as JSON. */
  boolean isStructure(String key) {
    return structures.contains(key);
  }

  /** The keys and values in their order; of a key that stands twice, the first. */
  Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }
}
