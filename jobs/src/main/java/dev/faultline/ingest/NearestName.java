package dev.faultline.ingest;

import java.util.Collection;
import java.util.Locale;

/** Guesses which existing name was meant by one that does not exist. */
public final class NearestName {

  private static final int MOST_EDITS = 3;

  private NearestName() {}

  /**
   * Returns the name with the fewest edits (a letter added, dropped, changed or swapped with its
   * neighbour; case is free), at most a third of the letters and at most three; else a name that
   * goes on where the wanted one ends, as a rotated log does; else null.
   */
  public static String of(String wanted, Collection<String> names) {
    String lower = wanted.toLowerCase(Locale.ROOT);
    int fewest = Math.min(MOST_EDITS, Math.max(1, wanted.length() / 3)) + 1;
    String nearest = null;
    String longer = null;
    for (String name : names) {
      if (Math.abs(name.length() - wanted.length()) < fewest) {
        int edits = edits(lower, name.toLowerCase(Locale.ROOT));
        // Names come in any order from a store: the first of equals in the alphabet wins.
        if (edits < fewest || (edits == fewest && nearest != null && name.compareTo(nearest) < 0)) {
          fewest = edits;
          nearest = name;
        }
      }
      if (name.startsWith(wanted) && (longer == null || name.compareTo(longer) < 0)) {
        longer = name;
      }
    }
    return nearest == null ? longer : nearest;
  }

  /** Counts the edits between two names (optimal string alignment distance). */
  private static int edits(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
