package dev.faultline.udf.cube;

import dev.faultline.udf.rule.ShapeRule;
import dev.faultline.udf.rule.ValueReader;
import dev.faultline.udf.rule.ValueSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Records of one shape, stream and level that a rule was chosen for: when and where each of them
 * is, and which of the batch's values it holds. Values that are equal are kept once: a night has
 * millions of response times but only thousands of different ones. All of it is columns, so that a
 * million records are a few arrays.
 */
public final class EventBatch {

  private static final int FIRST_CAPACITY = 2;

  private final int rule;
  private final int shape;
  private final int stream;
  private final int severity;

  private long[] times = new long[FIRST_CAPACITY];
  private long[] offsets = new long[FIRST_CAPACITY];
  private int[] places = new int[FIRST_CAPACITY];
  private int size;

  private long[] counts = new long[FIRST_CAPACITY];
  private long[] firstTimes = new long[FIRST_CAPACITY];
  private long[] firstOffsets = new long[FIRST_CAPACITY];

  /** A column per number that the rule reads. */
  private final double[][] numbers;

  /** Which of them a message lacks, as any double may be a value; null where none does so far. */
  private final boolean[][] lacking;

  /** A column per text that the rule reads, null where a message lacks it. */
  private final String[][] texts;

  private int valuesSize;

  EventBatch(int rule, ShapeRule spec, int shape, int stream, int severity) {
    this.rule = rule;
    this.shape = shape;
    this.stream = stream;
    this.severity = severity;
    int numeric =
        (int) spec.values().stream().filter(v -> v.type().equals(ValueSpec.NUMBER)).count();
    numbers = new double[numeric][FIRST_CAPACITY];
    lacking = new boolean[numeric][];
    texts = new String[spec.values().size() - numeric][FIRST_CAPACITY];
  }

  /**
   * Adds values that no record of the batch had.
   *
   * @param spans for each value its start and end in the line, or -1 and -1 where there is none
   * @return their place
   */
  int addValues(ValueReader[] readers, byte[] line, int[] spans) {
    if (valuesSize == counts.length) {
      growValues();
    }
    int number = 0;
    int text = 0;
    for (int i = 0; i < readers.length; i++) {
      int start = spans[2 * i];
      int end = spans[2 * i + 1];
      if (readers[i].isNumber()) {
        if (start < 0) {
          lack(number);
        } else {
          numbers[number][valuesSize] = Decimal.parse(line, start, end);
        }
        number++;
      } else {
        texts[text++][valuesSize] =
            start < 0 ? null : new String(line, start, end - start, StandardCharsets.UTF_8);
      }
    }
    counts[valuesSize] = 0;
    firstTimes[valuesSize] = ShapeCube.NO_TIME;
    firstOffsets[valuesSize] = Long.MAX_VALUE;
    return valuesSize++;
  }

  private void lack(int number) {
    if (lacking[number] == null) {
      lacking[number] = new boolean[counts.length];
    }
    lacking[number][valuesSize] = true;
  }

  private void growValues() {
    int capacity = 2 * valuesSize;
    counts = Arrays.copyOf(counts, capacity);
    firstTimes = Arrays.copyOf(firstTimes, capacity);
    firstOffsets = Arrays.copyOf(firstOffsets, capacity);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Arrays.copyOf(numbers[i], capacity);
      lacking[i] = lacking[i] == null ? null : Arrays.copyOf(lacking[i], capacity);
    }
    for (int i = 0; i < texts.length; i++) {
      texts[i] = Arrays.copyOf(texts[i], capacity);
    }
  }

  /**
   * Adds a record.
   *
   * @param place that of its values
   */
  void add(int place, long timeMicros, long offset) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      offsets = Arrays.copyOf(offsets, 2 * size);
      places = Arrays.copyOf(places, 2 * size);
    }
    times[size] = timeMicros;
    offsets[size] = offset;
    places[size++] = place;
    counts[place]++;
    firstOffsets[place] = Math.min(firstOffsets[place], offset);
    if (timeMicros != ShapeCube.NO_TIME
        && (firstTimes[place] == ShapeCube.NO_TIME || timeMicros < firstTimes[place])) {
      firstTimes[place] = timeMicros;
    }
  }

  /** Returns the index of the rule. */
  public int rule() {
    return rule;
  }

  /** Returns the number of the shape. */
  public int shape() {
    return shape;
  }

  /** Returns the number of the stream. */
  public int stream() {
    return stream;
  }

  /** Returns the OpenTelemetry severity number, 0 if unknown. */
  public int severity() {
    return severity;
  }

  /** Returns the times of the records in microseconds since 1970 UTC, or ShapeCube.NO_TIME. */
  public long[] times() {
    return Arrays.copyOf(times, size);
  }

  /** Returns where the records start in their file. */
  public long[] offsets() {
    return Arrays.copyOf(offsets, size);
  }

  /** Returns for each record the place of its values in the columns that follow. */
  public int[] places() {
    return Arrays.copyOf(places, size);
  }

  /** Returns how many different values there are. */
  int valuesSize() {
    return valuesSize;
  }

  /** Returns how many records have the values of a place. */
  public long[] counts() {
    return Arrays.copyOf(counts, valuesSize);
  }

  /** Returns the earliest time of a record with the values of a place, or ShapeCube.NO_TIME. */
  public long[] firstTimes() {
    return Arrays.copyOf(firstTimes, valuesSize);
  }

  /** Returns the smallest offset of a record with the values of a place. */
  public long[] firstOffsets() {
    return Arrays.copyOf(firstOffsets, valuesSize);
  }

  /** Returns how many columns of numbers there are: those of the rule, in its order. */
  public int numberColumns() {
    return numbers.length;
  }

  /** Returns a column of numbers; what stands where one is lacking means nothing. */
  public double[] numbers(int column) {
    return Arrays.copyOf(numbers[column], valuesSize);
  }

  /** Returns whether every message has the number. */
  public boolean hasAll(int column) {
    return lacking[column] == null;
  }

  /** Returns whether the message lacks the number. */
  public boolean lacks(int column, int place) {
    return lacking[column] != null && lacking[column][place];
  }

  /** Returns how many columns of texts there are: those of the rule, in its order. */
  public int textColumns() {
    return texts.length;
  }

  /** Returns a column of texts, with null where one is lacking. */
  public String[] texts(int column) {
    return Arrays.copyOf(texts[column], valuesSize);
  }
}
