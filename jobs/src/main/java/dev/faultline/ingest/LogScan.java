package dev.faultline.ingest;

import dev.faultline.catalog.Catalog;
import dev.faultline.ingest.CubeRows.Budget;
import dev.faultline.ingest.LogSource.Mode;
import dev.faultline.udf.format.TimeSpan;
import dev.faultline.udf.rule.Interpreter;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;

/** One scan of the inputs: lists them once and deals their splits out to tasks. */
final class LogScan implements Scan, Batch {

  private static final long DEFAULT_SPLIT_BYTES = 64L << 20;
  private static final long OPEN_COST_BYTES = 1L << 20;

  private final List<String> paths;
  private final Mode mode;
  private final ReadOptions read;
  private final long splitBytes;
  private final int partitions;

  LogScan(CaseInsensitiveStringMap options) {
    paths = LogSource.paths(options);
    mode = Mode.of(options.getOrDefault("mode", "lines"));
    String date = options.get("date");
    Catalog catalog = Catalog.load(options.get("conf_dir"), driverConfiguration());
    read =
        new ReadOptions(
            options.getInt("max_line_bytes", LineCursor.DEFAULT_MAX_LINE_BYTES),
            UnpackLimit.ofRatio(options.getInt("max_unpack_ratio", LogSource.DEFAULT_UNPACK_RATIO)),
            catalog.formats(),
            catalog.mask(),
            catalog.knowledge(),
            catalog.sources(),
            ZoneId.of(options.getOrDefault("timezone", "UTC")),
            date == null ? null : LocalDate.parse(date),
            new TimeSpan(
                options.getLong("from_micros", TimeSpan.ALL.fromMicros()),
                options.getLong("to_micros", TimeSpan.ALL.toMicros())),
            Redactions.inForce(catalog, options.getOrDefault("redact", "")),
            Redactions.key());
    long asked = options.getLong("split_bytes", 0);
    splitBytes = asked == 0 ? DEFAULT_SPLIT_BYTES : asked;
    partitions = options.getInt("partitions", 0);
  }

  @Override
  public StructType readSchema() {
    return LogRows.SCHEMA;
  }

  @Override
  public String description() {
    return "faultline " + mode + " of " + paths;
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    InputListing listing = InputListing.of(paths, driverConfiguration());
    List<InputFile> files = listing.files();
    int wanted = partitions > 0 ? partitions : defaultPartitions(files);
    List<InputPartition> tasks = new ArrayList<>();
    for (List<InputSplit> splits : Splits.plan(files, splitBytes, wanted, OPEN_COST_BYTES)) {
      tasks.add(new LogPartition(splits));
    }
    if (!listing.skipped().isEmpty() || !listing.problems().isEmpty()) {
      tasks.add(new NotesPartition(listing.skipped(), listing.problems()));
    }
    return tasks.toArray(InputPartition[]::new);
  }

  /** Enough for every core, and small enough that a lost one is soon read again. */
  private int defaultPartitions(List<InputFile> files) {
    long bytes = files.stream().mapToLong(InputFile::lengthBytes).sum();
    long bySize = bytes / splitBytes + 1;
    int cores = SparkContext.getOrCreate().defaultParallelism();
    return (int) Math.min(Integer.MAX_VALUE, Math.max(bySize, cores));
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(SparkContext.getOrCreate());
    SerializableConfiguration conf = new SerializableConfiguration(driverConfiguration());
    return new Factory(mode, context.broadcast(new Shared(read, conf)));
  }

  private static Configuration driverConfiguration() {
    return SparkContext.getOrCreate().hadoopConfiguration();
  }

  record LogPartition(List<InputSplit> splits) implements InputPartition {}

  /** What the driver found out while it listed, so that it reaches the ledger as rows too. */
  record NotesPartition(List<String> skipped, List<String> problems) implements InputPartition {

    Iterator<InternalRow> rows() {
      return Stream.concat(
              skipped.stream().map(path -> LogRows.note("skipped", path)),
              problems.stream().map(text -> LogRows.note("problem", text)))
          .iterator();
    }
  }

  /**
   * What all tasks need. It is sent to an executor once: with the plan it would travel with each
   * task, also those of later stages whose rows come from this scan.
   */
  private static final class Shared implements Serializable {

    private static final long serialVersionUID = 1;

    private final ReadOptions read;
    private final SerializableConfiguration conf;
    private transient Interpreter interpreter;

    Shared(ReadOptions read, SerializableConfiguration conf) {
      this.read = read;
      this.conf = conf;
    }

    /** The same for all tasks of an executor, as one learns from another. */
    synchronized Interpreter interpreter() {
      if (interpreter == null) {
        interpreter = new Interpreter(read.knowledge());
      }
      return interpreter;
    }
  }

  private record Factory(Mode mode, Broadcast<Shared> shared) implements PartitionReaderFactory {

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      if (partition instanceof NotesPartition notes) {
        return new RowsReader(notes.rows());
      }
      ReadOptions read = shared.value().read;
      Configuration conf = shared.value().conf.value();
      SplitRows rows =
          switch (mode) {
            case LINES -> new LineRows(read, conf);
            case RECORDS -> new RecordRows(read, conf);
            case NUMBERED -> new NumberedRows(read, shared.value().interpreter(), conf);
            case CUBE -> new CubeRows(read, shared.value().interpreter(), conf, Budget.DEFAULT);
          };
      return new LogReader(((LogPartition) partition).splits(), rows);
    }
  }

  /** Hands out rows that are already there. */
  private static final class RowsReader implements PartitionReader<InternalRow> {

    private final Iterator<InternalRow> rows;
    private InternalRow row;

    RowsReader(Iterator<InternalRow> rows) {
      this.rows = rows;
    }

    @Override
    public boolean next() {
      boolean more = rows.hasNext();
      row = more ? rows.next() : null;
      return more;
    }

    @Override
    public InternalRow get() {
      return row;
    }

    @Override
    public void close() {}
  }
}
