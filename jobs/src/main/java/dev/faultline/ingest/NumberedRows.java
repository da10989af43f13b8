package dev.faultline.ingest;

import dev.faultline.udf.cube.ShapeTable;
import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.LogFormat;
import dev.faultline.udf.redact.Redactor;
import dev.faultline.udf.rule.Interpreter;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A row per line with the shape of its record, and the account of each split. The lines of a record
 * come with the split in which it starts.
 */
final class NumberedRows implements SplitRows {

  private static final int MOST_SHAPES = 100_000;

  private final ReadOptions options;
  private final Configuration conf;
  private final FormatSet formats;
  private final Redactor redactor;
  private final FaultLines faults;
  private final ShapeTable shapes;
  private RecordCursor cursor;
  private boolean isFinished;

  /** The lines that are on their way out, and their shape. */
  private LineRanges leaving;

  private Long shape;
  private int range;
  private long number;

  NumberedRows(ReadOptions options, Interpreter interpreter, Configuration conf) {
    this.options = options;
    this.conf = conf;
    formats = new FormatSet(options.formats().stream().map(LogFormat::compile).toList());
    redactor = options.redactor();
    faults = options.faults();
    shapes = new ShapeTable(options.mask(), interpreter);
  }

  @Override
  public void open(InputSplit split) {
    cursor = new RecordCursor(split, formats, redactor, faults, options, conf);
    isFinished = false;
    leaving = null;
  }

  @Override
  public InternalRow next() {
    while (true) {
      InternalRow row = nextLeaving();
      if (row != null) {
        return row;
      }
      boolean wasLoose = leaving == cursor.loose();
      if (wasLoose) {
        cursor.loose().clear();
      }
      leaving = null;
      if (!wasLoose && cursor.loose().size() > 0) {
        leave(cursor.loose(), null);
      } else if (cursor.next()) {
        leave(cursor.record().lines, shape(cursor.record()));
      } else if (cursor.loose().size() > 0) {
        leave(cursor.loose(), null);
      } else if (isFinished) {
        return null;
      } else {
        isFinished = true;
        return LogRows.split(cursor.split(), cursor.account(), cursor.compression());
      }
    }
  }

  private void leave(LineRanges lines, Long hash) {
    leaving = lines;
    shape = hash;
    range = 0;
    number = lines.first(0);
  }

  private InternalRow nextLeaving() {
    if (leaving == null || range == leaving.size()) {
      return null;
    }
    InternalRow row = LogRows.numbered(cursor.split(), number, shape);
    if (number < leaving.last(range)) {
      number++;
    } else {
      range++;
      number = range < leaving.size() ? leaving.first(range) : 0;
    }
    return row;
  }

  /** The hash of a record's shape, null if the record does not count. */
  private Long shape(RawRecord record) {
    if (!options.times().contains(record.timeMicros)) {
      cursor.account().countOutside();
      return null;
    }
    if (shapes.size() >= MOST_SHAPES) {
      shapes.clear();
    }
    int found =
        shapes.number(
            record.line,
            record.bodyStart,
            record.length,
            record.detail(),
            record.detailLength(),
            cursor.split().file().fileId(),
            record.offset);
    return shapes.get(found).hash();
  }

  @Override
  public void close() {
    cursor.close();
  }
}
