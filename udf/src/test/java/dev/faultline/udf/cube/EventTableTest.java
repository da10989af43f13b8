package dev.faultline.udf.cube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.udf.rule.Condition;
import dev.faultline.udf.rule.SignalSpec;
import dev.faultline.udf.rule.ValueSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventTableTest {

  private static final long NO_TIME = ShapeCube.NO_TIME;

  private final EventTable table =
      new EventTable(
          List.of(
              rule(
                  new ValueSpec("n", "number", "n=", "", null),
                  new ValueSpec("path", "text", "GET ", "", null),
                  new ValueSpec("m", "number", "m=", "", null)),
              rule()));

  private static SignalSpec rule(ValueSpec... values) {
    return new SignalSpec(
        "s", "", 1, new Condition(List.of("x"), ""), "", List.of(values), null, null);
  }

  private void add(int rule, int shape, int stream, int severity, String text, long at) {
    byte[] line = ("head " + text).getBytes(UTF_8);
    long time = at % 3 == 0 ? NO_TIME : 1000 - at;
    table.add(rule, shape, stream, severity, line, 5, line.length, time, at);
  }

  /** Everything that was added, as one text per record. */
  private List<String> records() {
    List<String> records = new ArrayList<>();
    for (EventBatch batch : table.batches()) {
      for (int i = 0; i < batch.times().length; i++) {
        int place = batch.places()[i];
        List<Object> values = new ArrayList<>();
        for (int column = 0; column < batch.numberColumns(); column++) {
          values.add(batch.lacks(column, place) ? null : batch.numbers(column)[place]);
        }
        for (int column = 0; column < batch.textColumns(); column++) {
          values.add(batch.texts(column)[place]);
        }
        records.add(
            record(
                batch.rule(),
                batch.shape(),
                batch.stream(),
                batch.severity(),
                values,
                batch.times()[i],
                batch.offsets()[i]));
      }
    }
    return records;
  }

  private static String record(Object... of) {
    return Arrays.asList(of).toString();
  }

  @Test
  void keepsEveryRecordWithItsValues() {
    Random random = new Random(5);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      int rule = random.nextInt(2);
      // A shape has one rule.
      int shape = 2 * random.nextInt(40) + rule;
      int stream = random.nextInt(3);
      int severity = random.nextInt(2) * 17;
      Integer n = random.nextInt(4) == 0 ? null : random.nextInt(20_000);
      String path = random.nextInt(3) == 0 ? null : "/é" + random.nextInt(3);
      String text = (n == null ? "" : "n=" + n + ".50") + (path == null ? "" : " GET " + path);
      add(rule, shape, stream, severity, text, i);
      List<Object> values =
          rule == 1 ? List.of() : Arrays.asList(n == null ? null : n + 0.5, null, path);
      long time = i % 3 == 0 ? NO_TIME : 1000 - i;
      expected.add(record(rule, shape, stream, severity, values, time, i));
    }
    assertThat(table.size()).isEqualTo(50_000);
    assertThat(records()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void equalValuesAreCountedInOnePlace() {
    for (int i = 1; i <= 6; i++) {
      add(0, 1, 2, 9, i % 2 == 0 ? "n=7 m=1" : "n=7", i);
    }
    assertThat(table.batches()).hasSize(1);
    EventBatch batch = table.batches().get(0);
    assertThat(batch.places()).containsExactly(0, 1, 0, 1, 0, 1);
    assertThat(batch.counts()).containsExactly(3, 3);
    assertThat(batch.firstTimes()).containsExactly(995, 996);
    assertThat(batch.firstOffsets()).containsExactly(1, 2);
    assertThat(batch.hasAll(0)).isTrue();
    assertThat(batch.lacks(1, 0)).isTrue();
    assertThat(batch.lacks(1, 1)).isFalse();
  }

  @Test
  void manyValuesAreSeveralBatches() {
    Map<Double, Long> counts = new HashMap<>();
    for (int i = 0; i < 30_000; i++) {
      add(0, 1, 2, 9, "n=" + i / 2, i);
    }
    assertThat(table.batches()).hasSizeGreaterThan(1);
    for (EventBatch batch : table.batches()) {
      assertThat(batch.counts().length).isLessThanOrEqualTo(8192);
      for (int place = 0; place < batch.counts().length; place++) {
        counts.merge(batch.numbers(0)[place], batch.counts()[place], Long::sum);
      }
    }
    assertThat(counts).hasSize(15_000).allSatisfy((n, count) -> assertThat(count).isEqualTo(2));
  }

  @Test
  void afterClearItIsAsNew() {
    add(0, 1, 2, 9, "n=1", 1);
    table.clear();
    assertThat(table.batches()).isEmpty();
    assertThat(table.size()).isZero();
    add(0, 3, 4, 9, "n=2", 2);
    assertThat(records()).containsExactly("[0, 3, 4, 9, [2.0, null, null], 998, 2]");
  }
}
