package dev.faultline.udf.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows that are equal but for one word: if there are many such words, they are values.
 *
 * <p>How many is many depends on what else is known: fewer if the mask found a value in that place,
 * if the words were values elsewhere, or if messages that begin alike have values there; more at
 * the beginning of a message.
 */
final class Columns {

  /** A first word with so many constant words behind it counts as any other. */
  private static final int TELLING = 3;

  private static final int FEWEST = 2;

  private final TemplateSpec spec;
  private final TokenTable table;

  /** Words that were found to be values. */
  private final Set<Integer> values = new HashSet<>();

  /** Hashes of the beginnings of messages behind which a value was found. */
  private final Set<Long> beginnings = new HashSet<>();

  /** A word of a row. */
  private record Place(int row, int index) {}

  Columns(TemplateSpec spec, TokenTable table) {
    this.spec = spec;
    this.table = table;
  }

  /**
   * Makes values of all words of rows that are found to be some. The largest groups come first, of
   * equal ones that of the first row, and a row changes once.
   *
   * @param rows different rows, in an order that does not depend on that of the input
   * @return whether something changed
   */
  boolean merge(List<Row> rows) {
    List<List<Place>> groups = groups(rows);
    groups.removeIf(group -> !isValue(rows, group));
    groups.sort(
        Comparator.comparingInt((List<Place> group) -> -group.size())
            .thenComparingInt(group -> group.get(0).row)
            .thenComparingInt(group -> group.get(0).index));
    boolean[] changed = new boolean[rows.size()];
    boolean any = false;
    groups.stream()
        .filter(group -> group.size() >= spec.words())
        .forEach(group -> learn(rows, group));
    for (List<Place> group : groups) {
      group.removeIf(place -> changed[place.row]);
      if (group.size() < FEWEST || !isValue(rows, group)) {
        continue;
      }
      for (Place place : group) {
        Row row = rows.get(place.row);
        changed[place.row] = true;
        if (!row.isValue(place.index)) {
          row.replace(place.index, place.index + 1, ValueKind.ANY);
          row.join(table);
          any = true;
        }
      }
    }
    return any;
  }

  /** Returns the places of rows that differ there alone, two rows or more each. */
  private List<List<Place>> groups(List<Row> rows) {
    Map<Integer, List<Integer>> byLength = new HashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      byLength.computeIfAbsent(rows.get(row).tokens.length, length -> new ArrayList<>()).add(row);
    }
    List<List<Place>> groups = new ArrayList<>();
    byLength.values().stream()
        .filter(same -> same.size() > 1)
        .forEach(same -> addGroups(rows, same, groups));
    return groups;
  }

  private void addGroups(List<Row> rows, List<Integer> same, List<List<Place>> groups) {
    int length = rows.get(same.get(0)).tokens.length;
    long[] all = new long[same.size() * length];
    int n = 0;
    for (int row : same) {
      n = addKeys(rows.get(row), all, n);
    }
    long[] sorted = Arrays.copyOf(all, n);
    Arrays.sort(sorted);
    Map<Long, List<Place>> byKey = new HashMap<>();
    for (int i = 1; i < n; i++) {
      if (sorted[i] == sorted[i - 1]) {
        byKey.putIfAbsent(sorted[i], new ArrayList<>());
      }
    }
    n = 0;
    for (int row : same) {
      int[] tokens = rows.get(row).tokens;
      for (int index = 0; index < length; index++) {
        if (table.isWord(tokens[index]) && !rows.get(row).isKey(index)) {
          List<Place> group = byKey.get(all[n++]);
          if (group != null) {
            group.add(new Place(row, index));
          }
        }
      }
    }
    groups.addAll(byKey.values());
  }

  /** Adds for each word a hash of all the others. */
  private int addKeys(Row row, long[] keys, int at) {
    long hash = 0;
    for (int i = 0; i < row.tokens.length; i++) {
      hash += Mix.of(row.tokens[i], i);
    }
    int n = at;
    for (int i = 0; i < row.tokens.length; i++) {
      if (table.isWord(row.tokens[i]) && !row.isKey(i)) {
        keys[n++] = hash - Mix.of(row.tokens[i], i) + Mix.of(-1, i);
      }
    }
    return n;
  }

  private void learn(List<Row> rows, List<Place> group) {
    for (Place place : group) {
      values.add(rows.get(place.row).tokens[place.index]);
    }
    Row first = rows.get(group.get(0).row);
    if (constants(first, group.get(0).index) >= FEWEST) {
      beginnings.add(beginning(first, group.get(0).index));
    }
  }

  private boolean isValue(List<Row> rows, List<Place> group) {
    Row first = rows.get(group.get(0).row);
    int index = group.get(0).index;
    int constants = constants(first, first.tokens.length);
    boolean besideValue = false;
    boolean known = true;
    boolean dotted = true;
    boolean constant = false;
    for (Place place : group) {
      int token = rows.get(place.row).tokens[place.index];
      if (token == TokenTable.VALUE) {
        besideValue = true;
      } else {
        constant |= place.equals(group.get(0));
        known &= values.contains(token);
        dotted &= table.is(token, TokenTable.DOTTED);
      }
    }
    int others = constants - (constant ? 1 : 0);
    if (others == 0) {
      return false;
    }
    return group.size() >= needed(first, index, others, besideValue, known, dotted);
  }

  private int needed(
      Row row, int index, int others, boolean besideValue, boolean known, boolean dotted) {
    if (besideValue) {
      return known ? FEWEST : spec.besideValue();
    }
    if (index == 0) {
      return others >= TELLING ? spec.words() : spec.firstWords();
    }
    if (constants(row, index) >= FEWEST && beginnings.contains(beginning(row, index))) {
      return FEWEST;
    }
    return dotted ? spec.dottedWords() : spec.words();
  }

  /** Counts the words before some index that are no values. */
  private int constants(Row row, int end) {
    int words = 0;
    for (int i = 0; i < end; i++) {
      words += table.isWord(row.tokens[i]) && !row.isValue(i) ? 1 : 0;
    }
    return words;
  }

  private static long beginning(Row row, int end) {
    long hash = 0;
    for (int i = 0; i < end; i++) {
      hash = Mix.then(hash, row.tokens[i]);
    }
    return hash;
  }
}
