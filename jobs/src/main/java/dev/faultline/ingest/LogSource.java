package dev.faultline.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The Spark data source {@code faultline}: log files on any Hadoop file system, line by line, with
 * their accounts.
 *
 * <pre>{@code spark.read().format("faultline").option("mode", "lines").load("s3a://logs/2026/")}
 * </pre>
 *
 * Options: {@code path} or {@code paths} (a JSON list), {@code mode} ({@code lines}, {@code
 * records}, {@code numbered} or {@code cube}), {@code timezone} of times that name none, {@code
 * date} near which times without a year lie, {@code from_micros} and {@code to_micros}
 * (microseconds since 1970 UTC) outside which records do not enter the cube, {@code conf_dir},
 * {@code redact} (ids of redaction rules that are not enabled, with commas between them), {@code
 * max_line_bytes}, {@code max_unpack_ratio}, {@code split_bytes}, {@code partitions}. The rows are
 * those of {@link LogRows}.
 */
public final class LogSource implements TableProvider, DataSourceRegister {

  /** Default of {@code max_unpack_ratio}, uncompressed bytes for a stored one. */
  public static final int DEFAULT_UNPACK_RATIO = 500;

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String shortName() {
    return "faultline";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return LogRows.SCHEMA;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new LogTable();
  }

  /** Returns the inputs that the options name. */
  static List<String> paths(CaseInsensitiveStringMap options) {
    List<String> paths = new ArrayList<>();
    if (options.containsKey("path")) {
      paths.add(options.get("path"));
    }
    if (options.containsKey("paths")) {
      try {
        paths.addAll(Arrays.asList(JSON.readValue(options.get("paths"), String[].class)));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(
            "The option paths must be a JSON list of strings: " + options.get("paths"), e);
      }
    }
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("Name the logs to read: load(path) or the option paths.");
    }
    return paths;
  }

  /** What the rows of a scan are. */
  public enum Mode {
    /** A row per line, and a row per split. */
    LINES,
    /** A row per record, and a row per split. */
    RECORDS,
    /** A row per line with the shape of its record, and a row per split. */
    NUMBERED,
    /** A row per split, and of its records the cells, shapes, streams and events. */
    CUBE;

    static Mode of(String text) {
      try {
        return valueOf(text.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "The option mode must be lines, records, numbered or cube, not " + text + ".", e);
      }
    }
  }

  private static final class LogTable implements Table, SupportsRead {

    @Override
    public String name() {
      return "faultline";
    }

    @Override
    @SuppressWarnings("deprecation") // columns() calls it.
    public StructType schema() {
      return LogRows.SCHEMA;
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
      return () -> new LogScan(options);
    }
  }
}
