package dev.faultline.ingest;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import dev.faultline.udf.cube.EventBatch;
import dev.faultline.udf.cube.ShapeCube;
import dev.faultline.udf.cube.ShapeTable;
import dev.faultline.udf.cube.StreamTable;
import dev.faultline.udf.rule.Meaning;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The rows of the data source. Each has exactly one column that is not null: {@code line} (a line
 * of a file), {@code record} (a record, raw), {@code numbered} (the shape of a line), {@code split}
 * (the account of a part of a file), {@code note} (what the listing left out, or could not read),
 * {@code cells} and {@code brief} (counts of records), {@code tallies} (those over all streams),
 * {@code shape}, {@code stream} (what cells refer to) or {@code events} (the records of a cell
 * whose numbers matter). Accounts are rows and not Spark accumulators because a retried task would
 * count twice in those. Times are microseconds since 1970 UTC; offsets are in uncompressed bytes.
 */
public final class LogRows {

  /** Format of a line that no format takes. */
  static final UTF8String UNPARSED = UTF8String.fromString("unparsed");

  /** {@code file_id} numbers the paths in byte order. */
  private static final StructType LINE =
      new StructType()
          .add("file_id", IntegerType, false)
          .add("offset", LongType, false)
          .add("text", StringType, false)
          .add("flags", IntegerType, false);

  /**
   * {@code text} is the first line; {@code detail} the end of its stack trace; {@code
   * reference_date} the day near which a time without a year lies; {@code boot_time} when the
   * file's machine booted, if the file tells; {@code wrapper_time} when the line was written, where
   * not the line says it but what a container's runtime put around it, or the record before it.
   */
  private static final StructType RECORD =
      new StructType()
          .add("file_id", IntegerType, false)
          .add("log_file_path", StringType, false)
          .add("offset", LongType, false)
          .add("format_id", StringType, false)
          .add("text", StringType, false)
          .add("detail", StringType, true)
          .add("reference_date", DateType, true)
          .add("boot_time", LongType, true)
          .add("wrapper_time", LongType, true);

  /**
   * {@code number} counts the lines from the start of the split on, from 1; {@code shape_hash} is
   * that of the line's record, null for a line that belongs to none or to one that does not count.
   */
  private static final StructType NUMBERED =
      new StructType()
          .add("file_id", IntegerType, false)
          .add("start_offset", LongType, false)
          .add("number", LongType, false)
          .add("shape_hash", LongType, true);

  private static final StructType SPLIT =
      new StructType()
          .add("file_id", IntegerType, false)
          .add("log_file_path", StringType, false)
          .add("compression", StringType, false)
          .add("length_bytes", LongType, false)
          .add("modified_millis", LongType, false)
          .add("start_offset", LongType, false)
          .add("end_offset", LongType, false)
          .add("read_bytes", LongType, false)
          .add("lines", LongType, false)
          .add("overwritten_lines", LongType, false)
          .add("records", LongType, false)
          .add("continuation_lines", LongType, false)
          .add("unparsed_lines", LongType, false)
          .add("blank_lines", LongType, false)
          .add("undecodable_lines", LongType, false)
          .add("nul_lines", LongType, false)
          .add("cut_lines", LongType, false)
          .add("outside_records", LongType, false)
          .add("redactions", createMapType(StringType, LongType, false), false)
          .add("problems", createArrayType(StringType, false), false);

  /** {@code kind} is {@code skipped} (then {@code text} is a path) or {@code problem}. */
  private static final StructType NOTE =
      new StructType().add("kind", StringType, false).add("text", StringType, false);

  /**
   * Cells, of which each field has an array: {@code bucket} is the quarter of an hour since 1970
   * UTC, null like {@code first_time} and {@code last_time} for records without a time; {@code
   * severity_number} is 0 if unknown; {@code offset} is the smallest of the records. In brief cells
   * {@code shape_hash} is null for records whose shape no report asks for.
   */
  private static final StructType CELLS =
      new StructType()
          .add("shape_hash", createArrayType(LongType, true), false)
          .add("stream_id", createArrayType(LongType, false), false)
          .add("severity_number", createArrayType(IntegerType, false), false)
          .add("bucket", createArrayType(IntegerType, true), false)
          .add("count", createArrayType(LongType, false), false)
          .add("first_time", createArrayType(LongType, true), false)
          .add("last_time", createArrayType(LongType, true), false)
          .add("offset", createArrayType(LongType, false), false);

