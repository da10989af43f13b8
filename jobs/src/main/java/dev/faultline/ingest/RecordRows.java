package dev.faultline.ingest;

import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.LogFormat;
import dev.faultline.udf.redact.Redactor;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** A row per record, and the account of each split. */
final class RecordRows implements SplitRows {

  private final ReadOptions options;
  private final Configuration conf;
  private final FormatSet formats;
  private final Redactor redactor;
  private final FaultLines faults;
  private final List<UTF8String> formatIds;
  private RecordCursor cursor;
  private UTF8String path;
  private boolean isFinished;

  RecordRows(ReadOptions options, Configuration conf) {
    this.options = options;
    this.conf = conf;
    formats = new FormatSet(options.formats().stream().map(LogFormat::compile).toList());
    redactor = options.redactor();
    faults = options.faults();
    formatIds = formats.formats().stream().map(f -> UTF8String.fromString(f.spec().id())).toList();
  }

  @Override
  public void open(InputSplit split) {
    cursor = new RecordCursor(split, formats, redactor, faults, options, conf);
    path = UTF8String.fromString(split.file().path());
    isFinished = false;
  }

  @Override
  public InternalRow next() {
    if (cursor.next()) {
      int format = cursor.record().format;
      // The row comes all the same: whoever reads it decides by the time that it finds itself.
      if (!options.times().contains(cursor.record().timeMicros)) {
        cursor.account().countOutside();
      }
      UTF8String formatId = format < 0 ? LogRows.UNPARSED : formatIds.get(format);
      return LogRows.record(cursor, path, formatId);
    }
    if (isFinished) {
      return null;
    }
    isFinished = true;
    return LogRows.split(cursor.split(), cursor.account(), cursor.compression());
  }

  @Override
  public void close() {
    cursor.close();
  }
}
