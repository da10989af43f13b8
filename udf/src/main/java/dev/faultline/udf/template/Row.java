package dev.faultline.udf.template;

import java.util.Arrays;

/**
 * Shapes that are one so far: their tokens by number, where values stand for what differs, and the
 * kind of each value.
 */
final class Row {

  int[] tokens;

  /** As long as the tokens; null where there is no value. */
  ValueKind[] kinds;

  /** The row that this one has become part of, or null. */
  private Row into;

  Row(int[] tokens, ValueKind[] kinds) {
    this.tokens = tokens;
    this.kinds = kinds;
  }

  /** Returns the row that stands for this one. */
  Row root() {
    Row root = this;
    while (root.into != null) {
      root = root.into;
    }
    return root;
  }

  /** Makes a row with the same tokens part of this one. */
  void take(Row equal) {
    equal.into = this;
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] != null) {
        kinds[i] = kinds[i].and(equal.kinds[i]);
      }
    }
  }

  boolean at(int index, int token) {
    return index >= 0 && index < tokens.length && tokens[index] == token;
  }

  boolean isValue(int index) {
    return at(index, TokenTable.VALUE);
  }

  /** Whether a word is the name of the value that follows: {@code a=1}, {@code "a": 1}. */
  boolean isKey(int word) {
    return at(word + 1, TokenTable.EQUALS)
        || (at(word + 1, TokenTable.QUOTE) && at(word + 2, TokenTable.COLON));
  }

  /** Puts one value in place of the tokens of a range. */
  void replace(int from, int to, ValueKind kind) {
    int[] t = new int[tokens.length - (to - from) + 1];
    ValueKind[] k = new ValueKind[t.length];
    System.arraycopy(tokens, 0, t, 0, from);
    System.arraycopy(kinds, 0, k, 0, from);
    t[from] = TokenTable.VALUE;
    k[from] = kind;
    System.arraycopy(tokens, to, t, from + 1, tokens.length - to);
    System.arraycopy(kinds, to, k, from + 1, tokens.length - to);
    tokens = t;
    kinds = k;
  }

  /**
   * Makes one value of values with one joining character or nothing between them, as the mask does
   * with numbers; of a host and its port; and of the letters and numbers of a hardware or IPv6
   * address.
   */
  void join(TokenTable table) {
    for (int i = 0; i + 1 < tokens.length; i++) {
      if (isValue(i) && isValue(i + 1)) {
        replace(i, i + 2, ValueKind.ANY);
        i = Math.max(-1, i - 3);
      } else if (i + 2 < tokens.length && joins(table, tokens[i], tokens[i + 1], tokens[i + 2])) {
        boolean port =
            tokens[i + 1] == TokenTable.COLON
                && kinds[i] == ValueKind.IP
                && kinds[i + 2] == ValueKind.NUM;
        replace(i, i + 3, port ? ValueKind.IP : ValueKind.ANY);
        i = Math.max(-1, i - 3);
      }
    }
  }

  private static boolean joins(TokenTable table, int first, int joint, int second) {
    boolean value = first == TokenTable.VALUE;
    boolean values = value && second == TokenTable.VALUE;
    if (joint == TokenTable.COLON) {
      return values
          || (value && table.is(second, TokenTable.HEX_GROUP))
          || (second == TokenTable.VALUE
              && table.is(first, TokenTable.HEX_GROUP | TokenTable.PACKAGE));
    }
    return values
        && (joint == TokenTable.COMMA
            || joint == TokenTable.AT
            || joint == TokenTable.DASH
            || joint == TokenTable.DOT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row row && Arrays.equals(tokens, row.tokens);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(tokens);
  }
}
