package dev.faultline.udf.template;

import dev.faultline.udf.cube.ShapeTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds in the sample of a shape what stood where the shape has a value.
 *
 * <p>The mask keeps every space and puts none in, and the message is the end of its line. So the
 * last words of the sample are the words of the shape, one by one, as long as the literal parts of
 * each agree; if they do not (the sample was cut, or a value took the whole rest), nothing is
 * known.
 */
final class SampleValues {

  private SampleValues() {}

  /**
   * Returns what each mark of a shape stands for, in order.
   *
   * @param shape the shape; each run of {@code #} and each {@code <*>} is a mark
   * @param sample an original line of it, or null
   * @return the values, or null where the sample does not tell; those of the first part alone if
   *     the shape has a second one, which is of another line
   */
  static List<String> of(String shape, String sample) {
    if (sample == null) {
      return null;
    }
    List<String> values = ofLine(shape, sample);
    int detail = values == null ? shape.lastIndexOf(ShapeTable.JOINT) : -1;
    return detail < 0 ? values : ofLine(shape.substring(0, detail), sample);
  }

  private static List<String> ofLine(String shape, String sample) {
    String[] masked = shape.split(" ", -1);
    String[] all = plain(sample).split(" ", -1);
    int skipped = all.length - masked.length;
    if (skipped < 0) {
      return null;
    }
    List<String> values = new ArrayList<>();
    // The header may end without a space, so the first word may begin inside one of the sample.
    String first = all[skipped];
    int start = 0;
    while (!addValues(masked[0], first.substring(start), values)) {
      if (++start > first.length()) {
        return null;
      }
    }
    for (int i = 1; i < masked.length; i++) {
      if (!addValues(masked[i], all[skipped + i], values)) {
        return null;
      }
    }
    return values;
  }

  /** The mask makes spaces of control characters. */
  private static String plain(String sample) {
    StringBuilder plain = null;
    for (int i = 0; i < sample.length(); i++) {
      if (isControl(sample.charAt(i))) {
        plain = plain == null ? new StringBuilder(sample) : plain;
        plain.setCharAt(i, ' ');
      }
    }
    return plain == null ? sample : plain.toString();
  }

  private static boolean isControl(int c) {
    return c < 0x20 || c == 0x7f;
  }

  /** Counts the runs of {@code #} and the {@code <*>} of a text. */
  static int marks(String masked) {
    int marks = 0;
    for (int i = 0; i < masked.length(); i++) {
      boolean hash = masked.charAt(i) == '#' && (i == 0 || masked.charAt(i - 1) != '#');
      marks += hash || masked.startsWith("<*>", i) ? 1 : 0;
    }
    return marks;
  }

  /** Adds the values of a word; false if the word cannot be the mask of the original. */
  private static boolean addValues(String masked, String original, List<String> values) {
    if (!WordForms.isMasked(masked)) {
      return masked.equals(original);
    }
    int before = values.size();
    int j = 0;
    int i = 0;
    while (i < masked.length()) {
      char c = masked.charAt(i);
      if (c == '<' && masked.startsWith("<*>", i)) {
        // A field's value ends with its word.
        values.add(original.substring(j));
        j = original.length();
        i += "<*>".length();
      } else if (c == '#') {
        while (i < masked.length() && masked.charAt(i) == '#') {
          i++;
        }
        int end = valueEnd(original, j, i < masked.length() ? masked.charAt(i) : 0);
        if (end < 0) {
          break;
        }
        values.add(original.substring(j, end));
        j = end;
      } else if (j < original.length() && original.charAt(j) == c) {
        i++;
        j++;
      } else {
        break;
      }
    }
    if (i == masked.length() && j == original.length()) {
      return true;
    }
    values.subList(before, values.size()).clear();
    return false;
  }

  /**
   * Returns where the longest value from some place ends that {@code follows} stands behind (0: the
   * end), or -1. A value consists of words with a digit, with the characters between them by which
   * the mask joins values.
   */
  private static int valueEnd(String text, int from, char follows) {
    int end = -1;
    boolean digit = false;
    for (int i = from; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : 0;
      boolean inside = isWord(c) || c == '#';
      if (digit && c == follows && !inside) {
        end = i;
      }
      if (inside) {
        digit |= (c >= '0' && c <= '9') || c == '#';
      } else if (c != 0 && "-.:,/".indexOf(c) >= 0 && digit) {
        digit = false;
      } else {
        break;
      }
    }
    return end;
  }

  private static boolean isWord(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
