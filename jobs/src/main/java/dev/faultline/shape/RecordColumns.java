package dev.faultline.shape;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.faultline.udf.cube.ShapeTable;
import dev.faultline.udf.format.LogFormat;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reads records in Spark SQL: what their headers say, their times and their shapes. The expressions
 * are those that RAPIDS places on a GPU, and mean what the byte scanner means.
 */
public final class RecordColumns {

  private static final double MICROS = 1e6;

  private RecordColumns() {}

  /**
   * Reads records.
   *
   * @param raw records as the reader delivers them: {@code file_id} INT, {@code log_file_path},
   *     {@code offset} BIGINT, {@code format_id}, {@code text} (the line, without line feed),
   *     {@code detail} (last line of a stack trace, or NULL), {@code reference_date} DATE (day near
   *     which a time without a year lies, or NULL), {@code boot_time} and {@code wrapper_time}
   *     BIGINT (microseconds since 1970 UTC, or NULL)
   * @return {@code file_id}, {@code log_file_path}, {@code offset}, {@code format_id}, {@code
   *     text}, {@code time_micros} (BIGINT, microseconds since 1970 UTC), {@code severity_number}
   *     (INT, 0 if unknown), {@code host_name}, {@code service_name}, {@code process_pid}, {@code
   *     rank} (INT), {@code component}, {@code uptime_seconds} (DOUBLE), {@code body}, {@code
   *     shape}, {@code shape_hash} and {@code stream_id} (BIGINT); NULL where a line says nothing.
   *     A U+0001 in a header or body is given as U+001A.
   */
  public static Dataset<Row> of(Dataset<Row> raw, CubeSpec spec) {
    List<LogFormat> formats = spec.formats().stream().map(LogFormat::compile).toList();
    Dataset<Row> headers = HeaderColumns.of(raw, formats);
    Dataset<Row> fields =
        TimeColumns.of(headers, spec)
            .withColumn("severity_number", SeverityColumn.of(formats))
            .withColumn("host_name", slice("host"))
            .withColumn("service_name", slice("service"))
            .withColumn("process_pid", slice("pid"))
            .withColumn("rank_text", slice("rank"))
            .withColumn("rank", rank())
            .withColumn("component", slice("component"))
            .withColumn("uptime_seconds", col(TimeColumns.UPTIME).cast("double").divide(MICROS))
            .withColumn("stream_id", xxhash64(stream()))
            .withColumn("body", HeaderColumns.field(HeaderColumns.BODY))
            .drop(HeaderColumns.names());
    return withShape(fields, spec)
        .withColumn("shape_hash", xxhash64(col("shape")))
        .select(
            "file_id",
            "log_file_path",
            "offset",
            "format_id",
            "text",
            TimeColumns.TIME,
            "severity_number",
            "host_name",
            "service_name",
            "process_pid",
            "rank",
            "component",
            "uptime_seconds",
            "body",
            "shape",
            "shape_hash",
            "stream_id");
  }

  private static Column slice(String name) {
    Column text = HeaderColumns.field(name);
    return when(text.notEqual("").and(text.notEqual("-")), text);
  }

  /** A cast alone would also take signs, spaces and fractions. */
  private static Column rank() {
    Column text = col("rank_text");
    return when(translate(text, "0123456789", "").equalTo(""), text.cast("int"));
  }

  private static Column stream() {
    return concat_ws(
        HeaderColumns.SEPARATOR,
        col("log_file_path"),
        col("format_id"),
        coalesce(col("host_name"), lit("")),
        coalesce(col("service_name"), lit("")),
        coalesce(col("rank_text"), lit("")));
  }

  private static Dataset<Row> withShape(Dataset<Row> fields, CubeSpec spec) {
    Dataset<Row> masked = MaskColumns.of(fields, spec.mask(), "body", "body_shape");
    Column detail = coalesce(concat(lit(ShapeTable.JOINT), col("detail_shape")), lit(""));
    return MaskColumns.of(masked, spec.mask(), "detail", "detail_shape")
        .withColumn("shape", concat(col("body_shape"), detail));
  }
}
