package dev.faultline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitsTest {

  private static InputFile file(int id, long length, Compression compression) {
    return new InputFile(id, "file:/f" + id, length, Instant.EPOCH, compression, null);
  }

  @Test
  void plainFilesAreCutAndPackedOnesAreNot() {
    List<InputFile> files =
        List.of(
            file(0, 250, Compression.NONE),
            file(1, 250, Compression.GZIP),
            file(2, 0, Compression.NONE));
    assertThat(Splits.plan(files, 100, 1, 10))
        .containsExactly(
            List.of(
                new InputSplit(files.get(0), 0, 100),
                new InputSplit(files.get(0), 100, 200),
                new InputSplit(files.get(0), 200, 250),
                new InputSplit(files.get(1), 0, Long.MAX_VALUE),
                new InputSplit(files.get(2), 0, 0)));
  }

  @Test
  void heaviestFirstAndPackedBytesCountFiveTimes() {
    List<InputFile> files =
        List.of(
            file(0, 100, Compression.NONE),
            file(1, 100, Compression.ZSTD),
            file(2, 300, Compression.NONE));
    List<List<InputSplit>> plan = Splits.plan(files, 1000, 2, 0);
    assertThat(plan.get(0)).extracting(split -> split.file().fileId()).containsExactly(1);
    assertThat(plan.get(1)).extracting(split -> split.file().fileId()).containsExactly(0, 2);
  }

  @Test
  void manySmallFilesShareFewBalancedPartitions() {
    List<InputFile> files =
        IntStream.range(0, 10_000).mapToObj(i -> file(i, i % 1000, Compression.NONE)).toList();
    List<List<InputSplit>> plan = Splits.plan(files, 1 << 20, 7, 4096);
    assertThat(plan).hasSize(7);
    List<Long> loads = new ArrayList<>();
    for (List<InputSplit> partition : plan) {
      assertThat(partition).isSortedAccordingTo((a, b) -> a.file().fileId() - b.file().fileId());
      loads.add(partition.stream().mapToLong(split -> split.end() + 4096).sum());
    }
    assertThat(loads.get(0) - loads.get(6)).isLessThan(4096 + 1000);
    assertThat(plan.stream().mapToInt(List::size).sum()).isEqualTo(10_000);
    assertThat(Splits.plan(files, 1 << 20, 7, 4096)).isEqualTo(plan);
  }

  @Test
  void noMorePartitionsThanSplits() {
    assertThat(Splits.plan(List.of(file(0, 10, Compression.NONE)), 100, 50, 0)).hasSize(1);
    List<InputFile> empty = List.of(file(0, 0, Compression.NONE), file(1, 0, Compression.NONE));
    assertThat(Splits.plan(empty, 100, 50, 0)).allMatch(partition -> !partition.isEmpty());
    assertThat(Splits.plan(List.of(), 100, 50, 0)).isEmpty();
  }

  @Test
  void sizesDoNotOverflow() {
    List<InputFile> files =
        List.of(
            file(0, Long.MAX_VALUE - 1, Compression.BZIP2),
            file(1, Long.MAX_VALUE - 1, Compression.NONE));
    assertThat(Splits.plan(files, Long.MAX_VALUE, 2, 1 << 20)).hasSize(2);
  }

  @Test
  void badArgumentsAreTheCallersFault() {
    assertThatThrownBy(() -> Splits.plan(List.of(), 0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 bytes, 1, 0 bytes");
  }
}
