package dev.faultline.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.udf.cube.ShapeTable;
import dev.faultline.udf.cube.SparkHash;
import dev.faultline.udf.format.AttributeReader;
import dev.faultline.udf.format.Detail;
import dev.faultline.udf.format.FormatProbe;
import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.Header;
import dev.faultline.udf.format.LineText;
import dev.faultline.udf.format.LogFormat;
import dev.faultline.udf.format.Severity;
import dev.faultline.udf.format.TimeResolver;
import dev.faultline.udf.format.Traceback;
import dev.faultline.udf.mask.MaskScanner;
import dev.faultline.udf.mask.MaskSpec;
import dev.faultline.udf.rule.Interpreter;
import dev.faultline.udf.rule.Knowledge;
import dev.faultline.udf.rule.Meaning;
import dev.faultline.udf.rule.RuleSet;
import dev.faultline.udf.rule.ShapeRule;
import dev.faultline.udf.rule.ValueReader;
import dev.faultline.udf.rule.ValueSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes records apart one by one, as a scan does, and keeps what it sees. Not thread-safe. */
public final class Explainer {

  private static final List<String> LEVELS =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

  /** OpenTelemetry gives each level four severity numbers, from 1 on. */
  private static final int NUMBERS_PER_LEVEL = 4;

  private final FormatSet formats;
  private final LineText text;
  private final MaskScanner mask;
  private final Interpreter interpreter;
  private final TimeResolver times;
  private final Header header = new Header();

  /**
   * Prepares the rules.
   *
   * @param knowledge what messages mean
   * @param zone zone of the times that name none
   * @param date day near which a line without a year lies
   */
  public Explainer(
      MaskSpec mask, FormatSet formats, Knowledge knowledge, ZoneId zone, LocalDate date) {
    this.mask = new MaskScanner(mask);
    this.formats = formats;
    text = new LineText(formats);
    interpreter = new Interpreter(knowledge);
    times = new TimeResolver(zone, date);
  }

  /**
   * Explains a record on its own: every format is tried, those too that are else tried only where
   * the head of the file shows them.
   *
   * @param line the line that begins it
   * @param continuation the lines that belong to it
   */
  public Explanation explain(String line, List<String> continuation) {
    byte[] bytes = line.getBytes(UTF_8);
    text.read(bytes, 0, bytes.length);
    int index = text.match(-1L, header);
    if (index < 0 && text.isWrapped()) {
      index = text.matchWrapper(header);
    }
    long time = text.wrapperMicros(times);
    if (index >= 0 && time == TimeResolver.NONE) {
      time = times.resolve(header, TimeResolver.NONE);
    }
    List<String> lines = new ArrayList<>();
    String first = new String(text.bytes(), UTF_8);
    while (text.nextLine()) {
      lines.add(new String(text.bytes(), UTF_8));
    }
    lines.addAll(continuation);
    return explain(first, lines, index, time);
  }

