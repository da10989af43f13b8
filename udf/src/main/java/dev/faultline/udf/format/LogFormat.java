package dev.faultline.udf.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A compiled {@link FormatSpec}: a matcher of bytes and a regex that accept the same lines and find
 * the same fields. The matcher never goes back over a field; {@link #compile} refuses patterns for
 * which a regex would have to. Immutable and thread-safe.
 */
public final class LogFormat {

  private final FormatSpec spec;
  private final Element[] elements;
  private final String regex;
  private final List<String> groups;
  private final String partsRegex;
  private final List<String> partsGroups;
  private final Pattern bootTime;
  private final JsonLine json;

  /** What a line can begin with; null for anything. */
  private final ByteClass first;

  private LogFormat(FormatSpec spec, List<Element> elements, Pattern bootTime) {
    this.spec = spec;
    this.elements = elements.toArray(Element[]::new);
    this.bootTime = bootTime;
    json = spec.json() == null ? null : new JsonLine(spec, elements);
    first = first(elements);
    StringBuilder text = new StringBuilder("^");
    StringBuilder parts = new StringBuilder("^");
    List<String> names = new ArrayList<>();
    List<String> partNames = new ArrayList<>();
    for (Element element : elements) {
      if (element instanceof Element.Body) {
        text.append('(');
        names.add("body");
        parts.append('(');
        partNames.add("body");
      } else {
        text.append(element.regex());
        addGroups(element, names);
        parts.append(element.capturing(partNames));
      }
    }
    regex = text.append("[^\\n]*)").toString();
    groups = List.copyOf(names);
    partsRegex = parts.append("[^\\n]*)").toString();
    partsGroups = List.copyOf(partNames);
  }

  /**
   * Compiles a format.
   *
   * @throws IllegalArgumentException if the pattern is malformed or ambiguous; the message names
   *     the format and the part at fault
   */
  public static LogFormat compile(FormatSpec spec) {
    if (spec.id().isEmpty()) {
      throw new IllegalArgumentException(
          "a log format (pattern '" + spec.pattern() + "') needs an id");
    }
    return new LogFormat(spec, PatternParser.parse(spec), bootTime(spec));
  }

  private static ByteClass first(List<Element> elements) {
    ByteClass first = ByteClass.of("");
    for (Element element : elements) {
      if (element instanceof Element.Body) {
        return null;
      }
      first = first.or(element.first());
      if (!(element instanceof Element.Optional)) {
        break;
      }
    }
    return first;
  }

  private static Pattern bootTime(FormatSpec spec) {
    if (spec.bootTime() == null) {
      return null;
    }
    String at = "format '" + spec.id() + "', boot_time: ";
    if (spec.bootTime().literal() == null || spec.bootTime().pattern() == null) {
      throw new IllegalArgumentException(at + "give literal and pattern");
    }
    try {
      Pattern pattern = Pattern.compile(spec.bootTime().pattern());
      if (pattern.matcher("").groupCount() != 1) {
        throw new IllegalArgumentException(at + "the pattern must have one group");
      }
      return pattern;
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(at + e.getMessage(), e);
    }
  }

  private static void addGroups(Element element, List<String> names) {
    if (element instanceof Element.Named named && named.isCaptured()) {
      names.add(named.name);
    } else if (element instanceof Element.Optional optional) {
      optional.elements.forEach(inner -> addGroups(inner, names));
    }
  }

  /** Whether a line of this format can begin with a byte: a quick look before {@link #match}. */
  boolean mayBegin(byte b) {
    return first == null || first.has(b);
  }

  /** The declaration. */
  public FormatSpec spec() {
    return spec;
  }

  /**
   * Reads the header of a line.
   *
   * @param buf holds the line as UTF-8
   * @param start index of its first byte
   * @param end index behind its last byte, without the line's end
   * @param out receives what the line says; undefined when the line is not of this format
   * @return whether the line is of this format
   * @throws IndexOutOfBoundsException if the range does not lie in {@code buf}
   */
  public boolean match(byte[] buf, int start, int end, Header out) {
    Objects.checkFromToIndex(start, end, buf.length);
    out.clear();
    int p = start;
    for (Element element : elements) {
      p = element.match(buf, p, end, out);
      if (p < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The regex of a line, which captures the {@link #groups()} in their order. It uses only what
   * Java and RAPIDS read alike: ASCII classes, and neither look-around nor lazy quantifiers. A
   * group of only {@code -} stands for none.
   */
  public String regex() {
    return regex;
  }

  /** The names of the regex's groups: the fields with a meaning, and {@code body}. */
  public List<String> groups() {
    return groups;
  }

  /**
   * As {@link #regex()}, with groups for the parts of the time instead of the time: {@link
   * #partsGroups()}.
   */
  public String partsRegex() {
    return partsRegex;
  }

  /**
   * The names of the groups of {@link #partsRegex()}. Those of a time are {@code time_year} (two or
   * four digits), {@code time_month} (one or two digits) or {@code time_month_name} (three
   * letters), {@code time_day} (one digit perhaps behind a space, or two), {@code time_hour},
   * {@code time_minute}, {@code time_second}, {@code time_fraction} (its digits), {@code time_zone}
   * ({@code Z}, {@code UTC}, {@code GMT}, {@code ±hhmm} or {@code ±hh:mm}), {@code time_epoch}
   * (seconds in ten digits or milliseconds in thirteen), as far as its layout has them.
   */
  public List<String> partsGroups() {
    return partsGroups;
  }

  /** Writes JSON objects as lines of this format; null if it is none of JSON. */
  JsonLine json() {
    return json;
  }

  /** The compiled {@link FormatSpec.BootTime#pattern()}, or null. */
  Pattern bootTime() {
    return bootTime;
  }
}
