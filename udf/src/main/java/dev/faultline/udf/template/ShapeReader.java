package dev.faultline.udf.template;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the first row of each shape: tokens, in which all is a value that is one without knowing
 * other shapes. Words with digits, which the mask takes for values, stay if they are names.
 */
final class ShapeReader {

  private static final String MARK = "<*>";

  private final TemplateSpec spec;
  private final TokenTable table;
  private final Set<String> names;

  /** Names that stand before a port somewhere. */
  private final Set<Integer> hosts = new HashSet<>();

  /** What stood for a masked word in all samples; empty if in some another text did. */
  private final Map<Integer, String> originals = new HashMap<>();

  /**
   * A shape cut into tokens.
   *
   * @param text the shape
   * @param tokens their numbers
   * @param found what stood for each masked token in the sample; null if nothing is known
   */
  record Cut(String text, int[] tokens, String[] found) {}

  ShapeReader(TemplateSpec spec, TokenTable table) {
    this.spec = spec;
    this.table = table;
    names = Set.copyOf(spec.names());
  }

  /**
   * Cuts a shape, and notes what it and its sample say about names; all must be cut before one is
   * read.
   */
  Cut cut(Shape shape) {
    List<String> texts = TokenSplitter.split(shape.text());
    List<String> values = SampleValues.of(shape.text(), shape.sample());
    int[] tokens = new int[texts.size()];
    String[] found = values == null ? null : new String[tokens.length];
    int marks = 0;
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = table.id(texts.get(i));
      if (found != null && table.is(tokens[i], TokenTable.MASKED)) {
        int end = marks + SampleValues.marks(texts.get(i));
        found[i] = end <= values.size() ? fill(texts.get(i), values, marks) : null;
        marks = end;
      }
    }
    Cut cut = new Cut(shape.text(), tokens, found);
    learn(cut);
    return cut;
  }

  private void learn(Cut cut) {
    for (int i = 0; i < cut.tokens.length; i++) {
      int token = cut.tokens[i];
      if (i > 1
          && token == TokenTable.HASH
          && cut.tokens[i - 1] == TokenTable.COLON
          && table.is(cut.tokens[i - 2], TokenTable.PACKAGE)) {
        hosts.add(cut.tokens[i - 2]);
      }
      if (table.is(token, TokenTable.MASKED_NAME) && cut.found != null && cut.found[i] != null) {
        originals.merge(token, cut.found[i], (one, other) -> one.equals(other) ? one : "");
      }
    }
  }

  /** Returns the first row of a shape. */
  Row read(Cut cut) {
    boolean numbersTell = spec.numbersIn().stream().anyMatch(cut.text::contains);
    boolean whole = !cut.text.endsWith("…");
    int[] tokens = new int[longest(cut)];
    ValueKind[] kinds = new ValueKind[tokens.length];
    int n = 0;
    for (int i = 0; i < cut.tokens.length && n <= spec.mostTokens(); i++) {
      int token = cut.tokens[i];
      String found = cut.found == null ? null : cut.found[i];
      boolean last = n == spec.mostTokens() || (!whole && i == cut.tokens.length - 1);
      if (!last && isLeftOut(cut, i, tokens, kinds, n)) {
        continue;
      }
      if (!last && found != null && isList(found) && table.text(token).contains("##")) {
        n = addList(found, tokens, kinds, n);
        continue;
      }
      boolean value = last || isDate(cut, i);
      tokens[n] = value ? TokenTable.VALUE : id(token, found, tokens, n, numbersTell);
      if (tokens[n] == TokenTable.VALUE) {
        boolean masked = table.is(token, TokenTable.MASKED);
        kinds[n] = last ? ValueKind.ANY : ValueKind.of(masked ? found : table.text(token));
      }
      n++;
    }
    Row row = new Row(Arrays.copyOf(tokens, n), Arrays.copyOf(kinds, n));
    row.join(table);
    return row;
  }

  private static int longest(Cut cut) {
    int most = cut.tokens.length + 1;
    if (cut.found != null) {
      for (String found : cut.found) {
        most += found == null ? 0 : found.length();
      }
    }
    return most;
  }

  /** A second space; or a full stop behind a path that ends no sentence, as no capital follows. */
  private boolean isLeftOut(Cut cut, int i, int[] before, ValueKind[] kinds, int n) {
    if (n == 0) {
      return false;
    }
    if (cut.tokens[i] == TokenTable.SPACE) {
      return before[n - 1] == TokenTable.SPACE;
    }
    return cut.tokens[i] == TokenTable.DOT
        && kinds[n - 1] == ValueKind.PATH
        && i + 2 < cut.tokens.length
        && cut.tokens[i + 1] == TokenTable.SPACE
        && !Character.isUpperCase(table.text(cut.tokens[i + 2]).charAt(0));
  }

  /** Whether a day or month stands beside a number, or another of them. */
  private boolean isDate(Cut cut, int i) {
    return table.is(cut.tokens[i], TokenTable.CALENDAR)
        && (isPartOfDate(cut, i, 1) || isPartOfDate(cut, i, -1));
  }

  private boolean isPartOfDate(Cut cut, int from, int step) {
    int i = from + step;
    while (i >= 0
        && i < cut.tokens.length
        && (cut.tokens[i] == TokenTable.SPACE || cut.tokens[i] == TokenTable.COMMA)) {
      i += step;
    }
    return i != from + step
        && i >= 0
        && i < cut.tokens.length
        && table.is(cut.tokens[i], TokenTable.MASKED | TokenTable.NUMBER | TokenTable.CALENDAR);
  }

  private int id(int token, String found, int[] before, int n, boolean numbersTell) {
    if (table.is(token, TokenTable.MASKED)) {
      return isName(token, found) ? table.id(found) : TokenTable.VALUE;
    }
    boolean value =
        table.is(token, TokenTable.ALWAYS_VALUE)
            || (!numbersTell && table.is(token, TokenTable.NUMBER))
            || hosts.contains(token);
    if (!value && n > 0 && table.is(token, TokenTable.PACKAGE | TokenTable.ABSENT)) {
      int last = before[n - 1] == TokenTable.SPACE && n > 1 ? before[n - 2] : before[n - 1];
      value = table.is(token, TokenTable.ABSENT) ? isOpening(last) : last == TokenTable.EQUALS;
    }
    return value ? TokenTable.VALUE : token;
  }

  private static boolean isOpening(int token) {
    return token == TokenTable.EQUALS
        || token == TokenTable.COLON
        || token == TokenTable.OPEN
        || token == TokenTable.BRACKET
        || token == TokenTable.BAR;
  }

  private boolean isName(int token, String found) {
    if (found == null) {
      return false;
    }
    if (names.contains(WordForms.lowerCase(found))) {
      return true;
    }
    return WordForms.isIdentifier(found) && found.equals(originals.get(token));
  }

  /** Whether a word consists of values with two or more {@code #} of the message between them. */
  private static boolean isList(String found) {
    return found.indexOf("##") > 0 && !found.startsWith("#") && !found.endsWith("#");
  }

  private int addList(String found, int[] tokens, ValueKind[] kinds, int at) {
    int n = at;
    String[] parts = found.split("##+");
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        tokens[n++] = table.id("##");
      }
      tokens[n] = TokenTable.VALUE;
      kinds[n++] = ValueKind.of(parts[i]);
    }
    return n;
  }

  /** Puts values in place of the marks of a token. */
  private static String fill(String token, List<String> spans, int first) {
    StringBuilder text = new StringBuilder();
    int span = first;
    for (int i = 0; i < token.length(); i++) {
      if (token.startsWith(MARK, i)) {
        text.append(spans.get(span++));
        i += MARK.length() - 1;
      } else if (token.charAt(i) != '#') {
        text.append(token.charAt(i));
      } else if (i == 0 || token.charAt(i - 1) != '#') {
        text.append(spans.get(span++));
      }
    }
    return text.toString();
  }
}
