package dev.faultline.ingest;

import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of every byte of the inputs: one entry per file, in byte order of the paths. It is
 * made of the accounts that the tasks kept while they read, and it has to balance: the splits of a
 * file follow one another without gap or overlap up to its length, the lines in them are as long as
 * the file, and each line is a record's first, a continuation, unparsed, or blank.
 *
 * @param files one entry per file
 * @param skipped paths left out on purpose: hidden names and second names of a listed file
 * @param problems what the listing could not read, a sentence each
 */
public record Ledger(List<Entry> files, List<String> skipped, List<String> problems) {

  /**
   * The account of one file.
   *
   * @param path qualified path
   * @param compression {@code gzip}, {@code bzip2}, {@code zstd}, or empty
   * @param lengthBytes stored length when the file was listed
   * @param modified time of the last change when the file was listed
   * @param readBytes uncompressed bytes in the lines that were read, line ends included
   * @param counts of its lines
   * @param redactions how many secrets were taken out of its lines, by the id of the rule
   * @param problems what was wrong with the file and what was done, a sentence each
   * @param imbalance why the account does not add up, or null
   */
  public record Entry(
      String path,
      String compression,
      long lengthBytes,
      Instant modified,
      long readBytes,
      Counts counts,
      Map<String, Long> redactions,
      List<String> problems,
      String imbalance) {

    private Entry with(String change, String left) {
      List<String> all = new ArrayList<>(problems);
      all.add(change);
      return new Entry(
          path,
          compression,
          lengthBytes,
          modified,
          readBytes,
          counts,
          redactions,
          List.copyOf(all),
          left);
    }
  }

  /** Sums over all files. */
  public record Totals(long files, long storedBytes, long readBytes, Counts counts) {}

  /**
   * Collects the ledger of a scan: a handful of rows per file.
   *
   * @param scan rows of {@link LogRows#SCHEMA}
   */
  public static Ledger of(Dataset<Row> scan) {
    TreeMap<Integer, List<Row>> splits = new TreeMap<>();
    TreeSet<String> skipped = new TreeSet<>();
    TreeSet<String> problems = new TreeSet<>();
    // One collect, because each one reads the inputs anew unless the scan is kept.
    for (Row row :
        scan.where(col("split").isNotNull().or(col("note").isNotNull()))
            .select("split", "note")
            .collectAsList()) {
      Row split = row.getStruct(0);
      if (split != null) {
        splits.computeIfAbsent(split.getAs("file_id"), id -> new ArrayList<>()).add(split);
      } else {
        Row note = row.getStruct(1);
        ("skipped".equals(note.getString(0)) ? skipped : problems).add(note.getString(1));
      }
    }
    Comparator<Row> inOrder =
        Comparator.comparingLong((Row split) -> split.<Long>getAs("start_offset"))
            .thenComparingLong(split -> split.<Long>getAs("end_offset"));
    splits.values().forEach(ofFile -> ofFile.sort(inOrder));
    List<Entry> files = splits.values().stream().map(Ledger::entry).toList();
    return new Ledger(files, List.copyOf(skipped), List.copyOf(problems));
  }

  private static Entry entry(List<Row> splits) {
    Row first = splits.get(0);
    String path = first.getAs("log_file_path");
    TreeSet<String> problems = new TreeSet<>();
    for (Row split : splits) {
      for (String problem : split.<String>getList(split.fieldIndex("problems"))) {
        // The path stands beside it already.
        problems.add(
            problem.startsWith(path + ": ") ? problem.substring(path.length() + 2) : problem);
      }
    }
    Counts counts = splits.stream().map(Ledger::counts).reduce(Counts.NONE, Counts::plus);
    return new Entry(
        path,
        first.getAs("compression"),
        first.getAs("length_bytes"),
        Instant.ofEpochMilli(first.getAs("modified_millis")),
        readBytes(splits),
        counts,
        redactions(splits),
        List.copyOf(problems),
        imbalance(splits, counts, problems.isEmpty()));
  }

  private static Map<String, Long> redactions(List<Row> splits) {
    TreeMap<String, Long> sums = new TreeMap<>();
    for (Row split : splits) {
      split
          .<String, Long>getJavaMap(split.fieldIndex("redactions"))
          .forEach((rule, count) -> sums.merge(rule, count, Long::sum));
    }
    return Collections.unmodifiableMap(sums);
  }

