package dev.faultline.udf.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes JSON objects as lines of a format: its pattern, filled in. What is written the format then
 * reads as any line, so people, both engines and all rules see the same text. Immutable.
 */
final class JsonLine {

  private static final Pattern KEY = Pattern.compile("\\{([^{}]+)}");
  private static final Pattern BYTES = Pattern.compile("\\[[0-9]{1,3}(?:,[0-9]{1,3})*]");
  private static final String BODY = "body";
  private static final String NONE = "-";

  private final FormatSpec spec;
  private final List<Element> elements;
  private final Map<String, List<Template>> templates = new HashMap<>();

  /** What the fields of type chars can hold. */
  private final Map<String, ByteClass> classes = new HashMap<>();

  /** Keys of which {@link JsonSpec#rest} says nothing, whichever of them was taken. */
  private final Set<String> silent = new HashSet<>();

  /**
   * A template, taken apart.
   *
   * @param texts what stands before each key, and behind the last
   */
  private record Template(List<String> texts, List<String> keys) {

    static Template of(String text) {
      List<String> texts = new ArrayList<>();
      List<String> keys = new ArrayList<>();
      Matcher matcher = KEY.matcher(text);
      int behind = 0;
      while (matcher.find()) {
        texts.add(text.substring(behind, matcher.start()));
        keys.add(matcher.group(1));
        behind = matcher.end();
      }
      texts.add(text.substring(behind));
      return new Template(texts, keys);
    }

    /** The text with the values in it, or null if one is missing. */
    String fill(JsonObject object) {
      StringBuilder filled = new StringBuilder();
      for (int i = 0; i < keys.size(); i++) {
        String value = object.get(keys.get(i));
        if (value == null) {
          return null;
        }
        filled.append(texts.get(i)).append(value);
      }
      return filled.append(texts.get(keys.size())).toString();
    }
  }

  /**
   * Prepares a format.
   *
   * @param elements of its pattern
   * @throws IllegalArgumentException if the templates are not those of the pattern's fields
   */
  JsonLine(FormatSpec spec, List<Element> elements) {
    this.spec = spec;
    this.elements = elements;
    JsonSpec json = spec.json();
    if (!json.fields().containsKey(BODY)) {
      throw failure("it needs templates of body");
    }
    for (String field : json.fields().keySet()) {
      boolean known =
          spec.fields().containsKey(field)
              || field.equals(BODY)
              || field.equals(JsonSpec.STACKTRACE);
      if (!known || json.fields().get(field).isEmpty()) {
        throw failure(known ? field + " needs a template" : "the pattern has no {" + field + "}");
      }
      List<Template> all = json.fields().get(field).stream().map(Template::of).toList();
      templates.put(field, all);
      FieldSpec type = spec.fields().get(field);
      if (type != null && (type.type().equals("time") || type.type().equals("level"))) {
        all.forEach(template -> silent.addAll(template.keys()));
      }
      if (type != null && type.type().equals("chars")) {
        classes.put(field, ByteClass.parse(type.chars()));
      }
    }
    silent.addAll(json.when());
    silent.addAll(json.ignore());
  }

  private IllegalArgumentException failure(String what) {
    return new IllegalArgumentException("format '" + spec.id() + "', json: " + what);
  }

  /**
   * Writes an object.
   *
   * @return lines with line feeds between them, of which the first may still be none of the format;
   *     or null if the object is none of it
   */
  String write(JsonObject object) {
    for (String key : spec.json().when()) {
      if (object.get(key) == null) {
        return null;
      }
    }
    Set<String> used = new HashSet<>();
    StringBuilder line = new StringBuilder();
    String body = value(object, BODY, used);
    if (body == null || !append(line, elements, object, used, false)) {
      return null;
    }
    int newline = body.indexOf('\n');
    line.append(newline < 0 ? body : body.substring(0, newline));
    String trace = value(object, JsonSpec.STACKTRACE, used);
    if (spec.json().rest()) {
      appendRest(line, object, used);
    }
    if (newline >= 0) {
      line.append(body, newline, body.length());
    }
    if (trace != null) {
      line.append('\n').append(trace);
    }
    return line.toString();
  }

  private boolean append(
      StringBuilder line, List<Element> parts, JsonObject object, Set<String> used, boolean group) {
    for (Element part : parts) {
      if (part instanceof Element.Literal literal) {
        line.append(literal.text());
      } else if (part instanceof Element.Optional optional) {
        int before = line.length();
        if (!append(line, optional.elements, object, used, true)) {
          line.setLength(before);
        }
      } else if (part instanceof Element.Named named) {
        String value = field(named.name, object, used);
        if (value == null && group) {
          return false;
        }
        line.append(value == null ? NONE : value);
      } else {
        return true; // The body.
      }
    }
    return true;
  }

  private String field(String name, JsonObject object, Set<String> used) {
    String value = templates.containsKey(name) ? value(object, name, used) : null;
    if (value == null) {
      return null;
    }
    FieldSpec field = spec.fields().get(name);
    return switch (field.type()) {
      case "time" -> JsonTime.iso(value);
      case "level" -> level(value);
      case "chars" -> inClass(value, classes.get(name));
      default -> value;
    };
  }

  private String level(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return spec.levels().containsKey(value)
        ? value
        : spec.levels().containsKey(lower) ? lower : null;
  }

  private static String inClass(String value, ByteClass chars) {
    byte[] bytes = value.getBytes(UTF_8);
    boolean fits = true;
    for (int i = 0; i < bytes.length; i++) {
      if (!chars.has(bytes[i]) || bytes[i] == '\n') {
        bytes[i] = '_';
        fits = false;
      }
    }
    return bytes.length == 0 ? null : fits ? value : new String(bytes, UTF_8);
  }

  private String value(JsonObject object, String name, Set<String> used) {
    for (Template template : templates.getOrDefault(name, List.of())) {
      String value = template.fill(object);
      if (value != null) {
        used.addAll(template.keys());
        return spec.json().byteArrays() && BYTES.matcher(value).matches() ? text(value) : value;
      }
    }
    return null;
  }

  private static String text(String array) {
    String[] numbers = array.substring(1, array.length() - 1).split(",");
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(numbers[i]);
    }
    return new String(bytes, UTF_8);
  }

  private void appendRest(StringBuilder line, JsonObject object, Set<String> used) {
    object
        .values()
        .forEach(
            (key, value) -> {
              if (!used.contains(key) && !silent.contains(key)) {
                String shown = object.isStructure(key) ? value : word(value);
                line.append(' ').append(word(key)).append('=').append(shown);
              }
            });
  }

  /** As it is, or as JSON writes it where its end could not be told. */
  private static String word(String text) {
    return isPlain(text)
        ? text
        : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) == '"') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
