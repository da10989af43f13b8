package dev.faultline.fleet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of hosts as Slurm writes them: {@code gpu-[001-003,007],r[1-2]n[01-04],login1}. A number
 * keeps the zeros that the first of its range has.
 *
 * @see <a href="https://slurm.schedmd.com/scontrol.html">scontrol, host lists</a>
 */
final class HostList {

  /** More than any list has that is meant. */
  static final int MOST_HOSTS = 100_000;

  /** Of a name, as in DNS. */
  private static final int MOST_IN_NAME = 255;

  private static final int MOST_CHARACTERS = 4 << 20;

  private static final Set<String> NONE =
      Set.of("", "none", "none assigned", "(null)", "unknown", "n/a");

  private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");

  /** Hosts with a number in common: {@code first} to {@code last}, with so many digits. */
  private record Range(int first, int last, int digits) {}

  /** A piece of a name: a text, or a number of one of the ranges. */
  private record Piece(String text, List<Range> ranges) {

    /** How many, or one more than a list may have: no product of two of these overflows. */
    long size() {
      long all = ranges.stream().mapToLong(range -> range.last() - range.first() + 1L).sum();
      return ranges.isEmpty() ? 1 : Math.min(all, MOST_HOSTS + 1L);
    }

    int length() {
      return ranges.stream().mapToInt(Range::digits).max().orElse(text.length());
    }
  }

  private HostList() {}

  /**
   * Returns the names, each once, in the order of the list.
   *
   * @param text names with commas, semicolons or spaces between them; {@code None assigned} is none
   * @throws IllegalArgumentException if it is no such list, or one of more than {@link #MOST_HOSTS}
   *     hosts; the message is a clause that fits behind a place
   */
  static List<String> expand(String text) {
    if (NONE.contains(text.strip().toLowerCase(Locale.ROOT))) {
      return List.of();
    }
    if (text.length() > MOST_CHARACTERS) {
      throw tooLarge(text);
    }
    List<List<Piece>> names = new ArrayList<>();
    long size = 0;
    for (String name : split(text)) {
      List<Piece> pieces = pieces(name, text);
      if (pieces.stream().mapToInt(Piece::length).sum() > MOST_IN_NAME) {
        throw wrong(text, "has a name of more than " + MOST_IN_NAME + " characters");
      }
      size += size(pieces);
      if (size > MOST_HOSTS) {
        throw tooLarge(text);
      }
      names.add(pieces);
    }
    Set<String> hosts = new LinkedHashSet<>();
    names.forEach(pieces -> add("", pieces, 0, hosts));
    return List.copyOf(hosts);
  }

  /** Returns how many names these are; of too many, a number that is too large. */
  private static long size(List<Piece> pieces) {
    long size = 1;
    for (Piece piece : pieces) {
      size = size > MOST_HOSTS ? size : size * piece.size();
    }
    return size;
  }

  private static void add(String head, List<Piece> pieces, int at, Set<String> hosts) {
    if (at == pieces.size()) {
      hosts.add(head);
      return;
    }
    Piece piece = pieces.get(at);
    if (piece.ranges().isEmpty()) {
      add(head + piece.text(), pieces, at + 1, hosts);
    }
    for (Range range : piece.ranges()) {
      for (int number = range.first(); number <= range.last(); number++) {
        String digits = String.valueOf(number);
        String zeros = "0".repeat(Math.max(0, range.digits() - digits.length()));
        add(head + zeros + digits, pieces, at + 1, hosts);
      }
    }
  }

  /** Splits at what stands outside of brackets. */
  private static List<String> split(String text) {
    List<String> names = new ArrayList<>();
    int start = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[' || c == ']') {
        if (inside == (c == '[')) {
          throw wrong(text, "has a bracket that does not pair with another one");
        }
        inside = c == '[';
      } else if (!inside && (c == ',' || c == ';' || Character.isWhitespace(c))) {
        names.add(text.substring(start, i));
        start = i + 1;
      }
    }
    if (inside) {
      throw wrong(text, "has a [ without its ]; it may have been cut");
    }
    names.add(text.substring(start));
    names.removeIf(String::isEmpty);
    return names;
  }

  private static List<Piece> pieces(String name, String text) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < name.length()) {
      int open = name.indexOf('[', at);
      if (open != at) {
        int end = open < 0 ? name.length() : open;
        pieces.add(new Piece(name.substring(at, end), List.of()));
        at = end;
      } else {
        int close = name.indexOf(']', open);
        pieces.add(new Piece("", ranges(name.substring(open + 1, close), text)));
        at = close + 1;
      }
    }
    return pieces;
  }

  private static List<Range> ranges(String inside, String text) {
    List<Range> ranges = new ArrayList<>();
    for (String part : inside.split(",", -1)) {
      Matcher matcher = RANGE.matcher(part);
      if (!matcher.matches()) {
        throw wrong(text, "has '" + part + "' in brackets, which is no number and no range");
      }
      String first = matcher.group(1);
      String last = matcher.group(2) == null ? first : matcher.group(2);
      Range range = new Range(Integer.parseInt(first), Integer.parseInt(last), first.length());
      if (range.last() < range.first()) {
        throw wrong(text, "has the range " + part + ", which ends before it begins");
      }
      ranges.add(range);
    }
    return ranges;
  }

  private static IllegalArgumentException tooLarge(String text) {
    return wrong(text, String.format(Locale.ROOT, "has more than %,d hosts", MOST_HOSTS));
  }

  private static IllegalArgumentException wrong(String text, String what) {
    return new IllegalArgumentException("the host list " + quoted(text) + " " + what);
  }

  /** The beginning is enough to find it. */
  private static String quoted(String text) {
    int most = 60;
    return text.length() <= most ? "'" + text + "'" : "'" + text.substring(0, most) + "…'";
  }
}
