package dev.faultline.catalog;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Compiles the regular expressions of a configuration, and refuses what a GPU cannot run or what
 * can never match a shape in lower case.
 */
final class RuleRegex {

  private static final Pattern ESCAPED = Pattern.compile("\\\\.");
  private static final Pattern UPPER = Pattern.compile("[A-Z]");

  private final ConfFiles files;

  /**
   * Prepares to compile.
   *
   * @param files where they stand, for the lines in messages
   */
  RuleRegex(ConfFiles files) {
    this.files = files;
  }

  /**
   * Compiles a regular expression for shapes, which are in lower case.
   *
   * @param place file, for messages
   * @param key key in the file, for messages
   * @return null for an empty one
   * @throws CatalogException with file and line if it is malformed or refused
   */
  Pattern compile(String place, String key, String regex) {
    Pattern pattern = compileOfLine(place, key, regex);
    if (UPPER.matcher(ESCAPED.matcher(regex).replaceAll("x")).find()) {
      throw new CatalogException(
          at(place, key, regex) + "write it in lower case, as shapes are compared so.");
    }
    return pattern;
  }

  /** Compiles a regular expression for lines as they are; arguments as in {@link #compile}. */
  Pattern compileOfLine(String place, String key, String regex) {
    if (regex.isEmpty()) {
      return null;
    }
    Pattern pattern;
    try {
      pattern = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new CatalogException(at(place, key, regex) + e.getDescription() + ".", e);
    }
    String problem = GpuRegex.problem(regex);
    if (problem != null) {
      throw new CatalogException(
          at(place, key, regex) + "a GPU could not run it: " + problem + ".");
    }
    return pattern;
  }

  private String at(String place, String key, String regex) {
    return files.atLine(place, regex) + ": " + key + " '" + regex + "': ";
  }
}
