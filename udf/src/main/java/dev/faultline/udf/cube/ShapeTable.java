package dev.faultline.udf.cube;

import dev.faultline.udf.mask.MaskScanner;
import dev.faultline.udf.mask.MaskSpec;
import dev.faultline.udf.rule.Interpreter;
import dev.faultline.udf.rule.Meaning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The distinct shapes that a scan has met, numbered in the order in which they came. What is dear
 * is done once per shape by the {@link Meaning}, when it is new. Not safe for use by several
 * threads.
 */
public final class ShapeTable {

  /** Stands between the shape of a message and that of the end of its stack trace. */
  public static final String JOINT = " | ";

  /** Longest sample, in code points. */
  public static final int SAMPLE_CHARACTERS = 500;

  private static final byte[] JOINT_BYTES = JOINT.getBytes(StandardCharsets.UTF_8);

  /**
   * A distinct shape.
   *
   * @param hash {@link SparkHash} of its UTF-8 bytes
   * @param text the shape
   * @param fileId file of the line with which it was first met
   * @param offset where that line starts
   * @param sample that line, at most {@link #SAMPLE_CHARACTERS} code points of it
   * @param meaning what it means
   */
  public record Shape(
      long hash, String text, int fileId, long offset, String sample, Meaning meaning) {}

  private final MaskScanner mask;
  private final Interpreter interpreter;
  private final LongIndex index = new LongIndex();
  private final List<Shape> shapes = new ArrayList<>();
  private byte[] joined = new byte[0];

  /** Starts empty. */
  public ShapeTable(MaskSpec spec, Interpreter interpreter) {
    mask = new MaskScanner(spec);
    this.interpreter = interpreter;
  }

  /**
   * Returns the number of the shape of a record.
   *
   * @param line holds the line; the message is from {@code bodyStart} to {@code length}
   * @param detail holds the end of its stack trace; {@code detailLength} is 0 for none
   * @param fileId and {@code offset}: where the record starts
   */
  public int number(
      byte[] line,
      int bodyStart,
      int length,
      byte[] detail,
      int detailLength,
      int fileId,
      long offset) {
    int size = mask.mask(line, bodyStart, length);
    byte[] text = mask.bytes();
    if (detailLength > 0) {
      joined = joined.length < size ? new byte[2 * size] : joined;
      System.arraycopy(text, 0, joined, 0, size);
      int more = mask.mask(detail, 0, detailLength);
      int whole = size + JOINT_BYTES.length + more;
      joined = joined.length < whole ? Arrays.copyOf(joined, whole) : joined;
      System.arraycopy(JOINT_BYTES, 0, joined, size, JOINT_BYTES.length);
      System.arraycopy(mask.bytes(), 0, joined, size + JOINT_BYTES.length, more);
      text = joined;
      size = whole;
    }
    long hash = SparkHash.of(text, size);
    int number = index.find(hash);
    if (number < 0) {
      number = index.add(hash);
      String shape = new String(text, 0, size, StandardCharsets.UTF_8);
      Meaning meaning = interpreter.interpret(hash, shape);
      shapes.add(new Shape(hash, shape, fileId, offset, sample(line, length), meaning));
    }
    return number;
  }

  private static String sample(byte[] line, int length) {
    int characters = 0;
    int end = 0;
    while (end < length && characters <= SAMPLE_CHARACTERS) {
      characters += (line[end] & 0xc0) != 0x80 ? 1 : 0;
      end += characters <= SAMPLE_CHARACTERS ? 1 : 0;
    }
    return new String(line, 0, end, StandardCharsets.UTF_8);
  }

  /** Returns a shape by its number. */
  public Shape get(int number) {
    return shapes.get(number);
  }

  /** Returns how many shapes there are. */
  public int size() {
    return shapes.size();
  }

  /** Forgets all shapes. */
  public void clear() {
    index.clear();
    shapes.clear();
  }
}
