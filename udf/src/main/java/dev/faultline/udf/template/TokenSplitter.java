package dev.faultline.udf.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into words and the separators between them; nothing gets lost. A URL is one word,
 * what a sentence puts behind a word ({@code . ! *}) is not part of it, nor is the number behind a
 * name and a dot.
 */
final class TokenSplitter {

  private static final String SEPARATORS = " ,;=()[]{}\"'|<>:@%?&";
  private static final boolean[] IS_SEPARATOR = new boolean[0x80];
  private static final String BEHIND_WORDS = ".!*-";
  private static final String URL_ENDS = " \"'<>)]},";
  private static final String MARK = "<*>";

  static {
    SEPARATORS.chars().forEach(c -> IS_SEPARATOR[c] = true);
  }

  private TokenSplitter() {}

  static List<String> split(String text) {
    List<String> tokens = new ArrayList<>();
    int from = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '<' && text.startsWith(MARK, i)) {
        i += MARK.length();
      } else if (c == ':' && text.startsWith("://", i) && isScheme(text, from, i)) {
        while (i < text.length() && URL_ENDS.indexOf(text.charAt(i)) < 0) {
          i++;
        }
      } else if (c == '.' && text.startsWith("..", i)) {
        // Dots lead from a name to its value.
        addWord(tokens, text.substring(from, i));
        from = i;
        while (i < text.length() && text.charAt(i) == '.') {
          i++;
        }
        tokens.add(text.substring(from, i));
        from = i;
      } else {
        if (isSeparator(c)) {
          addWord(tokens, text.substring(from, i));
          tokens.add(text.substring(i, i + 1));
          from = i + 1;
        }
        i++;
      }
    }
    addWord(tokens, text.substring(from));
    return tokens;
  }

  /** Whether a token is none that says something. */
  static boolean isPunctuation(String token) {
    if (token.length() == 1 && isSeparator(token.charAt(0))) {
      return true;
    }
    return token.chars().allMatch(c -> BEHIND_WORDS.indexOf(c) >= 0);
  }

  private static boolean isSeparator(char c) {
    return c < IS_SEPARATOR.length && IS_SEPARATOR[c];
  }

  private static boolean isScheme(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c < 'a' || c > 'z') && c != '+') {
        return false;
      }
    }
    return to > from;
  }

  private static void addWord(List<String> tokens, String word) {
    int from = 0;
    String last = tokens.isEmpty() ? "" : tokens.get(tokens.size() - 1);
    // In "[a]-1" the dash joins, in "= -1" it is a sign.
    if (word.length() > 1 && word.charAt(0) == '-' && (last.equals(")") || last.equals("]"))) {
      tokens.add("-");
      from = 1;
    }
    int end = word.length();
    while (end > from && BEHIND_WORDS.indexOf(word.charAt(end - 1)) >= 0 && !word.endsWith(MARK)) {
      end--;
    }
    if (end == from) {
      end = word.length();
    }
    if (end > from) {
      int number = numbered(word, from, end);
      if (number > from) {
        tokens.add(word.substring(from, number - 1));
        tokens.add(word.substring(number - 1, number));
        from = number;
      }
      tokens.add(word.substring(from, end));
    }
    if (end < word.length()) {
      tokens.add(word.substring(end));
    }
  }

  /** Returns where the number begins that a name, a dot and it make up, as in core.17; else -1. */
  private static int numbered(String word, int from, int end) {
    int dot = end - 2;
    if (dot <= from + 1 || word.charAt(dot) != '.' || word.charAt(end - 1) != '#') {
      return -1;
    }
    for (int i = from; i < dot; i++) {
      if (!Character.isLetter(word.charAt(i)) && word.charAt(i) != '_') {
        return -1;
      }
    }
    return end - 1;
  }
}
