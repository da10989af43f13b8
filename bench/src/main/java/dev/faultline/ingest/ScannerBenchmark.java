package dev.faultline.ingest;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many bytes one core scans in a second, without Spark's part: from the file to the rows that
 * leave a task, once the JVM has compiled it. {@code bench/scanner.sh} runs it.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 3, time = 4)
@State(Scope.Benchmark)
public class ScannerBenchmark {

  private static final int SPLIT = LogRows.SCHEMA.fieldIndex("split");
  private static final StructType ACCOUNT =
      (StructType) LogRows.SCHEMA.apply("split").dataType();
  private static final int READ_BYTES = ACCOUNT.fieldIndex("read_bytes");

  /** Files of a simulated night, by what they hold. */
  private static final Map<String, String> FILES =
      Map.of(
          "kernel", "*/gpu-node-*/kern.log*",
          "syslog", "*/gpu-node-*/syslog*",
          "journal", "*/gpu-node-*/journal.json*",
          "training", "*/training/*",
          "api", "*/api/*");

  /** What was read, in megabytes of text: JMH divides it by the time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Read {
    public double megabytes;
  }

  /** Mode of the data source: counts of shapes, a row per record, or a row per line. */
  @Param({"cube", "records", "lines"})
  public String mode;

  @Param({"kernel", "syslog", "journal", "training", "api"})
  public String logs;

  private SparkSession session;
  private InputPartition[] tasks;
  private PartitionReaderFactory readers;

  /** Lists the files; a session must be there, and has nothing to do. */
  @Setup(Level.Trial)
  public void plan() {
    session =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false").getOrCreate();
    String folder = System.getProperty("faultline.corpus");
    LogScan scan =
        new LogScan(
            new CaseInsensitiveStringMap(
                Map.of("path", folder + "/" + FILES.get(logs), "mode", mode)));
    tasks = scan.planInputPartitions();
    readers = scan.createReaderFactory();
  }

  @TearDown(Level.Trial)
  public void stop() {
    session.stop();
  }

  /** Reads all files of a kind, one task after the other. */
  @Benchmark
  public long scan(Read read) throws IOException {
    long rows = 0;
    for (InputPartition task : tasks) {
      try (PartitionReader<InternalRow> reader = readers.createReader(task)) {
        while (reader.next()) {
          rows++;
          InternalRow row = reader.get();
          if (!row.isNullAt(SPLIT)) {
            read.megabytes += row.getStruct(SPLIT, ACCOUNT.size()).getLong(READ_BYTES) / 1e6;
          }
        }
      }
    }
    return rows;
  }
}
