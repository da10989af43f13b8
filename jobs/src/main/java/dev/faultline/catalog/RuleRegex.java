package dev.faultline.catalog;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Compiles the regular expressions of rules, and refuses what a GPU cannot run or what can never
 * match a shape in lower case.
 */
final class RuleRegex {

  private static final Pattern ESCAPED = Pattern.compile("\\\\.");
  private static final Pattern CLASS = Pattern.compile("\\[\\^?\\]?[^\\]]*\\]");
  private static final Pattern SPECIAL_GROUP = Pattern.compile("\\(\\?[^:]");
  private static final Pattern POSSESSIVE = Pattern.compile("[*+?}]\\+");
  private static final Pattern BACK_REFERENCE = Pattern.compile("\\\\[1-9k]");
  private static final Pattern UPPER = Pattern.compile("[A-Z]");

  private RuleRegex() {}

  /**
   * Compiles a regular expression for shapes, which are in lower case.
   *
   * @param place file, for messages
   * @param key key in the file, for messages
   * @return null for an empty one
   * @throws CatalogException if it is malformed or refused
   */
  static Pattern compile(String place, String key, String regex) {
    Pattern pattern = compileOfLine(place, key, regex);
    String unescaped = ESCAPED.matcher(regex).replaceAll("x");
    refuse(
        UPPER,
        unescaped,
        at(place, key, regex) + "write it in lower case, as shapes are compared so");
    return pattern;
  }

  /** Compiles a regular expression for lines as they are; arguments as in {@link #compile}. */
  static Pattern compileOfLine(String place, String key, String regex) {
    if (regex.isEmpty()) {
      return null;
    }
    String at = at(place, key, regex);
    Pattern pattern;
    try {
      pattern = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new CatalogException(at + e.getDescription() + ".", e);
    }
    String unescaped = ESCAPED.matcher(regex).replaceAll("x");
    String plain = CLASS.matcher(unescaped).replaceAll("x");
    refuse(SPECIAL_GROUP, plain, at + "of the groups with (? only (?:…) is supported");
    refuse(POSSESSIVE, plain, at + "possessive quantifiers are not supported; remove the +");
    refuse(BACK_REFERENCE, regex, at + "back references are not supported");
    return pattern;
  }

  private static String at(String place, String key, String regex) {
    return place + ": " + key + " '" + regex + "': ";
  }

  private static void refuse(Pattern what, String regex, String message) {
    if (what.matcher(regex).find()) {
      throw new CatalogException(message + ".");
    }
  }
}
