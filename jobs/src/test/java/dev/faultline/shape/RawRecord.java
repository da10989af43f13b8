package dev.faultline.shape;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A record as the reader delivers it; see {@link RecordColumns#of}. */
record RawRecord(
    int fileId,
    String path,
    long offset,
    String formatId,
    String text,
    String detail,
    LocalDate reference,
    Long bootTime,
    Long wrapperTime) {

  private static final StructType SCHEMA =
      StructType.fromDDL(
          "file_id INT, log_file_path STRING, offset BIGINT, format_id STRING, text STRING,"
              + " detail STRING, reference_date DATE, boot_time BIGINT, wrapper_time BIGINT");

  static Dataset<Row> table(SparkSession spark, List<RawRecord> records) {
    List<Row> rows = records.stream().map(RawRecord::row).toList();
    // Behind an exchange, Spark generates code for what follows instead of interpreting it here.
    return spark.createDataFrame(rows, SCHEMA).repartition(2);
  }

  private Row row() {
    Date date = reference == null ? null : Date.valueOf(reference);
    return RowFactory.create(
        fileId, path, offset, formatId, text, detail, date, bootTime, wrapperTime);
  }
}
