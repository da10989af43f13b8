package dev.faultline.report;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import dev.faultline.LocalSpark;
import dev.faultline.catalog.Catalog;
import dev.faultline.fleet.Fleet;
import dev.faultline.night.IncidentRows;
import dev.faultline.night.LocalRows;
import dev.faultline.template.TemplateChanges;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The views that the report's queries may use, made from a few rows in memory: every view exists,
 * and is empty until a test puts something in. They are in a session of their own, so that tests do
 * not see each other's.
 */
final class ReportViews {

  private static final DataType TEXTS = DataTypes.createArrayType(StringType);
  private static final int SAMPLE_BYTES = 100;
  private static final int ERROR_NUMBER = 17;

  private static final StructType CELLS =
      new StructType()
          .add("stream_id", LongType)
          .add("log_file_path", StringType)
          .add("host_name", StringType)
          .add("service_name", StringType)
          .add("rank", IntegerType)
          .add("format_id", StringType)
          .add("shape_hash", LongType)
          .add("shape", StringType)
          .add("severity_number", IntegerType)
          .add("level", StringType)
          .add("is_error", BooleanType)
          .add("severity_source", StringType)
          .add("cause", StringType)
          .add("signal", StringType)
          .add("code", StringType)
          .add("category", StringType)
          .add("severity", StringType)
          .add("matched", TEXTS)
          .add("bucket_time", TimestampType)
          .add("count", LongType)
          .add("first_time", TimestampType)
          .add("last_time", TimestampType)
          .add("offset", LongType)
          .add("sample", StringType)
          .add("sample_path", StringType)
          .add("sample_offset", LongType)
          .add("event_count", LongType);

  private static final StructType EVENT_PLACE =
      new StructType()
          .add("event_name", StringType)
          .add("kind", StringType)
          .add("timestamp", TimestampType)
          .add("log_file_path", StringType)
          .add("host_name", StringType)
          .add("service_name", StringType)
          .add("rank", IntegerType)
          .add("offset", LongType)
          .add("shape_hash", LongType)
          .add("shape", StringType)
          .add("severity_number", IntegerType)
          .add("level", StringType)
          .add("code", StringType);

  private static final StructType CHANGES =
      new StructType()
          .add("message", StringType)
          .add("status", StringType)
          .add("previous_count", LongType);

  /** The signals with values that the shipped sections use, and what their views add to events. */
  private static final Map<String, StructType> SIGNALS =
      Map.of(
          "request",
          new StructType()
              .add("method", StringType)
              .add("path", StringType)
              .add("used", DoubleType)
              .add("allowed", DoubleType),
          "access",
          new StructType().add("method", StringType).add("path", StringType),
          "rate_limit",
          new StructType().add("used", DoubleType).add("allowed", DoubleType),
          "response",
          new StructType().add("duration_ms", DoubleType),
          "duration",
          new StructType().add("duration_ms", DoubleType),
          "nccl_watchdog",
          new StructType()
              .add("process_group", StringType)
              .add("rank_number", DoubleType)
              .add("last_enqueued", DoubleType)
              .add("last_completed", DoubleType),
          "epoch",
          new StructType()
              .add("epoch", DoubleType)
              .add("epochs", DoubleType)
              .add("loss", DoubleType)
              .add("accuracy", DoubleType)
              .add("val_loss", DoubleType)
              .add("val_accuracy", DoubleType));

  /** The signals of which sections ask for copies; they are empty. */
  private static final Map<String, List<String>> COPIED =
      Map.of(
          "message_repeated", List.of("repeats"),
          "messages_suppressed", List.of("callbacks", "output_lines", "messages", "unit"),
          "messages_lost", List.of("lost", "lost_of_pid", "dropped", "not_read", "not_forwarded"),
          "audit_lost", List.of("lost"));

  private static final Map<String, Integer> SEVERITY_NUMBERS =
      Map.of("TRACE", 1, "DEBUG", 5, "INFO", 9, "WARN", 13, "ERROR", 17, "FATAL", 21);

  private final SparkSession session = LocalSpark.session().newSession();
  private final List<Row> cells = new ArrayList<>();
  private final List<Row> events = new ArrayList<>();
  private final Map<String, List<Row>> valued = new LinkedHashMap<>();
  private final List<Row> files = new ArrayList<>();
  private final List<Row> categories = new ArrayList<>();
  private final List<Row> causes = new ArrayList<>();
  private final List<Row> changes = new ArrayList<>();
  private String comparedWith;

  ReportViews() {
    session.conf().set("spark.sql.session.timeZone", "UTC");
    session.conf().set("spark.sql.ansi.enabled", false);
    session.conf().set("spark.sql.shuffle.partitions", 2);
    SIGNALS.keySet().forEach(name -> valued.put(name, new ArrayList<>()));
  }

