package dev.faultline.shape;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import dev.faultline.catalog.Catalog;
import dev.faultline.ingest.Ledger;
import dev.faultline.io.Flat;
import dev.faultline.night.Night;
import dev.faultline.night.Totals;
import dev.faultline.udf.format.TimeSpan;
import dev.faultline.udf.rule.SignalSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScannedCubeTest {

  private static final String LETTERS = "bcdfhjklmnqrsvwxz";

  @TempDir private Path folder;

  private Dataset<Row> scan(Map<String, String> options) {
    return LocalSpark.session()
        .read()
        .format("faultline")
        .option("mode", "cube")
        .options(options)
        .load(folder.toString());
  }

  private static List<String> rows(Dataset<Row> relation) {
    Column[] all =
        Arrays.stream(relation.columns())
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    return relation.sort(all).collectAsList().stream().map(Row::toString).toList();
  }

  @Test
  void theCubeDoesNotDependOnHowTheFilesAreCut() throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("alone\n");
    for (int i = 0; i < 4000; i++) {
      text.append("2026-03-14 1").append(i % 3).append(":00:00 ");
      text.append(i % 7 == 0 ? "ERROR" : "INFO").append(" step ").append(i).append(" done\n");
      if (random.nextInt(9) == 0) {
        text.append("Traceback (most recent call last):\n");
        text.append("  File x.py, line 3\n".repeat(random.nextInt(700)));
        text.append("RuntimeError: rank ").append(i).append(" lost\n");
      }
    }
    Files.writeString(folder.resolve("a.log"), text);

    Cube whole = ScannedCube.of(scan(Map.of("partitions", "1")));
    List<String> cells = rows(whole.cells());
    List<String> shapes = rows(whole.shapes());
    assertThat(shapes).anyMatch(s -> s.contains("step # done | RuntimeError: rank # lost"));
    for (String bytes : List.of("4999", "66001")) {
      Cube cut = ScannedCube.of(scan(Map.of("partitions", "3", "split_bytes", bytes)));
      assertThat(rows(cut.cells())).as("splits of %s bytes", bytes).isEqualTo(cells);
      assertThat(rows(cut.shapes())).as("splits of %s bytes", bytes).isEqualTo(shapes);
      assertThat(rows(cut.streams())).isEqualTo(rows(whole.streams()));
      assertThat(rows(overStreams(cut.tallies())))
          .as("the cells without their streams")
          .isEqualTo(rows(overStreams(whole.cells())));
    }
  }

  private static Dataset<Row> overStreams(Dataset<Row> counts) {
    return counts
        .groupBy("shape_hash", "severity_number", "bucket")
        .agg(
            sum("count").as("count"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"));
  }

  /** Record by record, the values of the SQL engine and those that the scan keeps in batches. */
  @Test
  void theEventsAreThoseOfTheSqlEngine() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      text.append("2026-03-14 10:").append(10 + i % 50).append(":00 INFO ");
      text.append(
          switch (i % 5) {
            case 0 -> "Epoch " + i % 9 + "/9 - loss: " + i / 7.0 + " - val_loss: nan";
            case 1 -> "[REQUEST] GET /a/" + i % 3 + "?x=" + i + " - Rate limit: 3/" + i % 4;
            case 2 -> "[RESPONSE] 200 - Duration: " + i % 50 + "ms";
            case 3 -> "[RESPONSE] 404 - nothing took any time";
            default -> "nothing to see";
          });
      text.append('\n');
    }
    Files.writeString(folder.resolve("a.log"), text);
    Catalog catalog = Catalog.load(null, new Configuration());
    CubeSpec spec =
        new CubeSpec(
            catalog.sources(),
            ZoneId.of("UTC"),
            catalog.formats(),
            catalog.mask(),
            catalog.knowledge(),
            TimeSpan.ALL);
    Dataset<Row> records = scan(Map.of("mode", "records")).where("record IS NOT NULL");
    Dataset<Row> sql =
        Flat.of(NamedEvents.batches(new SqlCube(records.select("record.*"), spec).cube()));
    Map<String, String> cut = Map.of("partitions", "2", "split_bytes", "50000");
    Dataset<Row> scanned = Flat.of(NamedEvents.batches(ScannedCube.of(scan(cut))));
    for (String id : List.of("epoch", "request", "response")) {
      SignalSpec signal = signal(catalog, id);
      Dataset<Row> events = NamedEvents.events(scanned, "signal", signal);
      assertThat(rows(events)).as(id).isEqualTo(rows(NamedEvents.events(sql, "signal", signal)));
      List<Row> counted =
          NamedEvents.values(scanned, "signal", signal)
              .selectExpr("COALESCE(SUM(count), 0) AS records", "MIN(offset) AS first")
              .collectAsList();
      assertThat(counted)
          .as(id)
          .isEqualTo(
              events.selectExpr("COUNT(*) AS records", "MIN(offset) AS first").collectAsList());
    }
    assertThat(NamedEvents.events(scanned).count()).isEqualTo(2400);
  }

  private static SignalSpec signal(Catalog catalog, String id) {
    return catalog.signals().stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void hashesAreThoseOfSpark() throws IOException {
    Files.writeString(
        folder.resolve("kern.log"),
        "Mar 14 02:11:09 node-1 kernel: [1.0] température élevée : 91°C\n"
            + "Mar 14 02:11:09 node-1 sshd[7]: \n"
            + "no format takes this\n".repeat(2));
    Cube cube = ScannedCube.of(scan(Map.of("date", "2026-03-14")));
    assertThat(cube.shapes().where(xxhash64(col("shape")).notEqual(col("shape_hash"))).count())
        .isZero();
    List<Row> streams =
        cube.streams()
            .selectExpr(
                "stream_id = xxhash64(concat_ws('\u0001', log_file_path, format_id,"
                    + " coalesce(host_name, ''), coalesce(service_name, ''), '')) AS same",
                "format_id",
                "host_name",
                "service_name")
            .collectAsList();
    assertThat(streams).hasSize(2).allMatch(row -> row.<Boolean>getAs("same"));
  }

  @Test
  void onlyRecordsOfTheTimesAskedForAreCounted() throws IOException {
    Files.writeString(
        folder.resolve("a.log"),
        "2026-03-14 10:00:00 INFO one\n2026-03-14 11:00:00 INFO two\n2026-03-14 12:00:00 INFO x\n");
    Files.writeString(folder.resolve("b.log"), "no time here\n");
    Dataset<Row> scan =
        scan(
            Map.of(
                "from_micros", "1773486000000000", // 2026-03-14T11:00Z
                "to_micros", "1773489600000000"));
    Ledger ledger = Ledger.of(scan);
    assertThat(ledger.totals().counts().outside()).isEqualTo(3);
    assertThat(ledger.countedRecords()).isEqualTo(1);
    assertThat(rows(ScannedCube.of(scan).shapes())).hasSize(1).first().asString().contains("two");
  }

  @Test
  void aMillionDifferentLinesAreCountedWithinTheMemoryOfATest() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_000_000; i++) {
      // No digits, so that the mask finds nothing to hide, and no vowels, so that no word of a rule
      // comes about.
      text.append("2026-03-14 10:00:00 INFO session ");
      for (int n = i + 1_000_000; n > 0; n /= LETTERS.length()) {
        text.append(LETTERS.charAt(n % LETTERS.length()));
      }
      text.append(" opened\n");
    }
    Files.writeString(folder.resolve("a.log"), text);
    Dataset<Row> scan = scan(Map.of()).persist();
    BoundedCube night = BoundedCube.of(ScannedCube.of(scan), 1000, Flat::of);
    assertThat(night.budget().distinct()).isEqualTo(1_000_000);
    assertThat(night.budget().folded()).isEqualTo(1_000_000);
    assertThat(night.budget().foldedRecords()).isEqualTo(1_000_000);
    // Two words would still be a million.
    Row shape = night.cube().shapes().first();
    assertThat(shape.<String>getAs("shape")).isEqualTo("<*>");
    assertThat(shape.<Long>getAs("count")).isEqualTo(1_000_000);
    assertThat(shape.<String>getAs("sample")).startsWith("2026-03-14 10:00:00 INFO session");
    assertThat(shape.<Long>getAs("offset")).isZero();
    List<Row> cells = night.cube().cells().collectAsList();
    assertThat(cells).hasSize(1);
    assertThat(cells.get(0).<Long>getAs("count")).isEqualTo(1_000_000);
    assertThat(Totals.of(Night.of(night.cube(), Flat::of).cells()).records()).isEqualTo(1_000_000);
    assertThat(Ledger.of(scan).countedRecords()).isEqualTo(1_000_000);
    scan.unpersist();
  }
}