  /**
   * Returns this ledger with a sentence for each file that is not what was listed any more. Who
   * compares after all files were read knows that the lines of all others are of one content.
   *
   * @param now the same inputs, listed again. A file that is not among them was read whole, or has
   *     a problem already
   */
  public Ledger comparedWith(List<InputFile> now) {
    Map<String, InputFile> byPath = new HashMap<>();
    now.forEach(file -> byPath.put(file.path(), file));
    return new Ledger(
        files.stream().map(file -> compared(file, byPath.get(file.path()))).toList(),
        skipped,
        problems);
  }

  private static Entry compared(Entry listed, InputFile now) {
    if (now == null
        || (now.lengthBytes() == listed.lengthBytes()
            && now.modified().equals(listed.modified()))) {
      return listed;
    }
    long more = now.lengthBytes() - listed.lengthBytes();
    if (more > 0) {
      String grown =
          "grew by %d bytes after listing; the rest is left for the next run, and if the file was"
              + " replaced, its lines may be of both contents";
      return listed.with(grown.formatted(more), listed.imbalance());
    }
    String size = more == 0 ? "as many bytes as before" : -more + " bytes less";
    // Lines of two contents need not add up to the length of one.
    return listed.with(
        "was changed after listing and has " + size + "; its lines may be of both contents", null);
  }

  private static Counts counts(Row split) {
    return new Counts(
        split.getAs("lines"),
        split.getAs("overwritten_lines"),
        split.getAs("records"),
        split.getAs("continuation_lines"),
        split.getAs("unparsed_lines"),
        split.getAs("blank_lines"),
        split.getAs("undecodable_lines"),
        split.getAs("nul_lines"),
        split.getAs("cut_lines"),
        split.getAs("outside_records"));
  }

  private static String imbalance(List<Row> splits, Counts counts, boolean whole) {
    long expected = 0;
    for (Row split : splits) {
      long start = split.getAs("start_offset");
      if (start != expected) {
        return "a split starts at byte " + start + " where byte " + expected + " is next";
      }
      expected = split.getAs("end_offset");
    }
    Row last = splits.get(splits.size() - 1);
    long length = last.getAs("length_bytes");
    if (expected != Long.MAX_VALUE && expected != length) {
      return "the splits end at byte " + expected + " of " + length;
    }
    long lines = counts.lines();
    long parts = counts.records() + counts.continuation() + counts.unparsed() + counts.blank();
    if (parts != lines) {
      return parts + " records, continuation, unparsed and blank lines are not " + lines + " lines";
    }
    boolean plain = splits.stream().allMatch(split -> split.<String>getAs("compression").isEmpty());
    long read = readBytes(splits);
    // A file with a problem has said itself why bytes of it are missing.
    if (plain && whole && read != length) {
      return "the lines hold " + read + " bytes of " + length;
    }
    return null;
  }

  private static long readBytes(List<Row> splits) {
    return splits.stream().mapToLong(split -> split.<Long>getAs("read_bytes")).sum();
  }

  /** Returns the sums over all files. */
  public Totals totals() {
    return new Totals(
        files.size(),
        files.stream().mapToLong(Entry::lengthBytes).sum(),
        files.stream().mapToLong(Entry::readBytes).sum(),
        files.stream().map(Entry::counts).reduce(Counts.NONE, Counts::plus));
  }

  /** Returns how many records the cells of the scan must hold, unparsed lines included. */
  public long countedRecords() {
    Counts counts = totals().counts();
    return counts.records() + counts.unparsed() - counts.outside();
  }

  /** Returns how many secrets were taken out of all files, by the id of the rule. */
  public Map<String, Long> redactions() {
    TreeMap<String, Long> sums = new TreeMap<>();
    files.forEach(
        file -> file.redactions().forEach((rule, count) -> sums.merge(rule, count, Long::sum)));
    return sums;
  }

  /** Returns a sentence per account that does not add up; empty when the ledger balances. */
  public List<String> imbalances() {
    return files.stream()
        .filter(file -> file.imbalance() != null)
        .map(file -> file.path() + ": " + file.imbalance())
        .toList();
  }

  /** Returns the problems of the listing and of all files, each with its path. */
  public List<String> allProblems() {
    List<String> all = new ArrayList<>(problems);
    for (Entry file : files) {
      file.problems().forEach(problem -> all.add(file.path() + ": " + problem));
    }
    return all;
  }
}
