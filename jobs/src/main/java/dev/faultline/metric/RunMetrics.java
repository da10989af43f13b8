package dev.faultline.metric;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageExecutorMetrics;
import org.apache.spark.scheduler.StageInfo;
import scala.Option;

/**
 * What a run cost, for metrics.json: times, stages, memory. These figures differ from run to run
 * and so never stand in a report. Register it as a listener before the first job; it can be asked
 * from any thread.
 */
public final class RunMetrics extends SparkListener {

  private static final double MILLIS = 1e3;

  private final Instant jvmStarted =
      Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
  private final Instant started;
  private final List<Stage> stages = new ArrayList<>();
  private final Map<String, Long> numbers = new TreeMap<>();
  private long executorHeapBytes;

  /**
   * What Spark measured in a stage.
   *
   * @param name Spark's name of the stage: the call that made it
   * @param seconds from its submission to its end
   * @param taskSeconds the sum over its tasks
   */
  private record Stage(
      int id,
      int attempt,
      String name,
      int tasks,
      double seconds,
      double taskSeconds,
      long inputRows,
      long inputBytes,
      long shuffleWriteBytes,
      long shuffleReadBytes,
      long spillBytes,
      double gcSeconds) {

    static Stage of(StageInfo info) {
      Option<Object> from = info.submissionTime();
      Option<Object> to = info.completionTime();
      double seconds =
          from.isDefined() && to.isDefined() ? ((Long) to.get() - (Long) from.get()) / MILLIS : 0;
      TaskMetrics metrics = info.taskMetrics();
      return new Stage(
          info.stageId(),
          info.attemptNumber(),
          info.name(),
          info.numTasks(),
          seconds,
          metrics.executorRunTime() / MILLIS,
          metrics.inputMetrics().recordsRead(),
          metrics.inputMetrics().bytesRead(),
          metrics.shuffleWriteMetrics().bytesWritten(),
          metrics.shuffleReadMetrics().totalBytesRead(),
          metrics.diskBytesSpilled(),
          metrics.jvmGCTime() / MILLIS);
    }

    Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("stage_id", id);
      tree.put("attempt", attempt);
      tree.put("name", name);
      tree.put("tasks", tasks);
      tree.put("seconds", seconds);
      tree.put("task_seconds", taskSeconds);
      tree.put("input_rows", inputRows);
      tree.put("input_bytes", inputBytes);
      tree.put("shuffle_write_bytes", shuffleWriteBytes);
      tree.put("shuffle_read_bytes", shuffleReadBytes);
      tree.put("spill_bytes", spillBytes);
      tree.put("gc_seconds", gcSeconds);
      return tree;
    }
  }

  /**
   * Starts the clock.
   *
   * @param started when the command began, before the session
   */
  public RunMetrics(Instant started) {
    this.started = started;
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted event) {
    if (event.stageInfo().taskMetrics() != null) {
      stages.add(Stage.of(event.stageInfo()));
    }
  }

  @Override
  public void onStageExecutorMetrics(SparkListenerStageExecutorMetrics event) {
    heap(event.executorMetrics());
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate event) {
    event
        .executorUpdates()
        .values()
        .foreach(
            metrics -> {
              heap(metrics);
              return null;
            });
  }

  private synchronized void heap(ExecutorMetrics metrics) {
    executorHeapBytes = Math.max(executorHeapBytes, metrics.getMetricValue("JVMHeapMemory"));
  }

  /**
   * Notes a number that the command knows: {@code cells}, {@code shapes}, {@code events}, {@code
   * bytes_read}.
   *
   * @param name a key in snake_case, its unit as suffix
   */
  public synchronized void put(String name, long value) {
    numbers.put(name, value);
  }

  /**
   * Returns the content of metrics.json.
   *
   * @param sessionStarted when the session was there
   * @param ended when the work was done
   */
  public synchronized Map<String, Object> tree(Instant sessionStarted, Instant ended) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("started", started.toString());
    tree.put("wall_seconds", seconds(started, ended));
    tree.put("jvm_start_seconds", seconds(jvmStarted, started));
    tree.put("session_start_seconds", seconds(started, sessionStarted));
    tree.put("driver_peak_heap_bytes", peakHeapBytes());
    tree.put("executor_peak_heap_bytes", executorHeapBytes);
    tree.put("gc_seconds", gcSeconds());
    tree.put("processors", Runtime.getRuntime().availableProcessors());
    tree.put("max_heap_bytes", Runtime.getRuntime().maxMemory());
    tree.put("numbers", new LinkedHashMap<>(numbers));
    tree.put(
        "stages",
        stages.stream()
            .sorted(Comparator.comparingInt(Stage::id).thenComparing(Stage::attempt))
            .map(Stage::tree)
            .toList());
    return tree;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / MILLIS;
  }

  /** The pools peak at different moments, so the sum is an upper bound of the heap's own peak. */
  private static long peakHeapBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  private static double gcSeconds() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(collector -> Math.max(0, collector.getCollectionTime()))
            .sum()
        / MILLIS;
  }
}
