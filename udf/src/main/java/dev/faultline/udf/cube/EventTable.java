package dev.faultline.udf.cube;

import dev.faultline.udf.rule.ShapeRule;
import dev.faultline.udf.rule.ValueReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The records that rules of one kind were chosen for, none of them lost, and equal values kept
 * once. Not safe for use by several threads.
 */
public final class EventTable {

  private static final int KEY_BYTES = 4 * Integer.BYTES;

  private final ValueReader[][] readers;
  private final XXHash64 hasher = XXHashFactory.fastestJavaInstance().hash64();
  private final LongIndex index = new LongIndex();
  private final List<EventBatch> batches = new ArrayList<>();

  /** Rule, shape, stream and level, and behind them the values. */
  private byte[] key = new byte[256];

  private int length;
  private int size;

  /** Prepares for rules, in the order in which shapes name them. */
  public EventTable(List<? extends ShapeRule> rules) {
    readers =
        rules.stream()
            .map(r -> r.values().stream().map(ValueReader::new).toArray(ValueReader[]::new))
            .toArray(ValueReader[][]::new);
  }

  /**
   * Keeps a record.
   *
   * @param rule index of the rule that was chosen for its shape
   * @param shape number of its shape
   * @param stream number of its stream
   * @param severity OpenTelemetry severity number, 0 if unknown
   * @param line holds the message from {@code bodyStart} to {@code end}
   * @param timeMicros time in microseconds since 1970 UTC, or {@link ShapeCube#NO_TIME}
   * @param offset where it starts in its file
   */
  public void add(
      int rule,
      int shape,
      int stream,
      int severity,
      byte[] line,
      int bodyStart,
      int end,
      long timeMicros,
      long offset) {
    ByteBuffer.wrap(key).putInt(rule).putInt(shape).putInt(stream).putInt(severity);
    length = KEY_BYTES;
    read(readers[rule], line, bodyStart, end);
    long hash = hasher.hash(key, 0, length, 0);
    int number = index.find(hash);
    if (number < 0) {
      number = index.add(hash);
      String values = new String(key, KEY_BYTES, length - KEY_BYTES, StandardCharsets.UTF_8);
      batches.add(new EventBatch(rule, shape, stream, severity, values));
    }
    batches.get(number).add(timeMicros, offset);
    size++;
  }

  private void read(ValueReader[] values, byte[] line, int bodyStart, int end) {
    for (int i = 0; i < values.length; i++) {
      boolean found = values[i].find(line, bodyStart, end);
      int more = found ? values[i].end() - values[i].start() : 0;
      if (key.length - length < more + 1) {
        key = Arrays.copyOf(key, 2 * (length + more + 1));
      }
      if (i > 0) {
        key[length++] = ValueReader.SEPARATOR;
      }
      if (found) {
        System.arraycopy(line, values[i].start(), key, length, more);
        length += more;
      }
    }
  }

  /** Returns what was kept. */
  public List<EventBatch> batches() {
    return batches;
  }

  /** Returns how many records were kept. */
  public int size() {
    return size;
  }

  /** Forgets all. */
  public void clear() {
    index.clear();
    batches.clear();
    size = 0;
  }
}
