package dev.faultline.udf.format;

/** Regex text in the subset that Java, Spark and RAPIDS read alike. */
final class RegexText {

  private static final String SYNTAX = "\\^$.|?*+()[]{}";

  private RegexText() {}

  /** The regex that matches {@code literal} itself. */
  static String quote(String literal) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (SYNTAX.indexOf(c) >= 0) {
        regex.append('\\');
      }
      regex.append(c);
    }
    return regex.toString();
  }
}
