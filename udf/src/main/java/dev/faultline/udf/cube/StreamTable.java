package dev.faultline.udf.cube;

import dev.faultline.udf.format.Header;
import dev.faultline.udf.format.Header.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The distinct streams that a scan has met: who wrote what where. Numbered in the order in which
 * they came. Not safe for use by several threads.
 */
public final class StreamTable {

  /**
   * Stands between the parts of a stream's key; in a part it is replaced by {@link #SUBSTITUTE}.
   */
  public static final char SEPARATOR = '\u0001';

  /** The ASCII control character for a character that cannot be shown. */
  public static final char SUBSTITUTE = '\u001a';

  /** Length of a key that no record has. */
  private static final int NONE = 0;

  /**
   * A distinct stream.
   *
   * @param id {@link SparkHash} of path, format, host, service and rank joined by {@link
   *     #SEPARATOR}, empty where there is none
   * @param fileId number of the file
   * @param path path of the file
   * @param formatId the format of its records
   * @param host null for none
   * @param service null for none
   * @param rank null for none, or if it is no int
   */
  public record Stream(
      long id,
      int fileId,
      String path,
      String formatId,
      String host,
      String service,
      Integer rank) {}

  private final LongIndex index = new LongIndex();
  private final List<Stream> streams = new ArrayList<>();
  private byte[] key = new byte[256];
  private int prefix;
  private int length;
  private int fileId;
  private String path;

  /** The key of the last record behind the path, as the next one often has the same. */
  private byte[] lastKey = new byte[64];

  private int lastLength = NONE;
  private int last;

  /** Turns to the records of another file. */
  public void open(int newFileId, String newPath) {
    fileId = newFileId;
    path = newPath;
    length = 0;
    append(path.getBytes(StandardCharsets.UTF_8));
    prefix = length;
    lastLength = NONE;
  }

  /**
   * Returns the number of a record's stream.
   *
   * @param formatId id of its format, as bytes
   * @param line the buffer that the header was read from
   * @param header the header; null if the line has none
   */
  public int number(byte[] formatId, byte[] line, Header header) {
    length = prefix;
    separate();
    append(formatId);
    separate();
    append(line, header, Slice.HOST);
    separate();
    append(line, header, Slice.SERVICE);
    separate();
    append(line, header, Slice.RANK);
    if (Arrays.equals(key, prefix, length, lastKey, 0, lastLength)) {
      return last;
    }
    if (lastKey.length < length - prefix) {
      lastKey = new byte[2 * (length - prefix)];
    }
    lastLength = length - prefix;
    System.arraycopy(key, prefix, lastKey, 0, lastLength);
    last = find(formatId, line, header);
    return last;
  }

  private int find(byte[] formatId, byte[] line, Header header) {
    long id = SparkHash.of(key, length);
    int number = index.find(id);
    if (number < 0) {
      number = index.add(id);
      streams.add(
          new Stream(
              id,
              fileId,
              path,
              new String(formatId, StandardCharsets.UTF_8),
              text(line, header, Slice.HOST),
              text(line, header, Slice.SERVICE),
              rank(text(line, header, Slice.RANK))));
    }
    return number;
  }

  private void separate() {
    reserve(1);
    key[length++] = SEPARATOR;
  }

  private void append(byte[] part) {
    reserve(part.length);
    System.arraycopy(part, 0, key, length, part.length);
    length += part.length;
  }

  private void append(byte[] line, Header header, Slice slice) {
    if (header == null || header.start(slice) < 0) {
      return;
    }
    int end = header.end(slice);
    reserve(end - header.start(slice));
    for (int p = header.start(slice); p < end; p++) {
      key[length++] = line[p] == SEPARATOR ? (byte) SUBSTITUTE : line[p];
    }
  }

  private void reserve(int more) {
    if (key.length - length < more) {
      key = Arrays.copyOf(key, 2 * (length + more));
    }
  }

  private static String text(byte[] line, Header header, Slice slice) {
    if (header == null || header.end(slice) <= header.start(slice)) {
      return null;
    }
    int start = header.start(slice);
    return new String(line, start, header.end(slice) - start, StandardCharsets.UTF_8)
        .replace(SEPARATOR, SUBSTITUTE);
  }

  private static Integer rank(String text) {
    // Ten digits may not fit; such a text is no rank.
    return text != null && text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
  }

  /** Returns a stream by its number. */
  public Stream get(int number) {
    return streams.get(number);
  }

  /** Returns how many streams there are. */
  public int size() {
    return streams.size();
  }

  /** Forgets all streams. */
  public void clear() {
    lastLength = NONE;
    index.clear();
    streams.clear();
  }
}
