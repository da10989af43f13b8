package dev.faultline.ingest;

import dev.faultline.udf.cube.EventBatch;
import dev.faultline.udf.cube.EventTable;
import dev.faultline.udf.cube.ShapeCube;
import dev.faultline.udf.cube.ShapeTable;
import dev.faultline.udf.cube.StreamTable;
import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.LogFormat;
import dev.faultline.udf.format.Severity;
import dev.faultline.udf.rule.Interpreter;
import dev.faultline.udf.rule.Meaning;
import dev.faultline.udf.rule.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Counts the records of all splits of a task in place: cells, their shapes and streams, and the few
 * records whose numbers matter leave it, and no row per record is made. What was gathered leaves
 * early if it grows beyond a budget, so that memory stays bounded whatever the lines are; whoever
 * adds up the cells of several tasks adds up these as well.
 */
final class CubeRows implements SplitRows {

  private static final int MOST_SHAPES = 100_000;
  private static final int MOST_CELLS = 300_000;
  private static final int MOST_EVENTS = 1_000_000;

  private static final byte[] UNPARSED = LogRows.UNPARSED.getBytes();

  private final ReadOptions options;
  private final Configuration conf;
  private final FormatSet formats;
  private final List<byte[]> formatIds;
  private final Interpreter interpreter;
  private final ShapeTable shapes;
  private final StreamTable streams = new StreamTable();
  private final ShapeCube cube = new ShapeCube();
  private final EventTable signalEvents;
  private final EventTable causeEvents;

  /** Path of each file that was opened, by its number. */
  private final Map<Integer, String> paths = new HashMap<>();

  private RecordCursor cursor;
  private boolean isFinished;
  private Iterator<InternalRow> gathered = Stream.<InternalRow>empty().iterator();

  /**
   * Prepares for the splits of a task.
   *
   * @param interpreter of what the options know
   */
  CubeRows(ReadOptions options, Interpreter interpreter, Configuration conf) {
    this.options = options;
    this.conf = conf;
    formats = new FormatSet(options.formats().stream().map(LogFormat::compile).toList());
    formatIds =
        formats.formats().stream()
            .map(format -> format.spec().id().getBytes(StandardCharsets.UTF_8))
            .toList();
    this.interpreter = interpreter;
    shapes = new ShapeTable(options.mask(), interpreter);
    signalEvents = new EventTable(interpreter.signals().rules());
    causeEvents = new EventTable(interpreter.causes().rules());
  }

  @Override
  public void open(InputSplit split) {
    cursor = new RecordCursor(split, formats, options, conf);
    paths.put(split.file().fileId(), split.file().path());
    streams.open(split.file().fileId(), split.file().path());
    isFinished = false;
  }

  @Override
  public InternalRow next() {
    if (gathered.hasNext()) {
      return gathered.next();
    }
    while (cursor.next()) {
      add(cursor.record());
      if (isOverBudget()) {
        gathered = gather();
        return gathered.next();
      }
    }
    if (isFinished) {
      return null;
    }
    isFinished = true;
    return LogRows.split(cursor.split(), cursor.account(), cursor.compression());
  }

  private void add(RawRecord record) {
    if (!options.times().contains(record.timeMicros)) {
      cursor.account().countOutside();
      return;
    }
    boolean parsed = record.format >= 0;
    byte[] formatId = parsed ? formatIds.get(record.format) : UNPARSED;
    int stream = streams.number(formatId, record.line, parsed ? record.header : null);
    int fileId = cursor.split().file().fileId();
    int number =
        shapes.number(
            record.line,
            record.bodyStart,
            record.length,
            record.detail(),
            record.detailLength(),
            fileId,
            record.offset);
    cube.add(number, stream, record.severityNumber(), record.timeMicros, record.offset);
    Meaning meaning = shapes.get(number).meaning();
    keep(signalEvents, meaning.signal(), number, stream, record);
    keep(causeEvents, meaning.cause(), number, stream, record);
  }

  private static void keep(EventTable events, int rule, int shape, int stream, RawRecord record) {
    if (rule != RuleSet.NONE) {
      events.add(
          rule,
          shape,
          stream,
          record.severityNumber(),
          record.line,
          record.bodyStart,
          record.length,
          record.timeMicros,
          record.offset);
    }
  }

  private boolean isOverBudget() {
    return shapes.size() >= MOST_SHAPES
        || cube.size() >= MOST_CELLS
        || signalEvents.size() + causeEvents.size() >= MOST_EVENTS;
  }

  /** Gives out what was gathered; the tables are empty when the last row is out. */
  private Iterator<InternalRow> gather() {
    ShapeCube brief = brief();
    long[] counts = new long[shapes.size()];
    for (int cell = 0; cell < cube.size(); cell++) {
      counts[cube.shape(cell)] += cube.count(cell);
    }
    Stream<InternalRow> rows =
        Stream.of(
                IntStream.range(0, shapes.size()).mapToObj(i -> shape(i, counts[i])),
                IntStream.range(0, streams.size()).mapToObj(i -> LogRows.stream(streams.get(i))),
                IntStream.range(0, cube.size()).mapToObj(i -> cell("cell", cube, i)),
                IntStream.range(0, brief.size()).mapToObj(i -> cell("brief", brief, i)),
                signalEvents.batches().stream()
                    .map(e -> events("signal", interpreter.signals(), e)),
                causeEvents.batches().stream().map(e -> events("cause", interpreter.causes(), e)))
            .flatMap(part -> part);
    Iterator<InternalRow> all = rows.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        boolean more = all.hasNext();
        if (!more) {
          clear();
        }
        return more;
      }

      @Override
      public InternalRow next() {
        return all.next();
      }
    };
  }

  /** The cells that reports ask: in them ordinary shapes, which are most, are one. */
  private ShapeCube brief() {
    ShapeCube brief = new ShapeCube();
    int ordinary = shapes.size();
    for (int cell = 0; cell < cube.size(); cell++) {
      int shape = cube.shape(cell);
      boolean isTelling =
          cube.severity(cell) >= Severity.FIRST_ERROR || shapes.get(shape).meaning().isKnown();
      brief.add(isTelling ? shape : ordinary, cube, cell);
    }
    return brief;
  }

  private void clear() {
    shapes.clear();
    streams.clear();
    cube.clear();
    signalEvents.clear();
    causeEvents.clear();
  }

  private InternalRow shape(int number, long count) {
    ShapeTable.Shape shape = shapes.get(number);
    return LogRows.shape(
        shape,
        count,
        paths.get(shape.fileId()),
        id(interpreter.signals(), shape.meaning().signal()),
        id(interpreter.causes(), shape.meaning().cause()));
  }

  private static String id(RuleSet<?> rules, int index) {
    return index == RuleSet.NONE ? null : rules.rules().get(index).id();
  }

  private InternalRow cell(String column, ShapeCube cells, int cell) {
    int shape = cells.shape(cell);
    Long hash = shape < shapes.size() ? shapes.get(shape).hash() : null;
    return LogRows.cell(column, hash, streams.get(cells.stream(cell)).id(), cells, cell);
  }

  private InternalRow events(String kind, RuleSet<?> rules, EventBatch batch) {
    return LogRows.events(
        kind,
        rules.rules().get(batch.rule()).id(),
        streams.get(batch.stream()).id(),
        shapes.get(batch.shape()).hash(),
        batch);
  }

  @Override
  public void close() {
    cursor.close();
  }

  @Override
  public InternalRow rest() {
    if (!gathered.hasNext() && cube.size() > 0) {
      gathered = gather();
    }
    return gathered.hasNext() ? gathered.next() : null;
  }
}
