package dev.faultline.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.udf.cube.ShapeCube;
import dev.faultline.udf.format.Header;
import dev.faultline.udf.format.LogFormat;
import dev.faultline.udf.format.TimeResolver;
import dev.faultline.udf.mask.MaskScanner;
import dev.faultline.udf.rule.CauseSpec;
import dev.faultline.udf.rule.RuleSet;
import dev.faultline.udf.rule.ShapeRule;
import dev.faultline.udf.rule.SignalSpec;
import dev.faultline.udf.rule.ValueReader;
import dev.faultline.udf.rule.ValueSpec;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/** The relations of the cube, computed record by record with the classes of the byte scanner. */
final class CubeReference {

  private static final XXHash64 HASH = XXHashFactory.safeInstance().hash64();
  private static final long SEED = 42;

  private final CubeSpec spec;
  private final Map<String, LogFormat> formats = new HashMap<>();
  private final MaskScanner scanner;
  private final RuleSet<SignalSpec> signals;
  private final RuleSet<CauseSpec> causes;
  private final Map<String, TimeResolver> resolvers = new HashMap<>();
  private final Header header = new Header();

  final List<List<Object>> records = new ArrayList<>();
  final List<List<Object>> events = new ArrayList<>();
  final Set<List<Object>> streams = new LinkedHashSet<>();
  private final Map<List<Object>, long[]> cells = new TreeMap<>(CubeReference::compare);
  private final Map<Long, List<Object>> shapes = new HashMap<>();
  long outside;

  CubeReference(CubeSpec spec) {
    this.spec = spec;
    scanner = new MaskScanner(spec.mask());
    signals = new RuleSet<>(spec.knowledge().signals());
    causes = new RuleSet<>(spec.knowledge().causes());
    spec.formats().forEach(format -> formats.put(format.id(), LogFormat.compile(format)));
  }

  private static int compare(List<Object> one, List<Object> other) {
    return one.toString().compareTo(other.toString());
  }

  /** Takes a record; those of a file come in the order of their offsets, files by their number. */
  void add(RawRecord raw) {
    byte[] line = raw.text().getBytes(UTF_8);
    LogFormat format = formats.get(raw.formatId());
    boolean matched = format != null && format.match(line, 0, line.length, header);
    if (format != null && !matched) {
      throw new IllegalArgumentException("not of " + raw.formatId() + ": " + raw.text());
    }
    int bodyStart = matched ? header.bodyStart : 0;
    Long time = matched ? time(raw) : null;
    int severity = matched ? header.severityNumber : 0;
    String host = slice(line, matched, Header.Slice.HOST);
    String service = slice(line, matched, Header.Slice.SERVICE);
    String rankText = slice(line, matched, Header.Slice.RANK);
    Integer rank = rank(rankText);
    Double uptime =
        matched && header.uptimeMicros != Header.NO_UPTIME ? header.uptimeMicros / 1e6 : null;
    String shape = mask(line, bodyStart);
    if (raw.detail() != null) {
      shape += " | " + mask(raw.detail().getBytes(UTF_8), 0);
    }
    long shapeHash = hash(shape);
    long stream =
        hash(
            String.join(
                "\u0001",
                raw.path(),
                raw.formatId(),
                host == null ? "" : host,
                service == null ? "" : service,
                rankText == null ? "" : rankText));
    records.add(
        Arrays.asList(
            raw.fileId(),
            raw.path(),
            raw.offset(),
            raw.formatId(),
            raw.text(),
            time,
            severity,
            host,
            service,
            slice(line, matched, Header.Slice.PID),
            rank,
            slice(line, matched, Header.Slice.COMPONENT),
            uptime,
            text(line, bodyStart, line.length),
            shape,
            shapeHash,
            stream));
    if (!spec.range().isAll()
        && (time == null || time < spec.range().fromMicros() || time >= spec.range().toMicros())) {
      outside++;
      return;
    }
    streams.add(
        Arrays.asList(stream, raw.fileId(), raw.path(), raw.formatId(), host, service, rank));
    shapes.putIfAbsent(shapeHash, shapeRow(raw, shapeHash, shape));
    count(raw, shapeHash, stream, severity, time);
    addEvent(signals, "signal", raw, line, bodyStart, shape, stream, severity, time);
    addEvent(causes, "cause", raw, line, bodyStart, shape, stream, severity, time);
  }

