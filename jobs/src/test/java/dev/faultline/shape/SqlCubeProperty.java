package dev.faultline.shape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import dev.faultline.catalog.Catalog;
import dev.faultline.udf.format.FieldSpec;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.SourceZones;
import dev.faultline.udf.format.TimeSpan;
import dev.faultline.udf.rule.CauseSpec;
import dev.faultline.udf.rule.CodeSeverities;
import dev.faultline.udf.rule.Condition;
import dev.faultline.udf.rule.Knowledge;
import dev.faultline.udf.rule.SignalSpec;
import dev.faultline.udf.rule.ValueSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** The SQL engine gives what the classes of the byte scanner give, record by record. */
class SqlCubeProperty {

  private static final Catalog CATALOG = Catalog.load(null, new Configuration());
  private static final LocalDate DAY = LocalDate.of(2026, 3, 14);
  private static final long BOOT_MICROS = 1_773_424_929_157_682L;
  private static final List<String> ZONES =
      List.of("UTC", "Asia/Kolkata", "America/New_York", "Europe/Berlin");

  private static final List<SignalSpec> SIGNALS =
      List.of(
          signal("response", 10, List.of("[response] "), "response\\] [0-9]{3}"),
          signal("epoch_b", 20, List.of("epoch #", "loss"), ""),
          signal("epoch_a", 20, List.of("loss", "epoch"), ""),
          signal("request", 30, List.of("[request]"), ""),
          signal("kelvin", 90, List.of("k", "i"), "k [a-z]|å"),
          signal("never", 1, List.of(), ""));
  private static final List<CauseSpec> CAUSES =
      List.of(
          cause("xid_79", 10, List.of("nvrm: xid"), "xid \\(pci:#\\): 79,"),
          cause("xid", 20, List.of("nvrm: xid"), ""),
          cause("response_failed", 30, List.of("[response] 5"), "^\\[response\\] 5[0-9][0-9] -"),
          cause("memory", 40, List.of("out of memory", "killed process"), ""));

  private static final SourceZones SOURCES =
      new SourceZones(
          List.of(
              new SourceZones.Source("logs/?[3].log", "UTC"),
              new SourceZones.Source("*s/3.*", "Asia/Kolkata")));

  private static final Knowledge KNOWLEDGE =
      new Knowledge(
          SIGNALS, CAUSES, CATALOG.categories(), CATALOG.severities(), CodeSeverities.NONE);

  private static List<ValueSpec> values() {
    return List.of(
        new ValueSpec("loss", "number", "loss: ", "", null),
        new ValueSpec("duration_ms", "number", "Duration: ", "ms", null),
        new ValueSpec("path", "text", "GET ", "", " ?"),
        new ValueSpec("request", "text", "request_id=", "", null),
        new ValueSpec("pid", "number", "pid=", ",", null));
  }

  private static SignalSpec signal(String id, int priority, List<String> contains, String pattern) {
    return new SignalSpec(
        id, "", priority, new Condition(contains, pattern), "", values(), null, null);
  }

