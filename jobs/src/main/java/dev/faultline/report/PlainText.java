package dev.faultline.report;

/** What of a text that comes from a log can be shown to people as it is. */
public final class PlainText {

  private PlainText() {}

  /**
   * Says whether a character stands for itself, on a terminal as in a page: controls do not, nor
   * the marks that turn the direction of text, what breaks lines, half a surrogate pair, and the 66
   * code points that Unicode keeps free of any character (The Unicode Standard, 23.7).
   */
  public static boolean shows(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && (c & 0xfffe) != 0xfffe
        && (c < 0xfdd0 || c > 0xfdef);
  }

  /**
   * Returns a text of a log in a form that is safe to show: escape sequences in it would move the
   * cursor or change colours, line ends would break tables.
   */
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> clean.appendCodePoint(shows(c) ? c : c == '\t' ? ' ' : '\ufffd'));
    return clean.toString();
  }
}
