package dev.faultline.shape;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import dev.faultline.cause.Classify;
import dev.faultline.udf.cube.ShapeTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The shape cube in Spark SQL: the relations that the byte scanner yields, from expressions that
 * RAPIDS places on a GPU.
 *
 * <p>All relations but {@link #events()} come from {@link #wide()}; persist that before using
 * several, or the records are read and masked for each.
 */
public final class SqlCube {

  static final String SIGNAL = "signal";
  static final String CAUSE = "cause";

  private final CubeSpec spec;
  private final Dataset<Row> raw;
  private final Dataset<Row> records;
  private final Dataset<Row> wide;

  /**
   * Plans the cube; nothing is read yet.
   *
   * @param raw records as {@link RecordColumns#of} takes them
   */
  public SqlCube(Dataset<Row> raw, CubeSpec spec) {
    this.spec = spec;
    this.raw = raw;
    records = RecordColumns.of(raw, spec);
    wide = ShapeCells.of(records, spec.range());
  }

  /**
   * The records that count, with what their headers say, their times and shapes, and a column for
   * each attribute that a format reads.
   */
  public Dataset<Row> records() {
    // Spark would push the filter down to the lines, and compute a record's whole time within it
    // once for each of its parts; it pushes nothing below a column that is no function of others.
    String barrier = "row_number";
    Dataset<Row> inside =
        records
            .withColumn(barrier, monotonically_increasing_id())
            .where(ShapeCells.isInside(spec.range()).and(col(barrier).geq(0)))
            .drop(barrier);
    return AttributeColumns.of(inside, spec.formats());
  }

  /** The cells together with what their hashes stand for, and a cell of what lies outside. */
  public Dataset<Row> wide() {
    return wide;
  }

  /**
   * The cells: {@code shape_hash}, {@code stream_id}, {@code severity_number}, {@code bucket}
   * (quarters of an hour since 1970 UTC, or NULL), {@code count}, {@code first_time} and {@code
   * last_time} (microseconds since 1970 UTC, or NULL), {@code offset} (the smallest).
   */
  public Dataset<Row> cells() {
    return inside()
        .select(
            "shape_hash",
            "stream_id",
            "severity_number",
            "bucket",
            "count",
            "first_time",
            "last_time",
            "offset");
  }

  /**
   * The shapes: {@code shape_hash}, {@code shape}, {@code count} (records), {@code file_id} and
   * {@code offset} of the earliest record, {@code sample} (the first 500 characters of its line)
   * and {@code sample_path}, and what {@link Classify} says of it.
   */
  public Dataset<Row> shapes() {
    Dataset<Row> firsts =
        inside()
            .groupBy("shape_hash", "shape")
            .agg(min(struct(col("file_id"), col("offset"))).as("at"), sum("count").as("count"))
            .select("shape_hash", "shape", "count", "at.file_id", "at.offset");
    // The lines are fetched by their places: an aggregate would carry a text along for each cell.
    Dataset<Row> lines =
        raw.select(
            col("file_id"),
            col("offset"),
            substring(col("text"), 1, ShapeTable.SAMPLE_CHARACTERS).as("sample"),
            col("log_file_path").as("sample_path"));
    Dataset<Row> shapes =
        lines
            .join(broadcast(firsts), new String[] {"file_id", "offset"})
            .select("shape_hash", "shape", "count", "file_id", "offset", "sample", "sample_path");
    return Classify.classify(shapes, spec.knowledge());
  }

  /**
   * The streams: {@code stream_id}, {@code file_id}, {@code log_file_path}, {@code format_id},
   * {@code host_name}, {@code service_name}, {@code rank}.
   */
  public Dataset<Row> streams() {
    return inside()
        .select(
            "stream_id",
            "file_id",
            "log_file_path",
            "format_id",
            "host_name",
            "service_name",
            "rank")
        .distinct();
  }

  /**
   * The records whose shape is that of a signal or a cause: {@code event_name} (id of the rule),
   * {@code kind} ({@code signal} or {@code cause}), {@code stream_id}, {@code shape_hash}, {@code
   * severity_number}, {@code time_micros}, {@code offset}, {@code numbers} and {@code texts} (those
   * of the rule in its order, NULL for one that the message lacks). A record can be both.
   */
  public Dataset<Row> events() {
    Dataset<Row> meant =
        Classify.classify(inside().select("shape_hash", "shape").distinct(), spec.knowledge());
    Dataset<Row> chosen = chosen(meant, SIGNAL).union(chosen(meant, CAUSE));
    // No filter on times, which Spark would push down to the lines (see ShapeCells): a record that
    // does not count gets a hash that no shape has, but for one chance in 2^64.
    Column hash = when(ShapeCells.isInside(spec.range()), col("shape_hash")).otherwise(lit(0L));
    return records
        .withColumn("shape_hash", hash)
        .join(broadcast(chosen), "shape_hash")
        .withColumn("numbers", EventValues.numbers(spec))
        .withColumn("texts", EventValues.texts(spec))
        .select(
            "event_name",
            "kind",
            "stream_id",
            "shape_hash",
            "severity_number",
            TimeColumns.TIME,
            "offset",
            "numbers",
            "texts");
  }

  /** The events as batches, each of one record. */
  private Dataset<Row> batches() {
    return events()
        .select(
            col("kind"),
            col("event_name"),
            col("stream_id"),
            col("shape_hash"),
            col("severity_number"),
            array(TimeColumns.TIME).as("times"),
            array("offset").as("offsets"),
            array(lit(0)).as("places"),
            array(lit(1L)).as("counts"),
            array(TimeColumns.TIME).as("first_times"),
            array("offset").as("first_offsets"),
            transform(col("numbers"), number -> array(number)).as("numbers"),
            transform(col("texts"), text -> array(text)).as("texts"));
  }

  /**
   * Returns all relations; what they share is kept, so that the records are masked once for them
   * and once more for the events.
   */
  public Cube cube() {
    wide.persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> cells = cells();
    Dataset<Row> shapes = shapes();
    return new Cube(
        cells, NamedCells.brief(cells, shapes), tallies(cells), shapes, streams(), batches());
  }

  private static Dataset<Row> tallies(Dataset<Row> cells) {
    return cells
        .groupBy("shape_hash", "severity_number", "bucket")
        .agg(
            sum("count").as("count"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"));
  }

  private static Dataset<Row> chosen(Dataset<Row> meant, String kind) {
    return meant
        .where(col(kind).isNotNull())
        .select(col("shape_hash"), col(kind).as("event_name"), lit(kind).as("kind"));
  }

  /** One row with {@code outside}: how many records have no time or one outside the range. */
  public Dataset<Row> outside() {
    return wide.where(col(ShapeCells.INSIDE).equalTo(0))
        .agg(coalesce(sum("count"), lit(0L)).as("outside"));
  }

  private Dataset<Row> inside() {
    return wide.where(col(ShapeCells.INSIDE).equalTo(1));
  }
}
