package dev.faultline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.LocalSpark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSourceTest {

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

  @Test
  void everyLineComesOnceHoweverTheFilesAreCut() throws IOException {
    Random random = new Random(11);
    List<String> expected = new ArrayList<>();
    for (int file = 0; file < 3; file++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 500; i++) {
        String line = "file " + file + " line " + i + " ".repeat(random.nextInt(60)) + "x";
        expected.add(line);
        text.append(line).append('\n');
      }
      Files.writeString(folder.resolve(file + ".log"), text);
    }
    for (long splitBytes : new long[] {17, 1000, 1 << 20}) {
      List<String> lines =
          scan("lines", splitBytes)
              .where(col("line").isNotNull())
              .sort("line.file_id", "line.offset")
              .select("line.text")
              .as(org.apache.spark.sql.Encoders.STRING())
              .collectAsList();
      assertThat(lines).as("splits of %d bytes", splitBytes).isEqualTo(expected);
    }
  }

  @Test
  void theLedgerNamesEachKindOfDamageAndStillBalances() throws IOException {
    Files.write(folder.resolve("a-invalid.log"), new byte[] {'o', 'k', '\n', (byte) 0xff, '\n'});
    Files.write(folder.resolve("b-nul.log"), new byte[] {'x', 0, 'y', '\n', '\n'});
    Files.writeString(folder.resolve("c-empty.log"), "");
    Files.writeString(folder.resolve("d-open-end.log"), "one\r\n \t\nthree");
    Files.writeString(folder.resolve("e-long.log"), "z".repeat(50 << 20) + "\nend\n");
    byte[] packed = gzip("line\n".repeat(100_000));
    Files.write(folder.resolve("f-truncated.log.gz"), java.util.Arrays.copyOf(packed, 120));
    byte[] noise = new byte[20_000];
    new Random(5).nextBytes(noise);
    Files.write(folder.resolve("g-binary.log"), noise);
    Files.writeString(folder.resolve(".hidden"), "left out\n");

    Ledger ledger = Ledger.of(scan("cube", 1 << 20));

    assertThat(ledger.imbalances()).isEmpty();
    assertThat(ledger.skipped()).hasSize(1).first().asString().endsWith("/.hidden");
    Ledger.Entry invalid = ledger.files().get(0);
    assertThat(invalid.counts().lines()).isEqualTo(2);
    assertThat(invalid.counts().undecodable()).isEqualTo(1);
    assertThat(ledger.files().get(1).counts().nul()).isEqualTo(1);
    assertThat(ledger.files().get(1).counts().blank()).isEqualTo(1);
    assertThat(ledger.files().get(2).counts().lines()).isZero();
    assertThat(ledger.files().get(3).counts().lines()).isEqualTo(3);
    assertThat(ledger.files().get(3).counts().blank()).isEqualTo(1);
    assertThat(ledger.files().get(4).counts().lines()).isEqualTo(2);
    assertThat(ledger.files().get(4).counts().cut()).isEqualTo(1);
    assertThat(ledger.files().get(4).readBytes()).isEqualTo((50L << 20) + 5);
    assertThat(ledger.files().get(5).problems()).hasSize(1);
    assertThat(ledger.files().get(6).problems()).containsExactly("binary content, not log text");
    long newlines = 0;
    for (byte b : noise) {
      newlines += b == '\n' ? 1 : 0;
    }
    long unterminated = noise[noise.length - 1] == '\n' ? 0 : 1;
    Counts binary = ledger.files().get(6).counts();
    assertThat(binary.lines() - binary.overwritten()).isEqualTo(newlines + unterminated);
  }

  @Test
  void whatALineIsDoesNotDependOnHowTheFileIsCut() throws IOException {
    Random random = new Random(23);
    StringBuilder text = new StringBuilder("no record is near\n");
    for (int i = 0; i < 3000; i++) {
      text.append("2026-03-14 10:00:0").append(i % 10).append(" ERROR call failed\n");
      // Some tails are longer than the reach of a record, others span several splits.
      int tail = random.nextInt(300) == 0 ? 3000 : random.nextInt(5);
      for (int k = 0; k < tail; k++) {
        text.append(random.nextInt(9) == 0 ? "\n" : "  at frame " + k + " of some stack trace\n");
      }
    }
    Files.writeString(folder.resolve("a.log"), text);

    Ledger whole = Ledger.of(scan("cube", 1L << 30));
    assertThat(whole.totals().counts().records()).isEqualTo(3000);
    assertThat(whole.totals().counts().continuation()).isPositive();
    assertThat(whole.totals().counts().unparsed()).isGreaterThan(1);
    for (long splitBytes : new long[] {5_003, 40_000, 70_001}) {
      Ledger cut = Ledger.of(scan("cube", splitBytes));
      assertThat(cut).as("splits of %d bytes", splitBytes).isEqualTo(whole);
      assertThat(cut.imbalances()).isEmpty();
    }
  }

  @Test
  void aLineWithoutAYearIsOfTheOneNearTheDate() throws IOException {
    Files.writeString(
        folder.resolve("kern.log"),
        "Dec 31 23:59:59 node-01 kernel: [   12.000000] one\n"
            + "Jan  1 00:00:01 node-01 kernel: [   14.000000] two\n");
    Dataset<Row> scan =
        LocalSpark.session()
            .read()
            .format("faultline")
            .option("mode", "cube")
            .option("date", "2026-01-01")
            .option("timezone", "Asia/Kolkata")
            .load(folder.toString());
    Row times =
        scan.selectExpr(
                "timestamp_micros(min(array_min(cells.first_time)))",
                "timestamp_micros(max(array_max(cells.last_time)))")
            .first();
    assertThat(times.getTimestamp(0).toInstant()).isEqualTo("2025-12-31T18:29:59Z");
    assertThat(times.getTimestamp(1).toInstant()).isEqualTo("2025-12-31T18:30:01Z");
  }

  @Test
  void anUnknownModeIsNamed() {
    assertThatThrownBy(() -> scan("rows", 1 << 20).collectAsList())
        .hasStackTraceContaining("must be lines, records, numbered or cube, not rows");
  }

  private static byte[] gzip(String text) throws IOException {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
