package dev.faultline.udf.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the pattern of a {@link FormatSpec} and checks that it can be matched without return. */
final class PatternParser {

  private static final String BODY = "body";
  private static final Map<String, Header.Slice> SLICES =
      Map.of(
          "host", Header.Slice.HOST,
          "service", Header.Slice.SERVICE,
          "pid", Header.Slice.PID,
          "rank", Header.Slice.RANK,
          "component", Header.Slice.COMPONENT);

  /** Types of which a header has one field: with two it would be unclear which one counts. */
  private static final Set<String> ONCE = Set.of("time", "level", "priority");

  private final FormatSpec spec;
  private final String pattern;
  private final Set<String> typesSeen = new HashSet<>();
  private final Set<String> used = new HashSet<>();
  private boolean bodySeen;
  private int at;

  private PatternParser(FormatSpec spec) {
    this.spec = spec;
    pattern = spec.pattern();
  }

  static List<Element> parse(FormatSpec spec) {
    PatternParser parser = new PatternParser(spec);
    List<Element> elements = parser.sequence(false);
    if (!parser.bodySeen) {
      throw parser.failure("it lacks {body}");
    }
    for (String name : spec.fields().keySet()) {
      if (!parser.used.contains(name)) {
        throw parser.failure("field '" + name + "' does not stand in it");
      }
    }
    parser.checkSequence(elements, null, false);
    return elements;
  }

  private List<Element> sequence(boolean nested) {
    List<Element> elements = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (at < pattern.length() && !(nested && pattern.charAt(at) == ')')) {
      char c = pattern.charAt(at);
      if (c == '{' || c == '(') {
        addLiteral(text, elements, nested);
        elements.add(c == '{' ? field(nested) : group());
      } else {
        text.append(character());
      }
    }
    addLiteral(text, elements, nested);
    return elements;
  }

  private void addLiteral(StringBuilder text, List<Element> elements, boolean nested) {
    if (!text.isEmpty()) {
      if (bodySeen && !nested) {
        throw failure("'" + text + "' behind {body} must stand in an optional group");
      }
      elements.add(new Element.Literal(text.toString()));
      text.setLength(0);
    }
  }

  private char character() {
    char c = pattern.charAt(at++);
    if (c == '\\') {
      if (at == pattern.length()) {
        throw failure("it ends in a backslash");
      }
      c = pattern.charAt(at++);
    } else if (c == ')' || c == '}') {
      throw failure("'" + c + "' at " + (at - 1) + " closes nothing; write \\" + c);
    }
    if (c < ' ' || c >= 0x7f) {
      throw failure("literal text must be printable ASCII");
    }
    return c;
  }

  private Element group() {
    int start = at++;
    List<Element> elements = sequence(true);
    if (!pattern.startsWith(")?", at)) {
      throw failure("the group at " + start + " must end in ')?'");
    }
    at += 2;
    if (elements.isEmpty() || elements.stream().allMatch(Element.Optional.class::isInstance)) {
      throw failure("the group at " + start + " needs something that is not optional");
    }
    return new Element.Optional(elements);
  }

  private Element field(boolean nested) {
    int close = pattern.indexOf('}', at);
    if (close < 0) {
      throw failure("'{' at " + at + " is not closed");
    }
    String name = pattern.substring(at + 1, close);
    at = close + 1;
    if (name.equals(BODY)) {
      if (nested || bodySeen) {
        throw failure("{body} must stand once, and in no group");
      }
      bodySeen = true;
      return new Element.Body();
    }
    FieldSpec field = spec.fields().get(name);
    if (field == null) {
      throw failure("{" + name + "} is not among the fields");
    }
    if (bodySeen && !nested) {
      throw failure("{" + name + "} behind {body} must stand in an optional group");
    }
    boolean meaning =
        SLICES.containsKey(name) || name.equals("uptime_seconds") || ONCE.contains(field.type());
    if (!used.add(name) && meaning) {
      throw failure("{" + name + "} stands in it twice");
    }
    if (ONCE.contains(field.type()) && !typesSeen.add(field.type())) {
      throw failure("it has two fields of type " + field.type() + "; a line has one");
    }
    try {
      return new Element.Named(name, element(name, field), meaning);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(at(name) + e.getMessage(), e);
    }
  }

  private Element element(String name, FieldSpec field) {
    Header.Slice slice = SLICES.get(name);
    if (name.equals("uptime_seconds") && !field.type().equals("number")) {
      throw new IllegalArgumentException("must be of type number");
    }
    switch (field.type()) {
      case "time" -> {
        return new Element.Time(new TimeLayout(field.layout()));
      }
      case "level" -> {
        List<String> tokens = List.copyOf(spec.levels().keySet());
        return new Element.Words(
            words(tokens),
            tokens.stream().map(token -> Severity.ofToken(spec, token)).toList(),
            slice);
      }
      case "priority" -> {
        return new Element.Priority(Severity.ofSyslog(spec));
      }
      case "chars" -> {
        return new Element.Run(ByteClass.parse(field.chars()), slice);
      }
      case "dotted" -> {
        return new Names.Dotted(slice);
      }
      case "host" -> {
        return new Names.Host(slice);
      }
      case "number" -> {
        if (!field.layout().isEmpty() && !field.layout().equals("fraction")) {
          throw new IllegalArgumentException("the layout of a number is 'fraction' or left out");
        }
        return new Element.Number(
            field.layout().equals("fraction"), slice, name.equals("uptime_seconds"));
      }
      case "words" -> {
        return new Element.Words(words(Arrays.asList(field.chars().split("\\|", -1))), null, slice);
      }
      default ->
          throw new IllegalArgumentException(
              "type '"
                  + field.type()
                  + "' is unknown; use time, level, priority, chars, dotted, host, number or words");
    }
  }

  private static List<String> words(List<String> words) {
    boolean good = !words.isEmpty() && new HashSet<>(words).size() == words.size();
    for (String word : words) {
      good &= !word.isEmpty() && word.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }
    if (!good) {
      throw new IllegalArgumentException("words must be different, printable ASCII and not empty");
    }
    return words;
  }

  /**
   * Checks the elements from the last to the first: what a regex could try by giving back text must
   * fail anyway. Nothing needs to hold where all that follows is optional up to the body's end.
   *
   * @param follow what can stand behind the sequence; null if everything can
   */
  private void checkSequence(List<Element> elements, ByteClass follow, boolean nested) {
    // At the top level the body stands in the sequence, and behind it everything can follow.
    ByteClass behind = nested ? follow : null;
    for (int i = elements.size() - 1; i >= 0; i--) {
      Element element = elements.get(i);
      if (element instanceof Element.Body) {
        behind = null;
        continue;
      }
      if (element instanceof Element.Optional optional) {
        checkSequence(optional.elements, behind, true);
        if (behind != null) {
          if (optional.first().meets(behind)) {
            throw failure(
                "optional group "
                    + optional.regex()
                    + " may begin like what follows it; the matcher could not tell them apart");
          }
          behind = behind.or(optional.first());
        }
        continue;
      }
      if (behind != null && element.swallows().meets(behind)) {
        throw failure(
            part(element) + " may go on with the first character of what follows it; narrow it");
      }
      behind = element.first();
    }
  }

  private static String part(Element element) {
    return element instanceof Element.Named named ? "{" + named.name + "}" : element.regex();
  }

  private String at(String name) {
    return "format '" + spec.id() + "', field '" + name + "': ";
  }

  private IllegalArgumentException failure(String what) {
    return new IllegalArgumentException(
        "format '" + spec.id() + "', pattern '" + pattern + "': " + what);
  }
}