  /** As cells, with the records of all streams. */
  private static final StructType TALLIES =
      new StructType()
          .add("shape_hash", createArrayType(LongType, false), false)
          .add("severity_number", createArrayType(IntegerType, false), false)
          .add("bucket", createArrayType(IntegerType, true), false)
          .add("count", createArrayType(LongType, false), false)
          .add("first_time", createArrayType(LongType, true), false)
          .add("last_time", createArrayType(LongType, true), false);

  /**
   * {@code count} is how many records have the shape, {@code sample} the line at {@code file_id}
   * and {@code offset}, its first 500 characters. The last columns say what the shape means, see
   * {@link dev.faultline.udf.rule.Meaning}.
   */
  private static final StructType SHAPE =
      new StructType()
          .add("shape_hash", LongType, false)
          .add("shape", StringType, false)
          .add("count", LongType, false)
          .add("file_id", IntegerType, false)
          .add("offset", LongType, false)
          .add("sample", StringType, false)
          .add("sample_path", StringType, false)
          .add("signal", StringType, true)
          .add("cause", StringType, true)
          .add("code", StringType, true)
          .add("matched_any", createArrayType(StringType, false), false)
          .add("matched_error", createArrayType(StringType, false), false)
          .add("category", StringType, false)
          .add("severity", StringType, false);

  private static final StructType STREAM =
      new StructType()
          .add("stream_id", LongType, false)
          .add("file_id", IntegerType, false)
          .add("log_file_path", StringType, false)
          .add("format_id", StringType, false)
          .add("host_name", StringType, true)
          .add("service_name", StringType, true)
          .add("rank", IntegerType, true);

  /**
   * A batch of records of one shape, stream and level that a rule was chosen for, {@code kind}
   * signal or cause. {@code times}, {@code offsets} and {@code places} have an element per record,
   * all others one per different values, at its place: how many records have them, their first time
   * and offset, and a column for each number and each text that the rule reads.
   */
  private static final StructType EVENTS =
      new StructType()
          .add("kind", StringType, false)
          .add("event_name", StringType, false)
          .add("stream_id", LongType, false)
          .add("shape_hash", LongType, false)
          .add("severity_number", IntegerType, false)
          .add("times", createArrayType(LongType, true), false)
          .add("offsets", createArrayType(LongType, false), false)
          .add("places", createArrayType(IntegerType, false), false)
          .add("counts", createArrayType(LongType, false), false)
          .add("first_times", createArrayType(LongType, true), false)
          .add("first_offsets", createArrayType(LongType, false), false)
          .add("numbers", createArrayType(createArrayType(DoubleType, true), false), false)
          .add("texts", createArrayType(createArrayType(StringType, true), false), false);

  /** One column per kind of row. */
  public static final StructType SCHEMA =
      new StructType()
          .add("line", LINE)
          .add("record", RECORD)
          .add("numbered", NUMBERED)
          .add("split", SPLIT)
          .add("note", NOTE)
          .add("cells", CELLS)
          .add("brief", CELLS)
          .add("tallies", TALLIES)
          .add("shape", SHAPE)
          .add("stream", STREAM)
          .add("events", EVENTS);

  private LogRows() {}

  static InternalRow line(int fileId, LineCursor cursor) {
    // A copy: the cursor's buffer is overwritten by the next line.
    byte[] text = new byte[cursor.end() - cursor.start()];
    System.arraycopy(cursor.buffer(), cursor.start(), text, 0, text.length);
    return only("line", row(fileId, cursor.offset(), UTF8String.fromBytes(text), cursor.flags()));
  }

  static InternalRow record(RecordCursor cursor, UTF8String path, UTF8String formatId) {
    RawRecord record = cursor.record();
    byte[] detail = record.detailBytes();
    long bootTime = cursor.bootTimeMicros();
    return only(
        "record",
        row(
            cursor.split().file().fileId(),
            path,
            record.offset,
            formatId,
            UTF8String.fromBytes(record.lineBytes()),
            detail == null ? null : UTF8String.fromBytes(detail),
            (int) cursor.reference().toEpochDay(),
            bootTime == Long.MIN_VALUE ? null : bootTime,
            record.wrapperMicros == Long.MIN_VALUE ? null : record.wrapperMicros));
  }

