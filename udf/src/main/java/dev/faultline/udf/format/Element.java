package dev.faultline.udf.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A part of a header's pattern: the same meaning as a byte matcher and as a regex. */
abstract class Element {

  /** Index behind the element at {@code p}, or -1 if it is not there. */
  abstract int match(byte[] buf, int p, int end, Header out);

  /** The regex of the element, without a capturing group around it. */
  abstract String regex();

  /** What the element can begin with. */
  abstract ByteClass first();

  /** What the element could go on with where the byte matcher ends it. */
  ByteClass swallows() {
    return ByteClass.of("");
  }

  /**
   * As {@link #regex}, but with a capturing group around every field with a meaning, and around the
   * parts of a time instead of the time itself.
   *
   * @param names receives the names of the groups
   */
  String capturing(List<String> names) {
    return regex();
  }

  /** Forgets what the element read; called when the optional group around it is not there. */
  void undo(Header out) {}

  /** Text that stands for itself. */
  static final class Literal extends Element {
    private final String text;
    private final byte[] bytes;

    Literal(String text) {
      this.text = text;
      bytes = text.getBytes(StandardCharsets.US_ASCII);
    }

    String text() {
      return text;
    }

    @Override
    int match(byte[] buf, int p, int end, Header out) {
      if (end - p < bytes.length) {
        return -1;
      }
      for (int i = 0; i < bytes.length; i++) {
        if (buf[p + i] != bytes[i]) {
          return -1;
        }
      }
      return p + bytes.length;
    }

    @Override
    String regex() {
      return RegexText.quote(text);
    }

    @Override
    ByteClass first() {
      return ByteClass.of(text.substring(0, 1));
    }
  }

  /** The mark where the message begins. */
  static final class Body extends Element {
    @Override
    int match(byte[] buf, int p, int end, Header out) {
      out.bodyStart = p;
      return p;
    }

    @Override
    String regex() {
      throw new UnsupportedOperationException("the body's group is written by the pattern");
    }

    @Override
    ByteClass first() {
      return ByteClass.of("");
    }
  }

  /** Reads a field, which is kept if it has a meaning. */
  abstract static class Sliced extends Element {
    /** Where it is kept; null if it is only skipped. */
    final Header.Slice slice;

    Sliced(Header.Slice slice) {
      this.slice = slice;
    }

    @Override
    void undo(Header out) {
      if (slice != null) {
        out.set(slice, -1, -1);
      }
    }
  }

  /** One or more of a class; a lone {@code -} is syslog's word for none (RFC 5424, NILVALUE). */
  static final class Run extends Sliced {
    private final ByteClass chars;

    Run(ByteClass chars, Header.Slice slice) {
      super(slice);
      this.chars = chars;
    }

    @Override
    int match(byte[] buf, int start, int end, Header out) {
      int p = start;
      while (p < end && chars.has(buf[p])) {
        p++;
      }
      if (p == start) {
        return -1;
      }
      if (slice != null && (p - start > 1 || buf[start] != '-')) {
        out.set(slice, start, p);
      }
      return p;
    }

    @Override
    String regex() {
      return chars.regex() + "+";
    }

    @Override
    ByteClass first() {
      return chars;
    }

    @Override
    ByteClass swallows() {
      return chars;
    }
  }

  /** Digits, perhaps behind spaces, and perhaps a fraction. */
  static final class Number extends Sliced {
    /** More digits than this are read, but are no number of seconds. */
    private static final int MOST_DIGITS = 11;

    private final boolean needsFraction;
    private final boolean uptime;

    Number(boolean needsFraction, Header.Slice slice, boolean uptime) {
      super(slice);
      this.needsFraction = needsFraction;
      this.uptime = uptime;
    }

    @Override
    int match(byte[] buf, int start, int end, Header out) {
      int p = start;
      while (p < end && buf[p] == ' ') {
        p++;
      }
      int whole = p;
      p = digitsEnd(buf, p, end);
      if (p == whole) {
        return -1;
      }
      int point = p;
      if (p < end && buf[p] == '.') {
        int behind = digitsEnd(buf, p + 1, end);
        p = behind > p + 1 ? behind : p;
      }
      if (needsFraction && p == point) {
        return -1;
      }
      if (slice != null) {
        out.set(slice, whole, p);
      }
      if (uptime && point - whole <= MOST_DIGITS) {
        out.uptimeMicros = micros(buf, whole, point, p);
      }
      return p;
    }

    private static int digitsEnd(byte[] buf, int start, int end) {
      int p = start;
      while (p < end && buf[p] >= '0' && buf[p] <= '9') {
        p++;
      }
      return p;
    }

    private static long micros(byte[] buf, int start, int point, int end) {
      long value = 0;
      for (int i = start; i < point; i++) {
        value = value * 10 + (buf[i] - '0');
      }
      for (int i = point + 1; i <= point + 6; i++) {
        value = value * 10 + (i < end ? buf[i] - '0' : 0);
      }
      return value;
    }

    @Override
    String regex() {
      return "[0-9]+" + (needsFraction ? "\\.[0-9]+" : "(?:\\.[0-9]+)?");
    }

    @Override
    ByteClass first() {
      return ByteClass.of("0123456789 ");
    }

    @Override
    ByteClass swallows() {
      return ByteClass.of("0123456789.");
    }

    @Override
    void undo(Header out) {
      super.undo(out);
      if (uptime) {
        out.uptimeMicros = Header.NO_UPTIME;
      }
    }
  }

  /** One of some words; a longer word is tried before a shorter one. */
  static final class Words extends Sliced {
    private final List<String> words;
    private final int[] severities;

