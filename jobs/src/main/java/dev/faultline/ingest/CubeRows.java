package dev.faultline.ingest;

import dev.faultline.udf.cube.EventBatch;
import dev.faultline.udf.cube.EventTable;
import dev.faultline.udf.cube.ShapeCube;
import dev.faultline.udf.cube.ShapeTable;
import dev.faultline.udf.cube.StreamTable;
import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.LogFormat;
import dev.faultline.udf.format.Severity;
import dev.faultline.udf.redact.Redactor;
import dev.faultline.udf.rule.Interpreter;
import dev.faultline.udf.rule.Meaning;
import dev.faultline.udf.rule.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Counts the records of all splits of a task in place: cells, their shapes and streams, and the few
 * records whose numbers matter leave it, and no row per record is made. What was gathered leaves
 * early if it grows beyond a budget, so that memory stays bounded whatever the lines are; whoever
 * adds up the cells of several tasks adds up these as well.
 */
final class CubeRows implements SplitRows {

  /**
   * How much may be gathered.
   *
   * @param shapes different shapes
   * @param cells cells of them
   * @param events records whose numbers matter
   */
  record Budget(int shapes, int cells, int events) {
    /** About 100 MiB. */
    static final Budget DEFAULT = new Budget(100_000, 1_000_000, 1_000_000);
  }

  private static final byte[] UNPARSED = LogRows.UNPARSED.getBytes();

  private final ReadOptions options;
  private final Configuration conf;
  private final FormatSet formats;
  private final Redactor redactor;
  private final FaultLines faults;
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

  /** What was gathered and is on its way out. */
  private final Deque<Iterator<InternalRow>> leaving = new ArrayDeque<>();

  /** Empties the tables that it came from. */
  private Runnable afterLeaving = this::clear;

  private final Budget budget;

  /**
   * Prepares for the splits of a task.
   *
   * @param interpreter of what the options know
   */
  CubeRows(ReadOptions options, Interpreter interpreter, Configuration conf, Budget budget) {
    this.budget = budget;
    this.options = options;
    this.conf = conf;
    formats = new FormatSet(options.formats().stream().map(LogFormat::compile).toList());
    redactor = options.redactor();
    faults = options.faults();
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
    cursor = new RecordCursor(split, formats, redactor, faults, options, conf);
    paths.put(split.file().fileId(), split.file().path());
    streams.open(split.file().fileId(), split.file().path());
    isFinished = false;
  }

  @Override
  public InternalRow next() {
    InternalRow row = nextLeaving();
    if (row != null) {
      return row;
    }
    while (cursor.next()) {
      add(cursor.record());
      if (leaveOverBudget()) {
        return nextLeaving();
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

  /** Sends out what is too much, and returns whether there is something. */
  private boolean leaveOverBudget() {
    if (shapes.size() >= budget.shapes() || cube.size() >= budget.cells()) {
      leaveAll();
    } else if (signalEvents.size() + causeEvents.size() >= budget.events()) {
      // Cells stay: those of a long file are mostly the same ones all along.
      leaveEvents();
      afterLeaving = this::clearEvents;
    }
    return !leaving.isEmpty();
  }

  private void leaveAll() {
    long[] counts = new long[shapes.size()];
    for (int cell = 0; cell < cube.size(); cell++) {
      counts[cube.shape(cell)] += cube.count(cell);
    }
    leaving.add(rows(shapes.size(), i -> shape(i, counts[i])));
    leaving.add(rows(streams.size(), i -> LogRows.stream(streams.get(i))));
    leaving.add(new CellBlocks(shapes, streams, cube).rows("cells"));
    leaving.add(new CellBlocks(shapes, streams, brief()).rows("brief"));
    leaving.add(new CellBlocks(shapes, streams, tallies()).rows("tallies"));
    leaveEvents();
    afterLeaving = this::clear;
  }

  private void leaveEvents() {
    leaving.add(events("signal", interpreter.signals(), signalEvents));
    leaving.add(events("cause", interpreter.causes(), causeEvents));
  }

  private static Iterator<InternalRow> rows(int count, IntFunction<InternalRow> row) {
    return IntStream.range(0, count).mapToObj(row).iterator();
  }

  private Iterator<InternalRow> events(String kind, RuleSet<?> rules, EventTable events) {
    return events.batches().stream().map(batch -> events(kind, rules, batch)).iterator();
  }

  /** Returns the next row of what was gathered, or null. */
  private InternalRow nextLeaving() {
    while (!leaving.isEmpty()) {
      if (leaving.peek().hasNext()) {
        return leaving.peek().next();
      }
      leaving.remove();
      if (leaving.isEmpty()) {
        afterLeaving.run();
      }
    }
    return null;
  }

  /** The cells that reports ask: in them ordinary shapes, which are most, are one. */
  private ShapeCube brief() {
    ShapeCube brief = new ShapeCube();
    int ordinary = shapes.size();
    for (int cell = 0; cell < cube.size(); cell++) {
      int shape = cube.shape(cell);
      boolean isTelling =
          cube.severity(cell) >= Severity.FIRST_ERROR || shapes.get(shape).meaning().isKnown();
      brief.add(isTelling ? shape : ordinary, cube.stream(cell), cube, cell);
    }
    return brief;
  }

  /** What templates are counted by: which source wrote the records is left out. */
  private ShapeCube tallies() {
    ShapeCube tallies = new ShapeCube();
    for (int cell = 0; cell < cube.size(); cell++) {
      tallies.add(cube.shape(cell), 0, cube, cell);
    }
    return tallies;
  }

  private void clear() {
    shapes.clear();
    streams.clear();
    cube.clear();
    clearEvents();
  }

  private void clearEvents() {
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
    if (leaving.isEmpty() && cube.size() > 0) {
      leaveAll();
    }
    return nextLeaving();
  }
}
