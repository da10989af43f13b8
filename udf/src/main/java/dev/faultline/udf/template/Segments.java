package dev.faultline.udf.template;

import java.util.Arrays;

/**
 * Parts of a row that may be values, in order.
 *
 * <p>Of rows that are equal but for such parts, those whose content varies are values, others stay
 * as they are.
 */
final class Segments {

  /** More forms than there can be. */
  private static final int NEVER = Integer.MAX_VALUE;

  private static final int SOON = 2;

  private int[] from = new int[8];
  private int[] to = new int[8];
  private int[] needed = new int[8];
  private int size;

  /** Lists of values: so many numbers today, so many tomorrow. */
  static Segments lists(Row row, TokenTable table, TemplateSpec spec) {
    Segments found = new Segments();
    for (int i = 0; i < row.tokens.length; i++) {
      if (row.isValue(i)) {
        int end = i + 1;
        while (row.at(end, TokenTable.SPACE) && row.isValue(end + 1)) {
          end += 2;
        }
        found.add(i, end, SOON);
        i = end - 1;
      }
    }
    return found;
  }

  /**
   * Numbers with or without a unit, a comparison, or the same once more in brackets: {@code 3
   * bytes}, {@code <1 sec}, {@code 2048 bytes (2 KB)}; and values with a name before them, which
   * are the same as a value alone if that occurs too: {@code host:1}, {@code LOCAL(0)}.
   */
  static Segments quantities(Row row, TokenTable table, TemplateSpec spec) {
    Segments found = new Segments();
    for (int i = 0; i < row.tokens.length; i++) {
      int end = quantity(row, table, i);
      if (end > i) {
        if (row.at(end, TokenTable.SPACE) && row.at(end + 1, TokenTable.OPEN)) {
          int inner = quantity(row, table, end + 2);
          end = inner > end + 2 && row.at(inner, TokenTable.CLOSE) ? inner + 1 : end;
        }
        found.add(i, end, SOON);
      } else {
        end = named(row, table, i);
        if (end > i) {
          found.add(i, end, NEVER);
        }
      }
      i = Math.max(i, end - 1);
    }
    return found;
  }

  private static int quantity(Row row, TokenTable table, int from) {
    int i = row.at(from, TokenTable.LESS) ? from + 1 : from;
    if (!row.isValue(i)) {
      return from;
    }
    i++;
    if (row.at(i, TokenTable.SPACE)
        && i + 1 < row.tokens.length
        && table.is(row.tokens[i + 1], TokenTable.UNIT)) {
      i += 2;
      return row.at(i, TokenTable.DOT) ? i + 1 : i;
    }
    return i;
  }

  private static int named(Row row, TokenTable table, int i) {
    if (!table.isWord(row.tokens[i]) || (i > 0 && !row.at(i - 1, TokenTable.SPACE))) {
      return i;
    }
    boolean joint =
        row.at(i + 1, TokenTable.COLON)
            || row.at(i + 1, TokenTable.DOT)
            || row.at(i + 1, TokenTable.DASH);
    if (joint && row.isValue(i + 2)) {
      return i + 3;
    }
    boolean call =
        row.at(i + 1, TokenTable.OPEN) && row.isValue(i + 2) && row.at(i + 3, TokenTable.CLOSE);
    return call ? i + 4 : i;
  }

  /**
   * What is written like a value: behind {@code =}, if it is no symbol; in quotes; names of
   * packages and hosts.
   */
  static Segments fields(Row row, TokenTable table, TemplateSpec spec) {
    Segments found = new Segments();
    for (int i = 0; i < row.tokens.length; i++) {
      int token = row.tokens[i];
      if (isQuote(row, table, i)) {
        int end = i + 1;
        while (end < row.tokens.length && row.tokens[end] != token) {
          end++;
        }
        if (end < row.tokens.length && isQuotedValue(row, table, i + 1, end)) {
          boolean soon =
              row.at(i - 1, TokenTable.EQUALS)
                  || (end == i + 2 && table.is(row.tokens[i + 1], TokenTable.PACKAGE));
          found.add(i + 1, end, soon ? SOON : spec.quoted());
          i = end;
        }
      } else if (token == TokenTable.EQUALS) {
        int start = row.at(i + 1, TokenTable.SPACE) ? i + 2 : i + 1;
        if (start < row.tokens.length
            && table.isWord(row.tokens[start])
            && !table.is(row.tokens[start], TokenTable.SYMBOL)) {
          int end = bracesEnd(row, start + 1);
          found.add(start, end, SOON);
          i = end - 1;
        }
      } else if (token == TokenTable.VALUE || table.is(token, TokenTable.PACKAGE)) {
        found.add(i, i + 1, SOON);
      }
    }
    return found;
  }

  /** An apostrophe inside of a word is no quote. */
  private static boolean isQuote(Row row, TokenTable table, int i) {
    return row.at(i, TokenTable.QUOTE)
        || (row.at(i, TokenTable.APOSTROPHE) && (i == 0 || !table.isWord(row.tokens[i - 1])));
  }

  /** Quotes may also hold the name of a field, or a command that begins with what it does. */
  private static boolean isQuotedValue(Row row, TokenTable table, int from, int to) {
    boolean command = to > from + 1 && table.is(row.tokens[from], TokenTable.SYMBOL);
    return to > from && !command && !row.isKey(to - 1);
  }

  /** An object in braces belongs to the word before it. */
  private static int bracesEnd(Row row, int from) {
    if (!row.at(from, TokenTable.BRACE)) {
      return from;
    }
    int end = from;
    while (end < row.tokens.length && row.tokens[end] != TokenTable.CLOSING_BRACE) {
      end++;
    }
    return end < row.tokens.length ? end + 1 : from;
  }

  int size() {
    return size;
  }

  int from(int segment) {
    return from[segment];
  }

  int to(int segment) {
    return to[segment];
  }

  /** How many forms make a segment a value if none of them is just a value. */
  int needed(int segment) {
    return needed[segment];
  }

  boolean isValue(int segment, Row row) {
    return to[segment] == from[segment] + 1 && row.isValue(from[segment]);
  }

  /** Returns a hash of what a segment holds. */
  long content(int segment, Row row) {
    long hash = 0;
    for (int i = from[segment]; i < to[segment]; i++) {
      hash = Mix.then(hash, row.tokens[i]);
    }
    return hash;
  }

  /** Returns a hash of all but what the segments hold. */
  long rest(Row row) {
    long hash = size;
    int segment = 0;
    for (int i = 0; i < row.tokens.length; ) {
      if (segment < size && i == from[segment]) {
        hash = Mix.then(hash, -1);
        i = to[segment++];
      } else {
        hash = Mix.then(hash, row.tokens[i++]);
      }
    }
    return hash;
  }

  private void add(int first, int end, int forms) {
    if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      to = Arrays.copyOf(to, 2 * size);
      needed = Arrays.copyOf(needed, 2 * size);
    }
    from[size] = first;
    to[size] = end;
    needed[size++] = forms;
  }
}