  /** One cell in the making; what is not said is unknown. */
  static final class Cell {
    private final String path;
    private final String message;
    private final String level;
    private long count = 1;
    private Long events;
    private String host;
    private String time;
    private String lastTime;
    private String cause;
    private String signal;
    private String code;
    private String samplePath;
    private String category;
    private String severity;
    private List<String> matched = List.of();
    private String format = "seed";

    /** A record of a file; level may be null, and the message is its shape and its sample. */
    Cell(String path, String level, String message) {
      this.path = path;
      this.level = level;
      this.message = message;
    }

    Cell count(long value) {
      count = value;
      return this;
    }

    /** How many of the records are no copies; all unless said. */
    Cell events(long value) {
      events = value;
      return this;
    }

    Cell host(String value) {
      host = value;
      return this;
    }

    /** ISO 8601 in UTC. */
    Cell at(String value) {
      time = value;
      return this;
    }

    /** Lets the last of the records be later than the first. */
    Cell until(String value) {
      lastTime = value;
      return this;
    }

    /** Lets the first line of its shape be in another file. */
    Cell sampledIn(String value) {
      samplePath = value;
      return this;
    }

    /** Makes it a fault. */
    Cell cause(String id, String faultCode) {
      cause = id;
      code = faultCode;
      return this;
    }

    private Cell signal(String id, String signalCode) {
      signal = id;
      code = signalCode;
      return this;
    }

    /** Makes it an error of a category, which it also matches. */
    Cell error(String primary, String badness) {
      category = primary;
      severity = badness;
      matched = List.of(primary);
      return this;
    }

    Cell matched(String... ids) {
      matched = List.of(ids);
      return this;
    }

    Cell format(String id) {
      format = id;
      return this;
    }

    private Row row() {
      int number = level == null ? 0 : SEVERITY_NUMBERS.get(level);
      Timestamp first = timestamp(time);
      Timestamp bucket =
          time == null
              ? null
              : Timestamp.from(
                  Instant.ofEpochSecond(Instant.parse(time).getEpochSecond() / 900 * 900));
      boolean error = number >= ERROR_NUMBER || cause != null;
      String source = cause != null ? "cause" : level != null ? "line" : null;
      return RowFactory.create(
          (long) path.hashCode(),
          path,
          host,
          null,
          null,
          format,
          (long) message.hashCode(),
          message,
          number,
          level,
          error,
          source,
          cause,
          signal,
          code,
          error ? category : null,
          error ? severity : null,
          matched,
          bucket,
          count,
          first,
          lastTime == null ? first : timestamp(lastTime),
          (long) SAMPLE_BYTES,
          message,
          samplePath == null ? path : samplePath,
          (long) SAMPLE_BYTES,
          events == null ? count : events);
    }
  }

  ReportViews add(Cell cell) {
    cells.add(cell.row());
    return this;
  }

  /**
   * Adds a line of a signal: an event and a cell of level INFO.
   *
   * @param values in the order of the columns that its view adds; none for a signal without values
   */
  ReportViews event(
      String name, String path, long offset, String time, String code, Object... values) {
    List<Object> cellsOfEvent = new ArrayList<>();
    cellsOfEvent.addAll(List.of(name, "signal"));
    cellsOfEvent.add(timestamp(time));
    cellsOfEvent.add(path);
    for (int i = 0; i < 3; i++) {
      cellsOfEvent.add(null);
    }
    cellsOfEvent.add(offset);
    cellsOfEvent.add((long) name.hashCode());
    cellsOfEvent.add(name);
    cellsOfEvent.add(SEVERITY_NUMBERS.get("INFO"));
    cellsOfEvent.add("INFO");
    cellsOfEvent.add(code);
    events.add(RowFactory.create(cellsOfEvent.toArray()));
    List<Object> withValues = new ArrayList<>(cellsOfEvent);
    withValues.add(1L);
    withValues.addAll(Arrays.asList(values));
    if (values.length > 0) {
      // Values at the end that are not given are unknown.
      int columns = SIGNALS.get(name).size();
      withValues.addAll(Collections.nCopies(columns - values.length, null));
      valued.get(name).add(RowFactory.create(withValues.toArray()));
    }
    add(new Cell(path, "INFO", name).at(time).signal(name, code));
    return this;
  }

  ReportViews file(String path, long lines, String... problems) {
    files.add(
        RowFactory.create(
            path,
            "",
            10 * lines,
            10 * lines,
            lines,
            0L,
            lines,
            0L,
            0L,
            0L,
            0L,
            0L,
            0L,
            List.of(problems)));
    return this;
  }

  ReportViews category(String id, int priority, String recommendation, String action) {
    return category(id, priority, List.of(recommendation), action);
  }

