package dev.faultline.cli;

import dev.faultline.report.PlainText;
import java.util.Locale;
import java.util.Map;

/**
 * Texts that may hold what a log or a file name holds, on their way to a terminal: there, control
 * characters would move the cursor, change colours or title, or type for the user.
 */
final class Printable {

  private Printable() {}

  /** Returns a text with its control characters escaped if somebody looks at stdout, else as is. */
  static String onOut(String text) {
    return onOut(text, System.console() != null, System.getenv());
  }

  /** The same; the arguments are as in {@link Terminal#hasColor(boolean, boolean, Map)}. */
  static String onOut(String text, boolean console, Map<String, String> environment) {
    return Terminal.isTerminal("out", console, environment) ? escaped(text, true) : text;
  }

  /**
   * Returns a message on one line: a file's name may hold line ends, and a message goes to a
   * terminal mostly. Line ends that are no part of a name are not wanted either.
   */
  static String message(String text) {
    return escaped(text, false);
  }

  private static String escaped(String text, boolean lines) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (PlainText.shows(c) || c == '\t' || (lines && c == '\n')) {
                out.appendCodePoint(c);
              } else {
                out.append(String.format(Locale.ROOT, c > 0xffff ? "\\U%08x" : "\\u%04x", c));
              }
            });
    return out.toString();
  }
}