  private static CauseSpec cause(String id, int priority, List<String> contains, String pattern) {
    List<ValueSpec> values = id.startsWith("xid") ? values() : List.of();
    Condition when = new Condition(contains, pattern);
    return new CauseSpec(
        id, "", priority, "", "medium", when, "", "", values, "", "", "", "", "", null, null);
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void randomRecords(@ForAll long seed) {
    Random random = new Random(seed);
    for (String zone : ZONES) {
      CubeLines lines = new CubeLines(random, ZoneId.of(zone), CATALOG.formats());
      TimeSpan range = random.nextBoolean() ? range(random) : TimeSpan.ALL;
      check(lines.records(4000), spec(zone, CATALOG.formats(), range));
    }
  }

  private static TimeSpan range(Random random) {
    long from = random.nextLong(0, 1L << 50);
    return new TimeSpan(from, from + random.nextLong(1L << 50));
  }

  /** What the shipped formats do not have, but others may. */
  @Example
  void unusualFormats() {
    List<FormatSpec> formats =
        List.of(
            format(
                "both",
                "<{priority}>({component} )?{body}({rank}/)?",
                Map.of(
                    "priority", field("priority", ""),
                    "component", field("level", ""),
                    "rank", field("chars", "a-z0-9"))),
            format(
                "dashes",
                "{host}:{service}={body}",
                Map.of("host", field("words", "-|--|h"), "service", field("chars", "^=\u0020"))));
    List<RawRecord> records = new ArrayList<>();
    for (String line :
        List.of(
            "<3>ERROR x",
            "<3>INFO 12/x",
            "<3>INFOx",
            "<200>INFO x",
            "<200>x",
            "<3>x",
            "<011>12/y")) {
      records.add(new RawRecord(0, "a", records.size(), "both", line, null, null, null, null));
    }
    for (String line : List.of("-:-=b", "--:a=b", "h:--=b", "h:$1\\=", "-:\u0001=\u0001")) {
      records.add(new RawRecord(0, "a", records.size(), "dashes", line, "", null, null, null));
    }
    check(records, spec("UTC", formats, TimeSpan.ALL));
  }

  private static FieldSpec field(String type, String chars) {
    return new FieldSpec(type, "", chars);
  }

  private static FormatSpec format(String id, String pattern, Map<String, FieldSpec> fields) {
    Map<String, String> levels =
        Map.ofEntries(
            Map.entry("INFO", "INFO"),
            Map.entry("ERROR", "ERROR"),
            Map.entry("0", "FATAL"),
            Map.entry("1", "FATAL"),
            Map.entry("2", "FATAL"),
            Map.entry("3", "WARN"),
            Map.entry("4", "WARN"),
            Map.entry("5", "INFO"),
            Map.entry("6", "INFO"),
            Map.entry("7", "DEBUG"));
    return new FormatSpec(
        id, "", 1, false, false, pattern, fields, levels, null, null, null, null, null, null);
  }

  @Example
  void sampleLogs() {
    check(recordsIn(root().resolve("data/sample")), spec("UTC", CATALOG.formats(), TimeSpan.ALL));
  }

  @Example
  void realLogs() {
    String given = System.getenv("FAULTLINE_DATA");
    Path data = given == null ? root().resolve("../shared/data") : Path.of(given);
    if (!Files.isDirectory(data)) {
      System.out.println("no real logs: set FAULTLINE_DATA to their folder to run this");
      return;
    }
    check(recordsIn(data), spec("America/New_York", CATALOG.formats(), TimeSpan.ALL));
  }

  private static CubeSpec spec(String zone, List<FormatSpec> formats, TimeSpan range) {
    return new CubeSpec(SOURCES, ZoneId.of(zone), formats, CATALOG.mask(), KNOWLEDGE, range);
  }

  private static void check(List<RawRecord> records, CubeSpec spec) {
    CubeReference reference = new CubeReference(spec);
    records.forEach(reference::add);
    Dataset<Row> raw =
        RawRecord.table(LocalSpark.session(), records).persist(StorageLevel.MEMORY_ONLY());
    SqlCube cube = new SqlCube(raw, spec);
    Dataset<Row> wide = cube.wide().persist(StorageLevel.MEMORY_ONLY());
    try {
      same("records", RecordColumns.of(raw, spec), reference.records);
      same("cells", cube.cells(), reference.cells());
      Dataset<Row> shapes =
          cube.shapes().select("shape_hash", "shape", "file_id", "offset", "sample");
      same("shapes", shapes, reference.shapes());
      same("streams", cube.streams(), List.copyOf(reference.streams));
      same("events", cube.events(), reference.events);
      same("outside", cube.outside(), List.of(List.of(reference.outside)));
    } finally {
      wide.unpersist();
      raw.unpersist();
    }
  }

  private static void same(String name, Dataset<Row> found, List<List<Object>> expected) {
    List<String> rows =
        found.collectAsList().stream().map(row -> values(row).toString()).sorted().toList();
    List<String> wanted = expected.stream().map(List::toString).sorted().toList();
    for (int i = 0; i < Math.min(rows.size(), wanted.size()); i++) {
      assertThat(rows.get(i))
          .as("%s: columns %s", name, List.of(found.columns()))
          .isEqualTo(wanted.get(i));
    }
    assertThat(rows).as(name).hasSameSizeAs(wanted);
  }

  private static List<Object> values(Row row) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.get(i) instanceof scala.collection.Seq<?> ? row.getList(i) : row.get(i))
        .toList();
  }

  /** Every line is a record; now and then the next line is the detail as well. */
  private static List<RawRecord> recordsIn(Path folder) {
    List<RawRecord> records = new ArrayList<>();
    CubeLines lines = new CubeLines(new Random(0), ZoneId.of("UTC"), CATALOG.formats());
    List<Path> files = files(folder);
    for (int file = 0; file < files.size(); file++) {
      String path = folder.relativize(files.get(file)).toString();
      long offset = 0;
      String previous = null;
      for (String line : content(files.get(file)).split("\r?\n")) {
        String detail = records.size() % 7 == 0 ? previous : null;
        records.add(
            new RawRecord(
                file, path, offset, lines.format(line), line, detail, DAY, BOOT_MICROS, null));
        offset += 1 + line.length();
        previous = line;
      }
    }
    assertThat(records).isNotEmpty();
    return records;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static String content(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (file.toString().endsWith(".gz")) {
        bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
      }
      // Decoding replaces what is not UTF-8, as the reader does.
      return new String(bytes, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("data/sample")) ? here : here.getParent();
  }
}
