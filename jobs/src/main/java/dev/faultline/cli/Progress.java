package dev.faultline.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * One line on a terminal that says how far a run is: tasks done of those known, bytes read,
 * seconds. Each task's end writes it anew, at most five times a second; {@link #close} clears it.
 *
 * <pre>{@code
 * try (Progress progress = new Progress(err, InstantSource.system())) {
 *   spark.sparkContext().addSparkListener(progress);
 *   ...
 * }
 * }</pre>
 */
final class Progress extends SparkListener implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final String CLEAR = "\r\u001b[K";
  private static final double MIB = 1 << 20;

  private final PrintWriter terminal;
  private final InstantSource clock;
  private final Instant started;
  private final Set<Integer> stages = new HashSet<>();
  private Instant shown = Instant.EPOCH;
  private long tasks;
  private long done;
  private long bytes;
  private boolean closed;

  /**
   * Starts the clock.
   *
   * @param terminal shows the line
   */
  Progress(PrintWriter terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
    started = clock.instant();
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted event) {
    // A stage that is tried again has its tasks counted already.
    if (stages.add(event.stageInfo().stageId())) {
      tasks += event.stageInfo().numTasks();
    }
    show();
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
    if (event.taskInfo() == null || !event.taskInfo().successful()) {
      return;
    }
    done++;
    if (event.taskMetrics() != null) {
      bytes += event.taskMetrics().inputMetrics().bytesRead();
    }
    show();
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted event) {
    show();
  }

  private void show() {
    Instant now = clock.instant();
    if (closed || now.isBefore(shown.plus(PAUSE))) {
      return;
    }
    shown = now;
    terminal.print(CLEAR + line(now));
    terminal.flush();
  }

  private String line(Instant now) {
    long seconds = Duration.between(started, now).toSeconds();
    String read = bytes == 0 ? "" : String.format(Locale.ROOT, ", %,.0f MiB read", bytes / MIB);
    // Speculation and retries can end more tasks than were planned.
    return String.format(
        Locale.ROOT, "%d of %d tasks%s, %d s", Math.min(done, tasks), tasks, read, seconds);
  }

  /** Clears the line; what comes later from Spark is not shown. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      terminal.print(CLEAR);
      terminal.flush();
    }
  }
}