  /**
   * Explains a record whose format and time are known.
   *
   * @param format index of its format, -1 for none
   * @param timeMicros its time in microseconds since 1970 UTC, or Long.MIN_VALUE
   */
  public Explanation explain(String line, List<String> continuation, int format, long timeMicros) {
    byte[] bytes = line.getBytes(UTF_8);
    int bodyStart = 0;
    if (format >= 0) {
      formats.formats().get(format).match(bytes, 0, bytes.length, header);
      bodyStart = header.bodyStart;
    }
    String detail = detail(bytes, bodyStart, continuation);
    if (detail != null && Traceback.isFirst(bytes, bodyStart, bytes.length)) {
      // As a scan does: the exception is the message.
      return explain(line + " " + detail, List.of(), format, timeMicros);
    }
    FormatSpec spec = format < 0 ? null : formats.formats().get(format).spec();
    List<FormatProbe.Reach> reaches = FormatProbe.all(rivals(spec), bytes, 0, bytes.length);
    List<FormatSpec> alsoFit =
        reaches.stream()
            .filter(reach -> reach.wanted() == null)
            .map(FormatProbe.Reach::spec)
            .toList();
    Map<String, String> fields = new LinkedHashMap<>();
    if (timeMicros != TimeResolver.NONE) {
      fields.put("time", Instant.EPOCH.plus(timeMicros, ChronoUnit.MICROS).toString());
    }
    if (format >= 0) {
      addFields(bytes, fields);
    }
    String body = new String(bytes, bodyStart, bytes.length - bodyStart, UTF_8);
    String shape = shape(bytes, bodyStart, detail);
    byte[] shapeBytes = shape.getBytes(UTF_8);
    Meaning meaning = interpreter.interpret(shape);
    // What announces a fault is an error whatever its level.
    boolean isError =
        (format >= 0 && header.severityNumber >= Severity.FIRST_ERROR)
            || meaning.cause() != RuleSet.NONE;
    Map<String, String> values = new LinkedHashMap<>();
    readValues(interpreter.signals(), meaning.signal(), bytes, bodyStart, values);
    readValues(interpreter.causes(), meaning.cause(), bytes, bodyStart, values);
    return new Explanation(
        line,
        spec,
        alsoFit,
        spec == null && reaches.get(0).length() > 0 ? reaches.get(0) : null,
        fields,
        spec == null ? Map.of() : new AttributeReader(spec).read(line, body),
        body,
        detail,
        shape,
        SparkHash.of(shapeBytes, shapeBytes.length),
        rule(interpreter.signals(), meaning.signal()),
        rule(interpreter.causes(), meaning.cause()),
        isError ? meaning.category() : null,
        isError ? meaning.severity() : null,
        isError ? meaning.matchedError() : meaning.matchedAny(),
        meaning.code(),
        values);
  }

  /** The formats that the line could have had instead. */
  private List<LogFormat> rivals(FormatSpec spec) {
    return formats.formats().stream()
        .filter(format -> spec == null || spec.isPlain())
        .filter(format -> format.spec().isPlain() && format.spec() != spec)
        .toList();
  }

  private static <R extends ShapeRule> R rule(RuleSet<R> rules, int index) {
    return index == RuleSet.NONE ? null : rules.rules().get(index);
  }

  private void addFields(byte[] bytes, Map<String, String> fields) {
    if (header.severityNumber > 0) {
      fields.put("level", LEVELS.get((header.severityNumber - 1) / NUMBERS_PER_LEVEL));
    }
    for (Header.Slice slice : Header.Slice.values()) {
      int start = header.start(slice);
      if (start >= 0) {
        fields.put(
            slice.name().toLowerCase(Locale.ROOT),
            new String(bytes, start, header.end(slice) - start, UTF_8));
      }
    }
    if (header.uptimeMicros != Header.NO_UPTIME) {
      fields.put("uptime", BigDecimal.valueOf(header.uptimeMicros, 6).toPlainString() + " s");
    }
  }

  private static String detail(byte[] line, int bodyStart, List<String> continuation) {
    Detail detail = new Detail();
    detail.begin(line, bodyStart, line.length);
    for (String further : continuation) {
      byte[] bytes = further.getBytes(UTF_8);
      detail.add(bytes, 0, bytes.length);
    }
    return detail.length() == 0 ? null : new String(detail.bytes(), UTF_8);
  }

  private String shape(byte[] bytes, int bodyStart, String detail) {
    String shape = masked(bytes, bodyStart);
    return detail == null ? shape : shape + ShapeTable.JOINT + masked(detail.getBytes(UTF_8), 0);
  }

  private String masked(byte[] bytes, int start) {
    mask.mask(bytes, start, bytes.length);
    return new String(mask.bytes(), 0, mask.length(), UTF_8);
  }

  private static void readValues(
      RuleSet<? extends ShapeRule> rules,
      int rule,
      byte[] bytes,
      int bodyStart,
      Map<String, String> values) {
    if (rule == RuleSet.NONE) {
      return;
    }
    for (ValueSpec value : rules.rules().get(rule).values()) {
      ValueReader reader = new ValueReader(value);
      String read =
          reader.find(bytes, bodyStart, bytes.length)
              ? new String(bytes, reader.start(), reader.end() - reader.start(), UTF_8)
              : "(not in this line)";
      values.put(value.name(), read);
    }
  }

  /** Compiles the formats of a catalogue. */
  public static FormatSet compile(List<FormatSpec> specs) {
    return new FormatSet(specs.stream().map(LogFormat::compile).toList());
  }
}
