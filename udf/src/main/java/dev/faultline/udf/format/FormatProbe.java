package dev.faultline.udf.format;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Tells how far a format gets with a line that it does not take, for people who write formats. Slow
 * beside {@link LogFormat#match}, which only says yes or no. Not thread-safe.
 */
public final class FormatProbe {

  private static final int MOST_WORDS = 8;

  private final FormatSpec spec;
  private final List<Element> elements;
  private final Header header = new Header();

  /**
   * How far a format got.
   *
   * @param spec the format
   * @param length bytes of the line that it took, from the line's start
   * @param wanted the part of the pattern that did not fit behind them, in words; null if the
   *     format takes the line
   */
  public record Reach(FormatSpec spec, int length, String wanted) {}

  /**
   * Prepares a probe.
   *
   * @throws IllegalArgumentException as {@link LogFormat#compile}
   */
  public FormatProbe(FormatSpec spec) {
    this.spec = spec;
    elements = PatternParser.parse(spec);
  }

  /** Tries a line; arguments as in {@link LogFormat#match}. */
  public Reach reach(byte[] buf, int start, int end) {
    Objects.checkFromToIndex(start, end, buf.length);
    header.clear();
    int p = start;
    for (Element element : elements) {
      int next = element.match(buf, p, end, header);
      if (next < 0) {
        return new Reach(spec, p - start, inWords(element));
      }
      p = next;
    }
    return new Reach(spec, p - start, null);
  }

  /** Returns the reaches of all formats, those that got farthest first. */
  public static List<Reach> all(List<LogFormat> formats, byte[] buf, int start, int end) {
    return formats.stream()
        .map(format -> new FormatProbe(format.spec()).reach(buf, start, end))
        .sorted(
            Comparator.comparingInt((Reach reach) -> -reach.length())
                .thenComparing(reach -> reach.spec().priority()))
        .toList();
  }

  private String inWords(Element element) {
    if (element instanceof Element.Literal) {
      return "the text '" + text(element) + "'";
    }
    if (!(element instanceof Element.Named named)) {
      return "the pattern's next part";
    }
    FieldSpec field = spec.fields().get(named.name);
    String what =
        switch (field.type()) {
          case "time" -> "a time like " + field.layout();
          case "level" -> "one of " + some(List.copyOf(new TreeSet<>(spec.levels().keySet())));
          case "priority" -> "a syslog priority, one to three digits";
          case "number" ->
              field.layout().equals("fraction") ? "a number with a fraction" : "a number";
          case "dotted" -> "a name of three parts with dots between them";
          case "host" -> "a name or address of a host";
          case "words" -> "one of " + some(List.of(field.chars().split("\\|")));
          default -> "one or more of the characters " + field.chars();
        };
    return "{" + named.name + "}, " + what;
  }

  private static String some(List<String> words) {
    String shown = String.join(", ", words.subList(0, Math.min(MOST_WORDS, words.size())));
    return words.size() > MOST_WORDS ? shown + ", ..." : shown;
  }

  private static String text(Element literal) {
    return literal.regex().replaceAll("\\\\(.)", "$1");
  }
}
