package dev.faultline.catalog;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one YAML file into a record; keys are in snake_case. */
final class Yaml {

  private static final ObjectMapper MAPPER =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Yaml() {}

  /**
   * Reads a file.
   *
   * @param place name of the file, for messages
   * @throws CatalogException with file and line if the text is no YAML, a key is unknown (with the
   *     known ones), or the record refuses a value
   */
  static <T> T read(String text, Class<T> type, String place) {
    try {
      T value = MAPPER.readValue(text, type);
      if (value == null) {
        throw new CatalogException(place + " is empty.");
      }
      return value;
    } catch (JsonProcessingException e) {
      checkKeys(text, type, place);
      throw new CatalogException(at(place, e) + problem(e), e);
    }
  }

  /** Returns the line in which a text stands first as a value, or 0 if it is none of a file. */
  static int lineOf(String text, String value) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && parser.getText().equals(value)) {
          return parser.currentTokenLocation().getLineNr();
        }
      }
    } catch (IOException e) {
      // No YAML at all, which is said where it is read.
    }
    return 0;
  }

  /**
   * Returns the texts that stand as values of some keys, or in lists of theirs, each with its line.
   *
   * @throws CatalogException never for a text that {@link #read} took
   */
  static Map<String, Integer> values(String text, Set<String> keys) {
    Map<String, Integer> values = new LinkedHashMap<>();
    try (JsonParser parser = MAPPER.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        JsonStreamContext at = parser.getParsingContext();
        String key = at.inArray() ? at.getParent().getCurrentName() : at.getCurrentName();
        if (token == JsonToken.VALUE_STRING && keys.contains(String.valueOf(key))) {
          values.putIfAbsent(parser.getText(), parser.currentTokenLocation().getLineNr());
        }
      }
    } catch (IOException e) {
      throw new CatalogException("A file of the configuration is no YAML any more.", e);
    }
    return values;
  }

  private static String problem(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      Collection<Object> known = unknown.getKnownPropertyIds();
      return "unknown key '" + unknown.getPropertyName() + "'; known are " + known + ".";
    }
    return e instanceof ValueInstantiationException
        ? e.getCause().getMessage()
        : e.getOriginalMessage();
  }

  /** Jackson would first complain of what a misspelt key leaves missing, so the keys come first. */
  private static void checkKeys(String text, Class<?> type, String place) {
    PropertyNamingStrategies.SnakeCaseStrategy snakeCase =
        new PropertyNamingStrategies.SnakeCaseStrategy();
    List<String> known =
        Arrays.stream(type.getRecordComponents())
            .map(component -> snakeCase.translate(component.getName()))
            .toList();
    Iterator<String> keys;
    try {
      keys = MAPPER.readTree(text).fieldNames();
    } catch (JsonProcessingException e) {
      return; // No YAML at all, which the caller says.
    }
    while (keys.hasNext()) {
      String key = keys.next();
      if (!known.contains(key)) {
        long line = text.lines().takeWhile(l -> !l.startsWith(key)).count() + 1;
        throw new CatalogException(
            place + ":" + line + ": unknown key '" + key + "'; known are " + known + ".");
      }
    }
  }

  private static String at(String place, JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return place + (location == null ? "" : ":" + location.getLineNr()) + ": ";
  }
}
