package dev.faultline.udf.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The different tokens of a night by number: each text is kept, and looked at, once. Numbers are
 * given in the order in which texts come.
 */
final class TokenTable {

  /** A value: {@code <*>}. */
  static final int VALUE = 0;

  /** One or more spaces. */
  static final int SPACE = 1;

  static final int EQUALS = 2;
  static final int COLON = 3;
  static final int OPEN = 4;
  static final int CLOSE = 5;
  static final int QUOTE = 6;
  static final int APOSTROPHE = 7;
  static final int LESS = 8;
  static final int DOT = 9;
  static final int COMMA = 10;
  static final int AT = 11;
  static final int DASH = 12;
  static final int BRACE = 13;
  static final int CLOSING_BRACE = 14;
  static final int BAR = 15;
  static final int BRACKET = 16;

  /** A value that the mask made of a whole word. */
  static final int HASH = 17;

  /** It is no separator and no punctuation. */
  static final int WORD = 1;

  /** {@link WordForms#isPackage}. */
  static final int PACKAGE = 2;

  /** {@link WordForms#isSymbol}. */
  static final int SYMBOL = 4;

  /** {@link WordForms#isHexGroup}. */
  static final int HEX_GROUP = 8;

  /** It has a dot inside and is no symbol. */
  static final int DOTTED = 16;

  /** A unit of the number before it. */
  static final int UNIT = 32;

  /** It holds a mark of the mask. */
  static final int MASKED = 64;

  /** Letters and one mark behind them. */
  static final int MASKED_NAME = 128;

  /** It is a value wherever it stands. */
  static final int ALWAYS_VALUE = 256;

  /** It is a value where one is expected. */
  static final int ABSENT = 512;

  /** {@link WordForms#isNumber}. */
  static final int NUMBER = 1024;

  /** A day or a month. */
  static final int CALENDAR = 2048;

  private static final List<String> FIRST =
      List.of(
          "<*>", " ", "=", ":", "(", ")", "\"", "'", "<", ".", ",", "@", "-", "{", "}", "|", "[",
          "#");

  private final Set<String> units;
  private final Set<String> absent;
  private final Set<String> calendar;
  private final Set<String> values;
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private int[] flags = new int[256];

  TokenTable(TemplateSpec spec) {
    units = Set.copyOf(spec.units());
    absent = Set.copyOf(spec.absent());
    calendar = Set.copyOf(spec.calendar());
    values = Set.copyOf(spec.values());
    FIRST.forEach(this::id);
  }

  /** Returns the number of a token. */
  int id(String text) {
    Integer known = ids.get(text);
    if (known != null) {
      return known;
    }
    int id = texts.size();
    ids.put(text, id);
    texts.add(text);
    if (id == flags.length) {
      flags = Arrays.copyOf(flags, 2 * id);
    }
    flags[id] = look(text);
    return id;
  }

  String text(int id) {
    return texts.get(id);
  }

  boolean is(int id, int flag) {
    return (flags[id] & flag) != 0;
  }

  boolean isWord(int id) {
    return is(id, WORD);
  }

  private int look(String text) {
    if (text.equals("<*>")) {
      return WORD;
    }
    if (TokenSplitter.isPunctuation(text)) {
      return 0;
    }
    if (WordForms.isMasked(text)) {
      return WORD | MASKED | (WordForms.isMaskedName(text) ? MASKED_NAME : 0);
    }
    String lower = WordForms.lowerCase(text);
    boolean symbol = WordForms.isSymbol(text);
    return WORD
        | (WordForms.isPackage(text) ? PACKAGE : 0)
        | (symbol ? SYMBOL : 0)
        | (WordForms.isHexGroup(text) ? HEX_GROUP : 0)
        | (text.indexOf('.') > 0 && !symbol ? DOTTED : 0)
        | (WordForms.isNumber(text) ? NUMBER : 0)
        | (units.contains(lower) ? UNIT : 0)
        | (absent.contains(lower) ? ABSENT : 0)
        | (calendar.contains(text) ? CALENDAR : 0)
        | (values.contains(lower) || WordForms.isPath(text) ? ALWAYS_VALUE : 0);
  }
}
