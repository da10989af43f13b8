package dev.faultline.catalog;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

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
      checkKeys(text, type, place);
      T value = MAPPER.readValue(text, type);
      if (value == null) {
        throw new CatalogException(place + " is empty.");
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      Collection<Object> known = e.getKnownPropertyIds();
      throw new CatalogException(
          at(place, e) + "unknown key '" + e.getPropertyName() + "'; known are " + known + ".", e);
    } catch (ValueInstantiationException e) {
      throw new CatalogException(at(place, e) + e.getCause().getMessage(), e);
    } catch (JsonMappingException e) {
      throw new CatalogException(at(place, e) + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw new CatalogException(at(place, e) + e.getOriginalMessage(), e);
    }
  }

  /** Jackson would first complain of what a misspelt key leaves missing, so the keys come first. */
  private static void checkKeys(String text, Class<?> type, String place)
      throws JsonProcessingException {
    PropertyNamingStrategies.SnakeCaseStrategy snakeCase =
        new PropertyNamingStrategies.SnakeCaseStrategy();
    List<String> known =
        Arrays.stream(type.getRecordComponents())
            .map(component -> snakeCase.translate(component.getName()))
            .toList();
    Iterator<String> keys = MAPPER.readTree(text).fieldNames();
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
