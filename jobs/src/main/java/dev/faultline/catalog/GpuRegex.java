package dev.faultline.catalog;

/**
 * Tells whether RAPIDS would run a regular expression on a GPU: what its transpiler refuses, as
 * measured with 26.08.1. {@code gpu-plan} asks the transpiler itself; this is for where it is not.
 */
final class GpuRegex {

  private static final String END_OF_PATTERN = "";
  private static final String QUANTIFIERS = "*+?{";

  /** Escaped letters and digits that RAPIDS knows; p and P are looked at more closely. */
  private static final String ESCAPES = "dwsDWShHvVRAbBZxtnrfae0pP";

  private static final String ESCAPES_IN_CLASS = "dxtnrfae0";
  private static final String POSIX =
      "\\{(?:Lower|Upper|ASCII|Alpha|Digit|Alnum|Punct|Graph|Print|Blank|Cntrl|XDigit|Space)}.*";

  private final String regex;
  private int at;
  private String problem;

  private GpuRegex(String regex) {
    this.regex = regex;
  }

  /**
   * Returns what is wrong with a regular expression and what to write instead, or null if RAPIDS
   * takes it.
   *
   * @param regex one that Java compiles
   */
  static String problem(String regex) {
    GpuRegex reader = new GpuRegex(regex);
    reader.alternation();
    return reader.problem;
  }

  /** Reads up to the end of the group, and returns whether anything in it is repeated. */
  private boolean alternation() {
    boolean repeats = branch();
    while (peek().equals("|")) {
      at++;
      repeats |= branch();
    }
    return repeats;
  }

  private boolean branch() {
    boolean repeats = false;
    boolean hasText = false;
    boolean mayBeLineEnd = false;
    int start = at;
    while (!peek().equals(END_OF_PATTERN) && !peek().equals("|") && !peek().equals(")")) {
      int from = at;
      boolean grouped = peek().equals("(");
      boolean inner = atom();
      String atom = regex.substring(from, at);
      boolean anchor = atom.matches("[$^]|\\\\[bBAZ]");
      if (atom.equals("$") && mayBeLineEnd) {
        refuse(
            "$ behind what may be a line end (as [^…], \\s, \\W) is not supported; name the characters that may stand before the end");
      }
      boolean repeated = quantifier(grouped && inner);
      repeats |= inner || repeated;
      hasText |= !anchor;
      mayBeLineEnd = atom.startsWith("[^") || atom.matches("\\\\[sWDHVRvnr]");
    }
    if (!hasText) {
      refuse(
          at == start
              ? "an empty branch or group is not supported; write (?:…)? for what may be missing"
              : "a branch of only ^, $ or \\b is not supported; write ^x|yx for (?:^|y)x, and x[^0-9]|x$ for x(?:[^0-9]|$)");
    }
    return repeats;
  }

  /** Reads one thing without its quantifier, and returns whether anything in it is repeated. */
  private boolean atom() {
    String first = peek();
    at++;
    switch (first) {
      case "(" -> {
        return group();
      }
      case "[" -> characterClass();
      case "\\" -> escape(ESCAPES, "");
      default -> {
        // A character that stands for itself, an anchor, or any character.
      }
    }
    return false;
  }

  private boolean group() {
    if (peek().equals("?")) {
      if (!regex.startsWith("?:", at)) {
        refuse("of the groups with (? only (?:…) is supported");
      }
      at += 2;
    }
    boolean repeats = alternation();
    at++;
    return repeats;
  }

  private void characterClass() {
    if (peek().equals("^")) {
      at++;
    }
    if (peek().equals("]")) {
      refuse("a bracket expression must not begin with ]; write \\]");
      at++;
    }
    while (!peek().equals("]") && !peek().equals(END_OF_PATTERN)) {
      if (peek().equals("[") || regex.startsWith("&&", at)) {
        refuse("a bracket expression in another one and && are not supported; list the characters");
      }
      if (peek().equals("\\")) {
        at++;
        escape(ESCAPES_IN_CLASS, " in a bracket expression");
      } else {
        at++;
      }
    }
    at++;
  }

  private void escape(String known, String where) {
    char escaped = regex.charAt(at);
    at++;
    if (Character.isDigit(escaped) && escaped != '0') {
      refuse("back references are not supported");
    } else if (isLetterOrDigit(escaped) && known.indexOf(escaped) < 0) {
      refuse("\\" + escaped + where + " is not supported; write the characters themselves");
    } else if (escaped == 'p' || escaped == 'P') {
      if (!regex.substring(at).matches("(?s)" + POSIX)) {
        refuse("of the classes \\p{…} only those of ASCII are supported, as \\p{Alpha}");
      }
      at = regex.indexOf('}', at) + 1;
    } else if (escaped == 'x' && peek().equals("{")) {
      at = regex.indexOf('}', at) + 1;
    }
  }

  private static boolean isLetterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  /** Reads a quantifier if there is one, and returns whether there is. */
  private boolean quantifier(boolean ofRepeating) {
    String first = peek();
    if (first.equals(END_OF_PATTERN) || !QUANTIFIERS.contains(first)) {
      return false;
    }
    at = first.equals("{") ? regex.indexOf('}', at) + 1 : at + 1;
    if (peek().equals("+")) {
      refuse("possessive quantifiers are not supported; remove the +");
      at++;
    } else if (peek().equals("?")) {
      if (first.equals("{")) {
        refuse("lazy {n,m}? is not supported; remove the ?");
      }
      at++;
    }
    if (ofRepeating && !first.equals("?")) {
      refuse(
          "a repeated group must not repeat anything in it; repeat a bracket expression instead, as [a-z ]+ for (?:[a-z]+ )+");
    }
    return true;
  }

  private String peek() {
    return at < regex.length() ? regex.substring(at, at + 1) : END_OF_PATTERN;
  }

  /** What comes first is told. */
  private void refuse(String why) {
    problem = problem == null ? why : problem;
  }
}
