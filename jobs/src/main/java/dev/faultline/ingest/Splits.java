package dev.faultline.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Cuts files into splits and deals the splits out to partitions of about equal work. */
public final class Splits {

  /**
   * Log text usually unpacks to several times its stored size; the work is in the unpacked bytes.
   */
  private static final long UNPACKED_PER_STORED_BYTE = 5;

  private static final Comparator<InputSplit> IN_READING_ORDER =
      Comparator.comparingInt((InputSplit split) -> split.file().fileId())
          .thenComparingLong(InputSplit::start);

  private Splits() {}

  /**
   * Plans who reads what. The heaviest split goes first, always to the partition with the least
   * work so far (Graham's LPT rule, at most 4/3 of the best possible longest partition). The same
   * arguments give the same plan.
   *
   * @param files the listing
   * @param splitBytes length of the pieces that plain files are cut into, in bytes
   * @param partitions at most so many partitions; fewer if there are fewer splits
   * @param openCostBytes what opening a file costs, as the bytes that could be read in that time
   * @return the partitions, the heaviest first, none empty; each in the order (fileId, start)
   */
  public static List<List<InputSplit>> plan(
      List<InputFile> files, long splitBytes, int partitions, long openCostBytes) {
    if (splitBytes < 1 || partitions < 1 || openCostBytes < 0) {
      throw new IllegalArgumentException(
          "split size and partitions must be positive, the cost of opening not negative: "
              + (splitBytes + " bytes, " + partitions + ", " + openCostBytes + " bytes"));
    }
    List<Weighed> splits = new ArrayList<>();
    for (InputFile file : files) {
      cut(file, splitBytes, openCostBytes, splits);
    }
    splits.sort(
        Comparator.comparingLong(Weighed::weight)
            .reversed()
            .thenComparing(Weighed::split, IN_READING_ORDER));

    PriorityQueue<Partition> lightestFirst =
        new PriorityQueue<>(
            Comparator.comparingLong((Partition p) -> p.weight).thenComparingInt(p -> p.number));
    for (int i = 0; i < Math.min(partitions, splits.size()); i++) {
      lightestFirst.add(new Partition(i));
    }
    for (Weighed weighed : splits) {
      Partition lightest = lightestFirst.remove();
      lightest.splits.add(weighed.split);
      lightest.weight = sum(lightest.weight, weighed.weight);
      lightestFirst.add(lightest);
    }

    List<Partition> dealt = new ArrayList<>(lightestFirst);
    // Of equal weights many can go to one partition only if they are 0; then some stay empty.
    dealt.removeIf(partition -> partition.splits.isEmpty());
    dealt.sort(
        Comparator.comparingLong((Partition p) -> p.weight)
            .reversed()
            .thenComparingInt(p -> p.number));
    List<List<InputSplit>> plan = new ArrayList<>(dealt.size());
    for (Partition partition : dealt) {
      partition.splits.sort(IN_READING_ORDER);
      plan.add(partition.splits);
    }
    return plan;
  }

  private static void cut(
      InputFile file, long splitBytes, long openCostBytes, List<Weighed> splits) {
    long length = file.lengthBytes();
    if (file.compression() != Compression.NONE) {
      long unpacked =
          length > Long.MAX_VALUE / UNPACKED_PER_STORED_BYTE
              ? Long.MAX_VALUE
              : length * UNPACKED_PER_STORED_BYTE;
      InputSplit whole = new InputSplit(file, 0, Long.MAX_VALUE);
      splits.add(new Weighed(whole, sum(unpacked, openCostBytes)));
      return;
    }
    long start = 0;
    // An empty file has a split as well: someone has to account for it.
    do {
      long end = length - start > splitBytes ? start + splitBytes : length;
      splits.add(new Weighed(new InputSplit(file, start, end), sum(end - start, openCostBytes)));
      start = end;
    } while (start < length);
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  private record Weighed(InputSplit split, long weight) {}

  private static final class Partition {
    private final int number;
    private final List<InputSplit> splits = new ArrayList<>();
    private long weight;

    Partition(int number) {
      this.number = number;
    }
  }
}
