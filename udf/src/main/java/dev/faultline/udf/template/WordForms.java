package dev.faultline.udf.template;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a word looks like, whatever stands around it. */
final class WordForms {

  private static final Pattern ROOTED = Pattern.compile("/[^/]+(/[^/]*)*|\\\\.*");
  private static final Pattern WITH_SLASH_AND_DOT =
      Pattern.compile("[A-Za-z0-9_]+\\.[A-Za-z0-9_.]*/.*|[^/]*/.*\\..*");
  private static final Pattern PACKAGE =
      Pattern.compile("[a-z][A-Za-z0-9_-]*(\\.[A-Za-z0-9_$-]+){2,}");
  private static final Pattern SYMBOL = Pattern.compile("([a-z.]+\\.)?[A-Z]+(_[A-Z]+)*");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z]{1,8}[0-9]{1,2}_[a-z_]*[a-z]");

  private WordForms() {}

  static String lowerCase(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /**
   * Whether a word is a path, a URL or a component of the kind {@code package/.Class}: it begins
   * with a slash and has something behind it, or has a slash and a dot.
   */
  static boolean isPath(String word) {
    return word.contains("://")
        || ROOTED.matcher(word).matches()
        || (word.indexOf('/') > 0 && WITH_SLASH_AND_DOT.matcher(word).matches());
  }

  /** Whether a word is like a package or a host: three names or more with dots between them. */
  static boolean isPackage(String word) {
    return word.indexOf('.') > 0 && PACKAGE.matcher(word).matches() && !isSymbol(word);
  }

  /**
   * Whether a word is a constant of a programme, like {@code ACTION_DOWN}: it says what happened,
   * and few of them exist.
   */
  static boolean isSymbol(String word) {
    return word.length() > 2 && SYMBOL.matcher(word).matches();
  }

  /** Whether a word can be a part of an address: two or four hex digits. */
  static boolean isHexGroup(String word) {
    if (word.length() != 2 && word.length() != 4) {
      return false;
    }
    return word.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80);
  }

  static boolean isNumber(String word) {
    return !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Whether a word is an identifier that has digits inside, like {@code jk2_init}. */
  static boolean isIdentifier(String word) {
    return IDENTIFIER.matcher(word).matches();
  }

  /** Whether a word of a shape holds a mark of the mask. */
  static boolean isMasked(String word) {
    return word.indexOf('#') >= 0 || word.contains("<*>");
  }

  /** Whether a word of a shape consists of letters and a mark behind them. */
  static boolean isMaskedName(String word) {
    int end = word.length() - 1;
    return end > 0
        && word.charAt(end) == '#'
        && word.chars().limit(end).allMatch(c -> Character.isLetter(c) || c == '_');
  }
}
