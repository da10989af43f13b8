package dev.faultline.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import dev.faultline.catalog.Catalog;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of containers and logs in JSON: however they are cut, and by whichever engine. */
class WrappedLogsTest {

  @TempDir private static Path folder;

  private static final Catalog CATALOG = Catalog.bundled();
  private static final Instant START = Instant.parse("2026-03-14T03:30:11Z");

  @BeforeAll
  static void writeLogs() throws IOException {
    List<String> samples =
        CATALOG.formats().stream()
            .filter(FormatSpec::isPlain)
            .flatMap(format -> format.matches().stream().map(FormatSpec.Sample::line))
            .toList();
    Random random = new Random(11);
    write(random, "cri.log", samples, (time, line) -> time + " stdout " + tag(random) + line);
    write(
        random, "prints.log", List.of("loading", "  at x", "done"), (t, l) -> t + " stderr F " + l);
    write(
        random,
        "docker.log",
        samples,
        (time, line) ->
            "{\"log\":\""
                + escaped(line)
                + "\\n\",\"stream\":\"stdout\",\"time\":\""
                + time
                + "\"}");
    write(
        random,
        "json.log",
        samples,
        (time, line) ->
            "{\"time\":\""
                + time
                + "\",\"level\":\"error\",\"msg\":\""
                + escaped(line)
                + "\",\"exc_info\":\"Traceback:\\n  File x\\nValueError: bad\",\"n\":7}");
    write(
        random,
        "mixed.log",
        samples,
        (time, line) ->
            random.nextInt(3) == 0
                ? line
                : "{\"msg\":\"" + escaped(line) + "\",\"ts\":1773459011}");
  }

  private static String tag(Random random) {
    return random.nextInt(20) == 0 ? "P " : "F ";
  }

  private static String escaped(String line) {
    return line.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static void write(
      Random random, String name, List<String> lines, BiFunction<Instant, String, String> wrap)
      throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < 300_000; i++) {
      String line =
          switch (random.nextInt(12)) {
            case 0 -> "Traceback (most recent call last):";
            case 1 -> "  File \"x.py\", line " + i;
            case 2 -> "ValueError: bad " + i;
            default -> lines.get(random.nextInt(lines.size()));
          };
      // Now and then so many lines without a header that no record is near any more.
      int times = random.nextInt(400) == 0 ? 900 : 1;
      for (int k = 0; k < times; k++) {
        String shown = times > 1 ? "no header here, line " + k : line;
        text.append(wrap.apply(START.plusMillis(i), shown)).append('\n');
      }
    }
    Files.writeString(folder.resolve(name), text);
  }

  private static Dataset<Row> scan(Map<String, String> options) {
    return LocalSpark.session()
        .read()
        .format("faultline")
        .option("date", "2026-03-14")
        .options(options)
        .load(folder.toString());
  }

  private static List<String> rows(Dataset<Row> relation) {
    Column[] all = Arrays.stream(relation.columns()).map(functions::col).toArray(Column[]::new);
    return relation.sort(all).collectAsList().stream().map(Row::toString).toList();
  }

  private static Dataset<Row> records(Map<String, String> options) {
    return scan(options).where("record IS NOT NULL").select("record.*");
  }

  @Test
  void splitsDoNotMatter() {
    List<String> whole = rows(records(Map.of("mode", "records", "partitions", "1")));
    assertThat(whole).hasSizeGreaterThan(5000);
    for (String bytes : List.of("1999", "33333", "70001")) {
      Map<String, String> cut = Map.of("mode", "records", "partitions", "3", "split_bytes", bytes);
      assertThat(rows(records(cut))).as("splits of %s bytes", bytes).isEqualTo(whole);
    }
  }

  @Test
  void theEnginesAgree() {
    CubeSpec spec =
        new CubeSpec(
            CATALOG.sources(),
            ZoneId.of("UTC"),
            CATALOG.formats(),
            CATALOG.mask(),
            CATALOG.knowledge(),
            TimeSpan.ALL);
    Cube sql = new SqlCube(records(Map.of("mode", "records")), spec).cube();
    Cube scanned = ScannedCube.of(scan(Map.of("mode", "cube")));
    assertThat(rows(scanned.cells())).isEqualTo(rows(sql.cells().select(columns(scanned.cells()))));
    assertThat(rows(scanned.streams().drop("file_id")))
        .isEqualTo(rows(sql.streams().select(columns(scanned.streams().drop("file_id")))));
  }

  private static Column[] columns(Dataset<Row> like) {
    return Arrays.stream(like.columns()).map(functions::col).toArray(Column[]::new);
  }

  /** Each line of a container has the time of its runtime, if only that; none is without one. */
  @Test
  void eachRecordOfAContainerHasATime() {
    Dataset<Row> cells = ScannedCube.of(scan(Map.of("mode", "cube"))).cells();
    Dataset<Row> streams = ScannedCube.of(scan(Map.of("mode", "cube"))).streams();
    long timeless =
        cells
            .join(streams, "stream_id")
            .where("bucket IS NULL AND log_file_path RLIKE '(cri|prints|docker)\\\\.log$'")
            .where("format_id <> 'unparsed'")
            .count();
    assertThat(timeless).isZero();
  }
}
