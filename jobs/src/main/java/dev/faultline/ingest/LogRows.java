package dev.faultline.ingest;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import dev.faultline.udf.cube.ShapeCube;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The rows of the data source. Each has exactly one column that is not null: {@code line} (a line
 * of a file), {@code split} (the account of a part of a file), {@code note} (what the listing left
 * out, or could not read) or {@code cell} (a count of records). Accounts are rows and not Spark
 * accumulators because a retried task would count twice in those.
 */
public final class LogRows {

  /** {@code file_id} numbers the paths in byte order; offsets are in uncompressed bytes. */
  private static final StructType LINE =
      new StructType()
          .add("file_id", IntegerType, false)
          .add("offset", LongType, false)
          .add("text", StringType, false)
          .add("flags", IntegerType, false);

  private static final StructType SPLIT =
      new StructType()
          .add("file_id", IntegerType, false)
          .add("log_file_path", StringType, false)
          .add("compression", StringType, false)
          .add("length_bytes", LongType, false)
          .add("start_offset", LongType, false)
          .add("end_offset", LongType, false)
          .add("read_bytes", LongType, false)
          .add("lines", LongType, false)
          .add("records", LongType, false)
          .add("continuation_lines", LongType, false)
          .add("unparsed_lines", LongType, false)
          .add("blank_lines", LongType, false)
          .add("undecodable_lines", LongType, false)
          .add("nul_lines", LongType, false)
          .add("cut_lines", LongType, false)
          .add("problems", createArrayType(StringType, false), false);

  /** {@code kind} is {@code skipped} (then {@code text} is a path) or {@code problem}. */
  private static final StructType NOTE =
      new StructType().add("kind", StringType, false).add("text", StringType, false);

  /**
   * {@code bucket} is the quarter of an hour since 1970 UTC, null like {@code first_time} and
   * {@code last_time} (microseconds) for records without a time; {@code severity_number} is 0 if
   * unknown.
   */
  private static final StructType CELL =
      new StructType()
          .add("file_id", IntegerType, false)
          .add("format_id", StringType, false)
          .add("severity_number", IntegerType, false)
          .add("bucket", IntegerType, true)
          .add("count", LongType, false)
          .add("first_time", LongType, true)
          .add("last_time", LongType, true);

  /** The columns {@code line}, {@code split}, {@code note} and {@code cell}. */
  public static final StructType SCHEMA =
      new StructType().add("line", LINE).add("split", SPLIT).add("note", NOTE).add("cell", CELL);

  private LogRows() {}

  static InternalRow line(int fileId, LineCursor cursor) {
    // A copy: the cursor's buffer is overwritten by the next line.
    byte[] text = new byte[cursor.end() - cursor.start()];
    System.arraycopy(cursor.buffer(), cursor.start(), text, 0, text.length);
    InternalRow line = row(fileId, cursor.offset(), UTF8String.fromBytes(text), cursor.flags());
    return row(line, null, null, null);
  }

  static InternalRow split(InputSplit split, SplitAccount account, Compression compression) {
    InputFile file = split.file();
    return row(
        null,
        row(
            file.fileId(),
            UTF8String.fromString(file.path()),
            UTF8String.fromString(compression.label()),
            file.lengthBytes(),
            account.start(),
            account.end(),
            account.bytes(),
            account.lines(),
            account.records(),
            account.continuations(),
            account.unparsed(),
            account.blank(),
            account.undecodable(),
            account.nul(),
            account.cut(),
            strings(account.problems())),
        null,
        null);
  }

  static InternalRow note(String kind, String text) {
    return row(null, null, row(UTF8String.fromString(kind), UTF8String.fromString(text)), null);
  }

  static InternalRow cell(int fileId, String formatId, ShapeCube cube, int cell) {
    boolean timed = cube.bucket(cell) != ShapeCube.NO_BUCKET;
    InternalRow values =
        row(
            fileId,
            UTF8String.fromString(formatId),
            cube.severity(cell),
            timed ? cube.bucket(cell) : null,
            cube.count(cell),
            timed ? cube.first(cell) : null,
            timed ? cube.last(cell) : null);
    return row(null, null, null, values);
  }

  private static GenericArrayData strings(List<String> texts) {
    return new GenericArrayData(texts.stream().map(UTF8String::fromString).toArray());
  }

  private static InternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }
}
