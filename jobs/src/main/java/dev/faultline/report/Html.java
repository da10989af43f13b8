package dev.faultline.report;

/** Texts as HTML. */
final class Html {

  private Html() {}

  /** Escapes what HTML gives a meaning, in text as in attributes. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Returns a sentence, with what stands between backticks as code. */
  static String prose(String text) {
    return escaped(text).replaceAll("`([^`]+)`", "<code>$1</code>");
  }

  /** Returns a value, coloured if it is a severity or a level. */
  static String value(String value) {
    String mark =
        switch (value) {
          case "critical", "FATAL" -> "mark critical";
          case "high", "ERROR" -> "mark high";
          case "medium", "warning", "WARN" -> "mark medium";
          default -> "";
        };
    return mark.isEmpty() ? escaped(value) : "<span class=\"" + mark + "\">" + value + "</span>";
  }

  /** Returns a name and its value, for a list of them. */
  static String fact(String name, String value) {
    return "<div><dt>" + escaped(name) + "</dt><dd>" + value(value) + "</dd></div>\n";
  }
}