  ReportViews category(String id, int priority, List<String> recommendations, String action) {
    categories.add(
        RowFactory.create(id, "Errors of " + id, priority, recommendations, List.of(action)));
    return this;
  }

  ReportViews cause(String id, String title, String category, String severity, String action) {
    causes.add(
        RowFactory.create(
            id, title, category, severity, null, 0, false, "It has happened.", action));
    return this;
  }

  /** A cause whose codes are Xids; what it says is that of its code. */
  ReportViews xid(String id) {
    causes.add(
        RowFactory.create(id, "Xid", "gpu", null, "xid", 0, false, "It has happened.", "Look."));
    return this;
  }

  /** Says what became of the template of a message; each message has one of its own. */
  ReportViews template(String day, String message, String status, long previousCount) {
    comparedWith = day;
    changes.add(RowFactory.create(message, status, previousCount));
    return this;
  }

  /** Asks the views, once they are made. */
  Dataset<Row> query(String sql) {
    return session.sql(sql);
  }

  /** Makes the views of what was added. */
  ReportViews create() {
    view("cells_by_time", cells, CELLS);
    session.table("cells_by_time").drop("bucket_time").createOrReplaceTempView("cells");
    view("events", events, EVENT_PLACE);
    view("files", files, LocalRows.FILES);
    view("redactions", List.of(), LocalRows.REDACTIONS);
    view("jobs", List.of(), Fleet.JOBS);
    view("job_hosts", List.of(), Fleet.JOB_HOSTS);
    view("inventory", List.of(), Fleet.INVENTORY);
    view("categories", categories, LocalRows.CATEGORIES);
    view("causes", causes, LocalRows.CAUSES);
    LocalRows codes = LocalRows.codes(Catalog.bundled().codes());
    view("codes", codes.rows(), codes.schema());
    IncidentRows.of(Catalog.bundled())
        .forEach((name, rows) -> view(name, rows.rows(), rows.schema()));
    query(
            "SELECT cause, code, log_file_path, host_name, rank, shape_hash, shape,"
                + " CAST(NULL AS STRING) AS pci_address, CAST(NULL AS INT) AS gpu_index,"
                + " CAST(NULL AS STRING) AS device, CAST(first_time AS BIGINT) AS second,"
                + " first_time, last_time, count, offset FROM cells_by_time"
                + " WHERE cause IS NOT NULL")
        .createOrReplaceTempView("causal_events");
    LocalRows registers = LocalRows.registers(Catalog.bundled().codes());
    view("registers", registers.rows(), registers.schema());
    view("changes", changes, CHANGES);
    query(
            "SELECT shape AS template_id, level, is_error, bucket_time, count, first_time, last_time"
                + " FROM cells_by_time")
        .createOrReplaceTempView("template_counts");
    query(
            "SELECT COALESCE(c.shape, d.message) AS template_id,"
                + " COALESCE(c.shape, d.message) AS template, d.status,"
                + " IF(c.shape IS NULL, 0L, 1L) AS shapes, c.sample, c.sample_path,"
                + " c.sample_offset, d.previous_count,"
                + " CAST(NULL AS TIMESTAMP) AS previous_first_time,"
                + " CAST(NULL AS TIMESTAMP) AS previous_last_time"
                + " FROM (SELECT shape, MIN(sample) AS sample, MIN(sample_path) AS sample_path,"
                + " MIN(sample_offset) AS sample_offset FROM cells GROUP BY shape) c"
                + " FULL JOIN changes d ON d.message = c.shape")
        .createOrReplaceTempView("templates");
    view(
        "template_comparison",
        Collections.singletonList(RowFactory.create(comparedWith, null)),
        TemplateChanges.COMPARISON);
    SIGNALS.forEach(
        (name, values) -> {
          StructType schema = EVENT_PLACE.add("count", LongType);
          for (var field : values.fields()) {
            schema = schema.add(field);
          }
          view(name + "_values", valued.get(name), schema);
          // Each of these values is of one record.
          session.table(name + "_values").drop("count").createOrReplaceTempView(name + "_events");
        });
    COPIED.forEach(
        (name, values) -> {
          StructType schema = EVENT_PLACE.add("is_copy", BooleanType);
          for (String value : values) {
            schema = schema.add(value, value.equals("unit") ? StringType : DoubleType);
          }
          view(name + "_copies", List.of(), schema);
        });
    return this;
  }

  private void view(String name, List<Row> rows, StructType schema) {
    session.createDataFrame(rows, schema).createOrReplaceTempView(name);
  }

  private static Timestamp timestamp(String time) {
    return time == null ? null : Timestamp.from(Instant.parse(time).truncatedTo(ChronoUnit.MICROS));
  }
}
