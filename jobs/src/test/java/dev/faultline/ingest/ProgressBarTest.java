package dev.faultline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Progress bars among records: what is counted, what is found behind them. */
class ProgressBarTest {

  private static final String RECORD = "2026-03-14 02:11:41 ERROR NCCL watchdog timeout on rank 7";

  @TempDir private Path folder;

  private Dataset<Row> scan(String mode, long splitBytes) {
    return LocalSpark.session()
        .read()
        .format("faultline")
        .option("mode", mode)
        .option("split_bytes", splitBytes)
        .option("partitions", 4)
        .load(folder.toString());
  }

  private static String bar(int pieces) {
    StringBuilder bar = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      bar.append("\r").append(100L * i / pieces).append("%|###   | ").append(i).append(" [00:01]");
    }
    return bar.toString();
  }

  private List<String> shapes() {
    return scan("cube", 1 << 20)
        .where("shape is not null")
        .select("shape.shape")
        .distinct()
        .as(Encoders.STRING())
        .collectAsList();
  }

  @Test
  void aLongBarIsContinuationAndTheRecordBehindItIsFound() throws IOException {
    int pieces = 100_000;
    Files.writeString(folder.resolve("a.log"), RECORD + "\n" + bar(pieces) + "\r" + RECORD + "\n");
    Counts counts = Ledger.of(scan("cube", 1 << 20)).totals().counts();
    assertThat(counts.lines()).isEqualTo(pieces + 2);
    assertThat(counts.overwritten()).isEqualTo(pieces);
    assertThat(counts.records()).isEqualTo(2);
    assertThat(counts.continuation()).isEqualTo(pieces);
    assertThat(counts.unparsed()).isZero();
    assertThat(counts.blank()).isZero();
    assertThat(shapes()).containsExactly("NCCL watchdog timeout on rank #");
  }

  @Test
  void aBarAloneWithoutAnyNewlineLeavesOneLineThatNothingTakes() throws IOException {
    Files.writeString(folder.resolve("a.log"), bar(50_000));
    Ledger ledger = Ledger.of(scan("cube", 100_003));
    Counts counts = ledger.totals().counts();
    assertThat(ledger.imbalances()).isEmpty();
    assertThat(counts.lines()).isEqualTo(50_000);
    assertThat(counts.overwritten()).isEqualTo(49_999);
    assertThat(counts.continuation()).isEqualTo(49_999);
    assertThat(counts.unparsed()).isEqualTo(1);
  }

  @Test
  void piecesOfABarAreNoDetailOfTheRecordBeforeIt() throws IOException {
    Files.writeString(
        folder.resolve("a.log"),
        RECORD + "\n  0%|   | 0/2\r 50%|#  | 1/2\r100%|## | 2/2\r   \rsaved\n");
    assertThat(shapes()).containsExactly("NCCL watchdog timeout on rank #");
  }

  @Test
  void recordsThatEndInReturnsAloneAreRecords() throws IOException {
    Files.writeString(folder.resolve("old-mac.log"), (RECORD + "\r").repeat(1000));
    Counts counts = Ledger.of(scan("cube", 4096)).totals().counts();
    assertThat(counts.records()).isEqualTo(1000);
    assertThat(counts.overwritten()).isEqualTo(999);
    assertThat(counts.lines()).isEqualTo(1000);
  }

  @Test
  void whatALineIsDoesNotDependOnHowTheFileIsCut() throws IOException {
    Random random = new Random(31);
    StringBuilder text = new StringBuilder("no record is near\r\n");
    String[] ends = {"\n", "\r", "\r\n", "\r\r", "\r\r\n", "\n\r", "\r  \r"};
    for (int i = 0; i < 2000; i++) {
      text.append(RECORD).append(ends[random.nextInt(ends.length)]);
      // Some tails are longer than the reach of a record, others span several splits.
      int tail = random.nextInt(300) == 0 ? 3000 : random.nextInt(5);
      for (int k = 0; k < tail; k++) {
        text.append(random.nextBoolean() ? " at frame of some stack trace " : "a table of ");
        text.append(k).append(ends[random.nextInt(ends.length)]);
      }
    }
    Files.writeString(folder.resolve("a.log"), text);
    Ledger whole = Ledger.of(scan("cube", 1L << 30));
    Counts counts = whole.totals().counts();
    assertThat(whole.imbalances()).isEmpty();
    assertThat(counts.records()).isEqualTo(2000);
    assertThat(counts.unparsed()).isGreaterThan(1);
    assertThat(counts.lines() - counts.overwritten())
        .isEqualTo(
            text.chars().filter(c -> c == '\n').count()
                + (text.charAt(text.length() - 1) == '\n' ? 0 : 1));
    for (long splitBytes : new long[] {5_003, 40_000, 70_001}) {
      assertThat(Ledger.of(scan("cube", splitBytes)))
          .as("splits of %d bytes", splitBytes)
          .isEqualTo(whole);
    }
  }
}