  static InternalRow numbered(InputSplit split, long number, Long shapeHash) {
    return only("numbered", row(split.file().fileId(), split.start(), number, shapeHash));
  }

  static InternalRow split(InputSplit split, SplitAccount account, Compression compression) {
    InputFile file = split.file();
    return only(
        "split",
        row(
            file.fileId(),
            UTF8String.fromString(file.path()),
            UTF8String.fromString(compression.label()),
            file.lengthBytes(),
            file.modified().toEpochMilli(),
            account.start(),
            account.end(),
            account.bytes(),
            account.lines(),
            account.overwritten(),
            account.records(),
            account.continuations(),
            account.unparsed(),
            account.blank(),
            account.undecodable(),
            account.nul(),
            account.cut(),
            account.outside(),
            counts(account.redactions()),
            strings(account.problems().stream())));
  }

  static InternalRow note(String kind, String text) {
    return only("note", row(UTF8String.fromString(kind), UTF8String.fromString(text)));
  }

  static InternalRow shape(
      ShapeTable.Shape shape, long count, String path, String signal, String cause) {
    Meaning meaning = shape.meaning();
    return only(
        "shape",
        row(
            shape.hash(),
            UTF8String.fromString(shape.text()),
            count,
            shape.fileId(),
            shape.offset(),
            UTF8String.fromString(shape.sample()),
            UTF8String.fromString(path),
            UTF8String.fromString(signal),
            UTF8String.fromString(cause),
            UTF8String.fromString(meaning.code()),
            strings(meaning.matchedAny().stream()),
            strings(meaning.matchedError().stream()),
            UTF8String.fromString(meaning.category()),
            UTF8String.fromString(meaning.severity())));
  }

  static InternalRow stream(StreamTable.Stream stream) {
    return only(
        "stream",
        row(
            stream.id(),
            stream.fileId(),
            UTF8String.fromString(stream.path()),
            UTF8String.fromString(stream.formatId()),
            UTF8String.fromString(stream.host()),
            UTF8String.fromString(stream.service()),
            stream.rank()));
  }

  static InternalRow events(
      String kind, String name, long streamId, long shapeHash, EventBatch batch) {
    return only(
        "events",
        row(
            UTF8String.fromString(kind),
            UTF8String.fromString(name),
            streamId,
            shapeHash,
            batch.severity(),
            times(batch.times()),
            UnsafeArrayData.fromPrimitiveArray(batch.offsets()),
            UnsafeArrayData.fromPrimitiveArray(batch.places()),
            UnsafeArrayData.fromPrimitiveArray(batch.counts()),
            times(batch.firstTimes()),
            UnsafeArrayData.fromPrimitiveArray(batch.firstOffsets()),
            columns(batch.numberColumns(), column -> numbers(batch, column)),
            columns(batch.textColumns(), column -> strings(Arrays.stream(batch.texts(column))))));
  }

  private static ArrayData columns(int count, IntFunction<ArrayData> column) {
    return new GenericArrayData(IntStream.range(0, count).mapToObj(column).toArray());
  }

  private static ArrayData numbers(EventBatch batch, int column) {
    double[] numbers = batch.numbers(column);
    return batch.hasAll(column)
        ? UnsafeArrayData.fromPrimitiveArray(numbers)
        : new GenericArrayData(
            IntStream.range(0, numbers.length)
                .mapToObj(i -> batch.lacks(column, i) ? null : (Object) numbers[i])
                .toArray());
  }

  private static ArrayData times(long[] times) {
    return Arrays.stream(times).allMatch(LogRows::isTime)
        ? UnsafeArrayData.fromPrimitiveArray(times)
        : new GenericArrayData(
            Arrays.stream(times).mapToObj(time -> isTime(time) ? time : null).toArray());
  }

  private static boolean isTime(long time) {
    return time != ShapeCube.NO_TIME;
  }

  private static GenericArrayData strings(Stream<String> texts) {
    return new GenericArrayData(texts.map(UTF8String::fromString).toArray());
  }

  private static MapData counts(Map<String, Long> counts) {
    return new ArrayBasedMapData(
        strings(counts.keySet().stream()), new GenericArrayData(counts.values().toArray()));
  }

  static InternalRow only(String column, InternalRow value) {
    Object[] columns = new Object[SCHEMA.size()];
    columns[SCHEMA.fieldIndex(column)] = value;
    return row(columns);
  }

  private static InternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }
}
