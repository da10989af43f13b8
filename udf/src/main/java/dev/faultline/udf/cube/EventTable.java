package dev.faultline.udf.cube;

import dev.faultline.udf.rule.ShapeRule;
import dev.faultline.udf.rule.ValueReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The records that rules of one kind were chosen for, none of them lost, in batches by shape,
 * stream and level. Not safe for use by several threads.
 */
public final class EventTable {

  /** A batch with so many different values is followed by another. */
  private static final int MOST_VALUES = 8192;

  private static final int KEY_BYTES = Integer.BYTES;
  private static final int SHAPE_BITS = 24;

  private final List<? extends ShapeRule> rules;
  private final ValueReader[][] readers;
  private final XXHash64 hasher = XXHashFactory.fastestJavaInstance().hash64();

  /** Numbers shape, stream and level; {@code open} holds the batch of each number. */
  private final LongIndex kinds = new LongIndex();

  private int[] open = new int[16];
  private final List<EventBatch> batches = new ArrayList<>();

  /** Numbers a batch together with values; {@code places} holds their place in the batch. */
  private final LongIndex values = new LongIndex();

  private int[] places = new int[1024];

  /** Number of a batch, and behind it the values. */
  private byte[] key = new byte[256];

  private int[] spans = new int[16];
  private int size;

  /** Prepares for rules, in the order in which shapes name them. */
  public EventTable(List<? extends ShapeRule> rules) {
    this.rules = rules;
    readers =
        rules.stream()
            .map(r -> r.values().stream().map(ValueReader::new).toArray(ValueReader[]::new))
            .toArray(ValueReader[][]::new);
  }

  /**
   * Keeps a record.
   *
   * @param rule index of the rule that was chosen for its shape
   * @param shape number of its shape, below 2^24
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
    int kind = kind((long) stream << 32 | (long) severity << SHAPE_BITS | shape);
    EventBatch batch = open[kind] < 0 ? null : batches.get(open[kind]);
    if (batch == null || batch.valuesSize() >= MOST_VALUES) {
      batch = new EventBatch(rule, rules.get(rule), shape, stream, severity);
      open[kind] = batches.size();
      batches.add(batch);
    }
    int length = read(readers[rule], open[kind], line, bodyStart, end);
    long hash = hasher.hash(key, 0, length, 0);
    int number = values.find(hash);
    if (number < 0) {
      number = values.add(hash);
      if (number == places.length) {
        places = Arrays.copyOf(places, 2 * number);
      }
      places[number] = batch.addValues(readers[rule], line, spans);
    }
    batch.add(places[number], timeMicros, offset);
    size++;
  }

  private int kind(long key) {
    int kind = kinds.find(key);
    if (kind >= 0) {
      return kind;
    }
    kind = kinds.add(key);
    if (kind == open.length) {
      open = Arrays.copyOf(open, 2 * kind);
    }
    open[kind] = -1;
    return kind;
  }

  /** Finds the values of a line, and makes the key of them; returns its length. */
  private int read(ValueReader[] values, int batch, byte[] line, int bodyStart, int end) {
    ByteBuffer.wrap(key).putInt(batch);
    int length = KEY_BYTES;
    if (spans.length < 2 * values.length) {
      spans = new int[2 * values.length];
    }
    for (int i = 0; i < values.length; i++) {
      boolean found = values[i].find(line, bodyStart, end);
      spans[2 * i] = found ? values[i].start() : -1;
      spans[2 * i + 1] = found ? values[i].end() : -1;
      int more = found ? values[i].end() - values[i].start() : 0;
      if (key.length - length < more + 1) {
        key = Arrays.copyOf(key, 2 * (length + more + 1));
      }
      // No value can hold it.
      key[length++] = ValueReader.SEPARATOR;
      if (found) {
        System.arraycopy(line, values[i].start(), key, length, more);
        length += more;
      }
    }
    return length;
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
    kinds.clear();
    batches.clear();
    values.clear();
    size = 0;
  }
}
