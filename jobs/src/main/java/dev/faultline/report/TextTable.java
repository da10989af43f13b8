package dev.faultline.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of cells as aligned lines: numbers to the right, text to the left, and no line wider than
 * asked for, as long as the widest column of text can be cut.
 */
public final class TextTable {

  /** A column of text is never cut to less. */
  private static final int LEAST_WIDTH = 11;

  private static final String GAP = "  ";

  private final List<String> heading;
  private final boolean[] right;
  private final boolean[] whole;
  private final boolean[] keepEnd;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Makes an empty table.
   *
   * @param heading one per column
   * @param right whether a column is aligned to the right
   * @param whole whether a column is never cut, as numbers and times may not be
   * @param keepEnd whether a cell that is too long keeps its end, as paths should, not its
   *     beginning
   */
  public TextTable(List<String> heading, boolean[] right, boolean[] whole, boolean[] keepEnd) {
    this.heading = List.copyOf(heading);
    this.right = right.clone();
    this.whole = whole.clone();
    this.keepEnd = keepEnd.clone();
  }

  /** Adds a row of as many cells as the heading has. */
  public void add(List<String> row) {
    rows.add(List.copyOf(row));
  }

  /**
   * Returns the lines, the heading first.
   *
   * @param width characters that a line may have
   */
  public List<String> lines(int width, Style style) {
    int[] widths = widths(width);
    List<String> lines = new ArrayList<>();
    StringBuilder top = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      top.append(c == 0 ? "" : GAP).append(padded(heading.get(c), widths[c], c));
    }
    lines.add(style.faint(top.toString().stripTrailing()));
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        String cell = row.get(c);
        line.append(c == 0 ? "" : GAP).append(style.cell(cell, padded(cell, widths[c], c)));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int[] widths(int most) {
    int[] widths = new int[heading.size()];
    int total = GAP.length() * (widths.length - 1);
    for (int c = 0; c < widths.length; c++) {
      widths[c] = length(heading.get(c));
      for (List<String> row : rows) {
        widths[c] = Math.max(widths[c], length(row.get(c)));
      }
      total += widths[c];
    }
    while (total > most) {
      int widest = widestText(widths);
      if (widest < 0) {
        break;
      }
      widths[widest]--;
      total--;
    }
    return widths;
  }

  private int widestText(int[] widths) {
    int widest = -1;
    for (int c = 0; c < widths.length; c++) {
      if (!whole[c] && widths[c] > LEAST_WIDTH && (widest < 0 || widths[c] >= widths[widest])) {
        widest = c;
      }
    }
    return widest;
  }

  private String padded(String cell, int width, int column) {
    String cut = cut(cell, width, keepEnd[column]);
    String space = " ".repeat(Math.max(0, width - length(cut)));
    if (right[column]) {
      return space + cut;
    }
    // Nothing stands behind the last column, and spaces at the end of a line are only noise.
    return column == heading.size() - 1 ? cut : cut + space;
  }

  /** Returns a text of at most this many characters, with a mark where something is left out. */
  static String cut(String text, int width, boolean keepEnd) {
    int length = length(text);
    if (length <= width) {
      return text;
    }
    return keepEnd
        ? "…" + text.substring(text.offsetByCodePoints(0, length - width + 1))
        : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