  private static List<Object> shapeRow(RawRecord raw, long shapeHash, String shape) {
    int[] sample = raw.text().codePoints().limit(500).toArray();
    return List.of(
        shapeHash, shape, raw.fileId(), raw.offset(), new String(sample, 0, sample.length));
  }

  private void count(RawRecord raw, long shapeHash, long stream, int severity, Long time) {
    Integer bucket = time == null ? null : (int) Math.floorDiv(time, ShapeCube.BUCKET_MICROS);
    long[] cell =
        cells.computeIfAbsent(
            Arrays.asList(shapeHash, stream, severity, bucket),
            key -> new long[] {0, Long.MAX_VALUE, Long.MIN_VALUE, raw.offset()});
    cell[0]++;
    if (time != null) {
      cell[1] = Math.min(cell[1], time);
      cell[2] = Math.max(cell[2], time);
    }
    cell[3] = Math.min(cell[3], raw.offset());
  }

  List<List<Object>> cells() {
    List<List<Object>> rows = new ArrayList<>();
    cells.forEach(
        (key, cell) -> {
          List<Object> row = new ArrayList<>(key);
          row.add(cell[0]);
          row.add(key.get(3) == null ? null : cell[1]);
          row.add(key.get(3) == null ? null : cell[2]);
          row.add(cell[3]);
          rows.add(row);
        });
    return rows;
  }

  List<List<Object>> shapes() {
    return List.copyOf(shapes.values());
  }

  private <R extends ShapeRule> void addEvent(
      RuleSet<R> rules,
      String kind,
      RawRecord raw,
      byte[] line,
      int bodyStart,
      String shape,
      long stream,
      int severity,
      Long time) {
    int chosen = rules.choose(RuleSet.lower(shape));
    if (chosen != RuleSet.NONE) {
      R rule = rules.rules().get(chosen);
      events.add(
          Arrays.asList(
              rule.id(),
              kind,
              stream,
              hash(shape),
              severity,
              time,
              raw.offset(),
              values(rule, line, bodyStart, ValueSpec.NUMBER),
              values(rule, line, bodyStart, ValueSpec.TEXT)));
    }
  }

  private static List<Object> values(ShapeRule rule, byte[] line, int bodyStart, String type) {
    List<Object> values = new ArrayList<>();
    for (ValueSpec value : rule.values()) {
      ValueReader reader = new ValueReader(value);
      boolean found = reader.find(line, bodyStart, line.length);
      if (value.type().equals(type)) {
        String text =
            found ? new String(line, reader.start(), reader.end() - reader.start(), UTF_8) : null;
        values.add(reader.isNumber() ? number(text) : text);
      }
    }
    return values;
  }

  private static Double number(String text) {
    return text == null
        ? null
        : switch (text.toLowerCase(Locale.ROOT)) {
          case "nan" -> Double.NaN;
          case "inf" -> Double.POSITIVE_INFINITY;
          case "-inf" -> Double.NEGATIVE_INFINITY;
          default -> Double.valueOf(text);
        };
  }

  private Long time(RawRecord raw) {
    if (raw.wrapperTime() != null) {
      return raw.wrapperTime();
    }
    ZoneId zone = spec.sources().of(raw.path(), spec.zone());
    long time =
        resolvers
            .computeIfAbsent(
                zone + " " + raw.reference(), key -> new TimeResolver(zone, raw.reference()))
            .resolve(header, raw.bootTime() == null ? TimeResolver.NONE : raw.bootTime());
    return time == TimeResolver.NONE ? null : time;
  }

  private String slice(byte[] line, boolean matched, Header.Slice slice) {
    int start = matched ? header.start(slice) : -1;
    return start < 0 ? null : text(line, start, header.end(slice));
  }

  private static String text(byte[] line, int start, int end) {
    return new String(line, start, end - start, UTF_8).replace('\u0001', '\u001a');
  }

  private static Integer rank(String text) {
    if (text == null || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    BigInteger value = new BigInteger(text);
    return value.bitLength() < Integer.SIZE ? value.intValue() : null;
  }

  private String mask(byte[] text, int start) {
    scanner.mask(text, start, text.length);
    return new String(scanner.bytes(), 0, scanner.length(), UTF_8);
  }

  private static long hash(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return HASH.hash(bytes, 0, bytes.length, SEED);
  }
}
