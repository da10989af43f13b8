package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import dev.faultline.metric.RunMetrics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;

/** Both listeners, on a job with a shuffle. */
class ProgressTest {

  private static final String CLEAR = "\r\u001b[K";

  /** A clock that goes on by a second each time it is read. */
  private static InstantSource ticking() {
    AtomicLong seconds = new AtomicLong();
    return () -> Instant.ofEpochSecond(seconds.getAndIncrement());
  }

  private static void runAJob(SparkContext context) throws Exception {
    assertThat(LocalSpark.session().range(0, 1000, 1, 4).repartition(3).count()).isEqualTo(1000);
    context.listenerBus().waitUntilEmpty(TimeUnit.SECONDS.toMillis(10));
  }

  @Test
  void theLineSaysWhatIsDoneAndIsClearedInTheEnd() throws Exception {
    SparkContext context = LocalSpark.session().sparkContext();
    StringWriter terminal = new StringWriter();
    try (Progress progress = new Progress(new PrintWriter(terminal), ticking())) {
      context.addSparkListener(progress);
      runAJob(context);
      context.removeSparkListener(progress);
    }
    List<String> lines = List.of(terminal.toString().split(CLEAR.replace("[", "\\["), -1));
    assertThat(lines).anyMatch(line -> line.matches("[1-9]\\d* of [1-9]\\d* tasks.*, \\d+ s"));
    assertThat(terminal.toString()).endsWith(CLEAR).doesNotContain("\n");
  }

  @Test
  void metricsNameTheStagesAndWhatTheyMoved() throws Exception {
    SparkContext context = LocalSpark.session().sparkContext();
    Instant started = Instant.parse("2026-03-14T02:00:00Z");
    RunMetrics metrics = new RunMetrics(started);
    context.addSparkListener(metrics);
    runAJob(context);
    context.removeSparkListener(metrics);
    metrics.put("cells", 42);

    Map<String, Object> tree = metrics.tree(started.plusMillis(1500), started.plusMillis(4000));
    assertThat(tree)
        .containsEntry("wall_seconds", 4.0)
        .containsEntry("session_start_seconds", 1.5)
        .containsEntry("numbers", Map.of("cells", 42L));
    assertThat((Long) tree.get("driver_peak_heap_bytes")).isPositive();
    List<?> stages = (List<?>) tree.get("stages");
    assertThat(stages).isNotEmpty().allSatisfy(ProgressTest::isAStage);
    assertThat(stages)
        .anySatisfy(
            stage ->
                assertThat((Long) ((Map<?, ?>) stage).get("shuffle_write_bytes")).isPositive());
  }

  private static void isAStage(Object stage) {
    Map<?, ?> tree = (Map<?, ?>) stage;
    assertThat((Integer) tree.get("tasks")).isPositive();
    assertThat((Double) tree.get("seconds")).isNotNegative();
    assertThat((String) tree.get("name")).isNotEmpty();
  }
}
