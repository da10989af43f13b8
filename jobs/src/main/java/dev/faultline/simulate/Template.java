package dev.faultline.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A text with placeholders, compiled once and written often. <code>{name}</code> or <code>
 * {name:arguments}</code> is a placeholder, <code>{{</code> and <code>}}</code> are braces.
 */
final class Template {

  /** A piece of a line. */
  interface Part {
    void write(Bytes out, Scene scene);
  }

  /**
   * What stands between two braces.
   *
   * @param name before the first colon
   * @param arguments behind it; empty if there is none
   */
  record Placeholder(String name, String arguments) {}

  private final Part[] parts;

  private Template(List<Part> parts) {
    this.parts = parts.toArray(Part[]::new);
  }

  /**
   * Compiles a text.
   *
   * @param resolver what a placeholder writes
   * @throws IllegalArgumentException if a brace is alone, or the resolver refuses a placeholder
   */
  static Template of(String text, Function<Placeholder, Part> resolver) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean twice = i + 1 < text.length() && text.charAt(i + 1) == c;
      if ((c == '{' || c == '}') && twice) {
        literal.append(c);
        i += 2;
      } else if (c == '{') {
        int end = text.indexOf('}', i);
        if (end < 0) {
          throw alone(c, text);
        }
        flush(literal, parts);
        String[] halves = text.substring(i + 1, end).split(":", 2);
        parts.add(resolver.apply(new Placeholder(halves[0], halves.length == 1 ? "" : halves[1])));
        i = end + 1;
      } else if (c == '}') {
        throw alone(c, text);
      } else {
        literal.append(c);
        i++;
      }
    }
    flush(literal, parts);
    return new Template(parts);
  }

  private static IllegalArgumentException alone(char brace, String text) {
    return new IllegalArgumentException(
        "'" + brace + "' stands alone in '" + text + "'; write it twice if it is a brace");
  }

  private static void flush(StringBuilder literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(literal(literal.toString()));
      literal.setLength(0);
    }
  }

  static Part literal(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return (out, scene) -> out.add(bytes);
  }

  void write(Bytes out, Scene scene) {
    for (Part part : parts) {
      part.write(out, scene);
    }
  }

  /** Returns what it writes, for what is not written often. */
  String text(Scene scene) {
    Bytes out = new Bytes(64);
    write(out, scene);
    return out.toString();
  }
}