    /**
     * @param severities severity number of each word, or null if the words are no levels
     */
    Words(List<String> words, List<Integer> severities, Header.Slice slice) {
      super(slice);
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < words.size(); i++) {
        order.add(i);
      }
      order.sort(Comparator.comparing(i -> -words.get(i).length()));
      this.words = order.stream().map(words::get).toList();
      this.severities =
          severities == null ? null : order.stream().mapToInt(severities::get).toArray();
    }

    @Override
    int match(byte[] buf, int p, int end, Header out) {
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i);
        if (startsWith(buf, p, end, word)) {
          if (severities != null) {
            out.severityNumber = severities[i];
          }
          if (slice != null && !word.equals("-")) {
            out.set(slice, p, p + word.length());
          }
          return p + word.length();
        }
      }
      return -1;
    }

    private static boolean startsWith(byte[] buf, int p, int end, String word) {
      if (end - p < word.length()) {
        return false;
      }
      for (int i = 0; i < word.length(); i++) {
        if (buf[p + i] != word.charAt(i)) {
          return false;
        }
      }
      return true;
    }

    @Override
    String regex() {
      return words.stream().map(RegexText::quote).collect(Collectors.joining("|", "(?:", ")"));
    }

    @Override
    ByteClass first() {
      return ByteClass.of(
          words.stream().map(word -> word.substring(0, 1)).collect(Collectors.joining()));
    }

    @Override
    ByteClass swallows() {
      StringBuilder next = new StringBuilder();
      for (String shorter : words) {
        for (String word : words) {
          if (word.length() > shorter.length() && word.startsWith(shorter)) {
            next.append(word.charAt(shorter.length()));
          }
        }
      }
      return ByteClass.of(next.toString());
    }

    @Override
    void undo(Header out) {
      if (severities != null) {
        out.severityNumber = 0;
      }
      super.undo(out);
    }
  }

  /** Syslog's facility * 8 + severity (RFC 5424, section 6.2.1): one to three digits. */
  static final class Priority extends Element {
    private final int[] severities;

    Priority(int[] severities) {
      this.severities = severities;
    }

    @Override
    int match(byte[] buf, int start, int end, Header out) {
      int value = 0;
      int p = start;
      while (p < end && p < start + 3 && buf[p] >= '0' && buf[p] <= '9') {
        value = value * 10 + (buf[p++] - '0');
      }
      if (p == start) {
        return -1;
      }
      if (value <= Severity.LARGEST_PRIORITY) {
        out.severityNumber = severities[value & 7];
      }
      return p;
    }

    @Override
    String regex() {
      return "[0-9]{1,3}";
    }

    @Override
    ByteClass first() {
      return ByteClass.of("0123456789");
    }

    @Override
    ByteClass swallows() {
      return first();
    }

    @Override
    void undo(Header out) {
      out.severityNumber = 0;
    }
  }

  /** A time stamp. */
  static final class Time extends Element {
    private final TimeLayout layout;

    Time(TimeLayout layout) {
      this.layout = layout;
    }

    @Override
    int match(byte[] buf, int p, int end, Header out) {
      return layout.match(buf, p, end, out);
    }

    @Override
    String regex() {
      return layout.regex();
    }

    @Override
    ByteClass first() {
      return layout.first();
    }

    @Override
    ByteClass swallows() {
      return layout.swallows();
    }

    @Override
    void undo(Header out) {
      out.clearTime();
    }
  }

  /** A named field: its element, and the group of its text in the regex if it has a meaning. */
  static final class Named extends Element {
    final String name;
    private final Element element;
    private final boolean captured;

    Named(String name, Element element, boolean captured) {
      this.name = name;
      this.element = element;
      this.captured = captured;
    }

    boolean isCaptured() {
      return captured;
    }

    @Override
    int match(byte[] buf, int p, int end, Header out) {
      return element.match(buf, p, end, out);
    }

    @Override
    String capturing(List<String> names) {
      if (element instanceof Time time) {
        return "(?:" + time.layout.capturing(names) + ")";
      }
      if (captured) {
        names.add(name);
      }
      return regex();
    }

    @Override
    String regex() {
      String padding = element instanceof Number ? " *" : "";
      return padding + (captured ? "(" : "(?:") + element.regex() + ")";
    }

    @Override
    ByteClass first() {
      return element.first();
    }

    @Override
    ByteClass swallows() {
      return element.swallows();
    }

    @Override
    void undo(Header out) {
      element.undo(out);
    }
  }

  /** Elements that are there together or not at all. */
  static final class Optional extends Element {
    final List<Element> elements;
    private final Element[] sequence;

    Optional(List<Element> elements) {
      this.elements = List.copyOf(elements);
      sequence = elements.toArray(Element[]::new);
    }

    @Override
    int match(byte[] buf, int start, int end, Header out) {
      int p = start;
      int severityBefore = out.severityNumber;
      for (Element element : sequence) {
        p = element.match(buf, p, end, out);
        if (p < 0) {
          undo(out);
          // A priority before the group still counts when the group's level is not there.
          out.severityNumber = severityBefore;
          return start;
        }
      }
      return p;
    }

    @Override
    String capturing(List<String> names) {
      return elements.stream()
          .map(element -> element.capturing(names))
          .collect(Collectors.joining("", "(?:", ")?"));
    }

    @Override
    String regex() {
      return elements.stream().map(Element::regex).collect(Collectors.joining("", "(?:", ")?"));
    }

    @Override
    ByteClass first() {
      ByteClass first = ByteClass.of("");
      for (Element element : elements) {
        first = first.or(element.first());
        if (!(element instanceof Optional)) {
          break;
        }
      }
      return first;
    }

    @Override
    void undo(Header out) {
      for (Element element : sequence) {
        element.undo(out);
      }
    }
  }
}
