package dev.faultline.fleet;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import dev.faultline.ingest.InputException;
import dev.faultline.night.LocalRows;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** What the operators of a cluster know beside its logs: which jobs ran where, and which GPUs. */
public final class Fleet {

  /** Columns of the view {@code jobs}. */
  public static final StructType JOBS =
      new StructType()
          .add("job_id", StringType, false)
          .add("job_name", StringType)
          .add("user", StringType)
          .add("account", StringType)
          .add("partition", StringType)
          .add("state", StringType)
          .add("exit_code", StringType)
          .add("start_time", TimestampType)
          .add("end_time", TimestampType)
          .add("node_count", IntegerType)
          .add("gpu_count", IntegerType);

  /** Columns of the view {@code job_hosts}. */
  public static final StructType JOB_HOSTS =
      new StructType()
          .add("job_id", StringType, false)
          .add("host_name", StringType, false)
          .add("start_time", TimestampType);

  /** Columns of the view {@code inventory}. */
  public static final StructType INVENTORY =
      new StructType()
          .add("host_name", StringType, false)
          .add("rack", StringType)
          .add("gpu_index", IntegerType)
          .add("gpu_uuid", StringType)
          .add("gpu_serial", StringType)
          .add("pci_address", StringType)
          .add("gpu_name", StringType);

  private final List<Job> jobs;
  private final List<Gpu> gpus;
  private final List<String> remarks;
  private final Map<String, Object> manifest;

  private Fleet(
      List<Job> jobs, List<Gpu> gpus, List<String> remarks, Map<String, Object> manifest) {
    this.jobs = jobs;
    this.gpus = gpus;
    this.remarks = remarks;
    this.manifest = manifest;
  }

  /**
   * Reads the tables that are given.
   *
   * @param zone of times that name none
   * @throws InputException if one cannot be read; the message is a sentence with file and line
   */
  public static Fleet read(FleetFiles files, ZoneId zone, Configuration conf) {
    List<Job> jobs = List.of();
    List<Gpu> gpus = List.of();
    List<String> remarks = List.of();
    Map<String, Object> manifest = new LinkedHashMap<>();
    if (files.jobs() != null) {
      TableText text = TableText.read(files.jobs(), "--jobs", conf);
      JobTable table = JobTable.of(text, zone);
      jobs = table.jobs();
      remarks = table.remarks();
      manifest.put("jobs", told(text, jobs, remarks));
    }
    if (files.inventory() != null) {
      TableText text = TableText.read(files.inventory(), "--inventory", conf);
      gpus = InventoryTable.of(text).gpus();
      manifest.put("inventory", told(text, gpus, List.of()));
    }
    return new Fleet(jobs, gpus, remarks, manifest);
  }

  private static Map<String, Object> told(TableText text, List<?> rows, List<String> remarks) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("uri", text.place());
    told.put("rows", rows.size());
    told.put("remarks", remarks);
    return told;
  }

  /** Returns the views, by name; without a table they are empty. */
  public Map<String, LocalRows> views() {
    return Map.of(
        "jobs", new LocalRows(JOBS, jobs.stream().map(Fleet::row).toList()),
        "job_hosts", new LocalRows(JOB_HOSTS, jobs.stream().flatMap(Fleet::hostRows).toList()),
        "inventory", new LocalRows(INVENTORY, gpus.stream().map(Fleet::row).toList()));
  }

  /** Returns what is odd about the tables, sentences without a full stop. */
  public List<String> remarks() {
    return remarks;
  }

  /** Returns what the manifest says of each table: where it was, its rows, and what is odd. */
  public Map<String, Object> manifest() {
    return manifest;
  }

  private static Row row(Job job) {
    return RowFactory.create(
        job.id(),
        job.name(),
        job.user(),
        job.account(),
        job.partition(),
        job.state(),
        job.exitCode(),
        timestamp(job.start()),
        timestamp(job.end()),
        job.nodes(),
        job.gpus());
  }

  private static Stream<Row> hostRows(Job job) {
    return job.hosts().stream()
        .map(host -> RowFactory.create(job.id(), host, timestamp(job.start())));
  }

  private static Row row(Gpu gpu) {
    return RowFactory.create(
        gpu.host(),
        gpu.rack(),
        gpu.index(),
        gpu.uuid(),
        gpu.serial(),
        gpu.pciAddress(),
        gpu.name());
  }

  private static Timestamp timestamp(Instant time) {
    return time == null ? null : Timestamp.from(time);
  }
}
