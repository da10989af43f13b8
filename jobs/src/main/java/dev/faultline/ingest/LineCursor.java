package dev.faultline.ingest;

import dev.faultline.udf.format.AnsiEscapes;
import dev.faultline.udf.redact.Redactor;
import java.io.Closeable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Walks over the lines of one file without making an object per line.
 *
 * <p>A line ends at {@code '\n'}, with the carriage returns before it, or at carriage returns that
 * text follows, as a progress bar writes them to overwrite itself; bytes after the last end are a
 * line too. So a line starts behind a newline, and behind a carriage return that neither another
 * one nor a newline follows: two bytes tell, which is why splits can be cut anywhere. After {@link
 * #next()} returned true, {@code buffer()[start() .. end())} is the content as valid UTF-8, without
 * the line end, the escape sequences of terminals, and a byte-order mark at the head of the file,
 * until the next call. Flags speak of that content. Problems with the file are sentences in {@link
 * #problems()}, never exceptions. Not safe for use by several threads.
 *
 * <p>The search for line ends looks at eight bytes at a time (Mycroft's zero-byte test, in <a
 * href="https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord">Bit Twiddling Hacks</a>)
 * and notes on the way whether a NUL, an escape or a byte above 0x7f was seen, so that plain ASCII
 * lines are never looked at again.
 */
public final class LineCursor implements Closeable {

  /** Default cap on the content of one line, in bytes. */
  public static final int DEFAULT_MAX_LINE_BYTES = 1 << 20;

  private static final int MAX_MAX_LINE_BYTES = 1 << 28;
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int MIN_READ_BYTES = 1 << 15;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long NEWLINES = '\n' * ONES;
  private static final long RETURNS = '\r' * ONES;
  private static final long ESCAPES = AnsiEscapes.ESCAPE * ONES;

  private final List<String> problems = new ArrayList<>();
  private final ByteSource source;
  private final int maxLineBytes;
  private final long endOffset;

  // bytes[position, limit) are read but not yet given out; bytes[limit] is a '\n' that ends scans.
  private byte[] bytes;
  private int capacity;
  private int position;
  private int limit;
  private long bufferOffset;
  private boolean done;

  // What scan() saw since resetScan(), in the high bit of each byte of the word.
  private long highBytes;
  private long zeroBytes;
  private long escapeBytes;

  private byte[] view;
  private int start;
  private int end;
  private long offset;
  private int flags;

  private LineCursor(
      InputFile file,
      long from,
      long to,
      int maxLineBytes,
      UnpackLimit unpack,
      Configuration conf) {
    if (maxLineBytes < 1 || maxLineBytes > MAX_MAX_LINE_BYTES) {
      throw new IllegalArgumentException(
          "the cap on a line must be between 1 and " + MAX_MAX_LINE_BYTES + ": " + maxLineBytes);
    }
    if (from < 0 || (from > 0 && file.compression() != Compression.NONE)) {
      throw new IllegalArgumentException("cannot start at " + from + " in " + file);
    }
    this.maxLineBytes = maxLineBytes;
    boolean toEnd = to >= file.lengthBytes();
    source = ByteSource.open(file, from, unpack, conf, problems);
    boolean whole = toEnd || source.compression() != Compression.NONE;
    endOffset = whole ? Long.MAX_VALUE : to;
    bufferOffset = source.position();
    long expected =
        source.compression() == Compression.NONE
            ? file.lengthBytes() - bufferOffset
            : Math.min(file.lengthBytes(), CHUNK_BYTES) * 8;
    capacity = (int) Math.min(CHUNK_BYTES, Math.max(0, expected) + MIN_READ_BYTES);
    bytes = new byte[capacity + Long.BYTES];
    bytes[0] = '\n';
    view = bytes;
    if (from > 0) {
      skipLine();
    }
    offset = bufferOffset + position;
  }

  /**
   * Opens a file at the first line that starts at or after an offset.
   *
   * @param file the file, as listed
   * @param from offset in bytes; must be 0 for a compressed file
   * @param maxLineBytes cap on the content of a line, in bytes; longer lines are cut
   * @param conf the Hadoop configuration that knows the file system
   */
  public static LineCursor open(InputFile file, long from, int maxLineBytes, Configuration conf) {
    return new LineCursor(file, from, Long.MAX_VALUE, maxLineBytes, UnpackLimit.DEFAULT, conf);
  }

  /**
   * Opens the lines of one split: those that start in it. All splits of a file together give each
   * line once, even if a file with a plain name turns out to be compressed: then the first split
   * gives all lines and the others none.
   */
  public static LineCursor open(InputSplit split, int maxLineBytes, Configuration conf) {
    return open(split, maxLineBytes, UnpackLimit.DEFAULT, conf);
  }

  /** The same, with a limit of its own for what a compressed file may unpack to. */
  static LineCursor open(
      InputSplit split, int maxLineBytes, UnpackLimit unpack, Configuration conf) {
    return new LineCursor(split.file(), split.start(), split.end(), maxLineBytes, unpack, conf);
  }

  /**
   * Moves to the next line.
   *
   * @return false when there is none; {@link #problems()} is then complete
   */
  public boolean next() {
    if (done || bufferOffset + position >= endOffset) {
      done = true;
      offset = bufferOffset + position;
      return false;
    }
    highBytes = 0;
    zeroBytes = 0;
    escapeBytes = 0;
    offset = bufferOffset + position;
    int lineEnd = scan(position);
    while (lineEnd >= limit) {
      int pending = limit - position;
      if (pending > maxLineBytes) {
        cutAndSkip();
        return true;
      }
      if (!fill()) {
        return lastLine(pending);
      }
      lineEnd = scan(position + pending);
    }
    byte[] b = bytes;
    int from = position;
    int to = lineEnd;
    if (b[lineEnd] == '\n') {
      position = lineEnd + 1;
      show(b, from, to, 0);
      return true;
    }
    if (behindReturns(lineEnd) == limit) {
      // What follows must be read to know what they are, and overwrites the buffer.
      b = Arrays.copyOfRange(bytes, from, to);
      from = 0;
      to = b.length;
    }
    position = lineEnd;
    show(b, from, to, passLineEnd());
    return true;
  }

  private boolean lastLine(int pending) {
    done = true;
    if (pending == 0) {
      return false;
    }
    show(bytes, position, limit, LineFlags.UNTERMINATED);
    position = limit;
    return true;
  }

  private void cutAndSkip() {
    // The skip below overwrites the buffer.
    byte[] kept = Arrays.copyOfRange(bytes, position, position + maxLineBytes + 1);
    showCut(kept, 0, skipLine());
  }

  private void show(byte[] b, int from, int to, int seen) {
    if (to - from > maxLineBytes) {
      showCut(b, from, seen);
      return;
    }
    int nul = (zeroBytes & HIGHS) != 0 ? LineFlags.NUL : 0;
    show(b, from, to, seen | nul, (highBytes & HIGHS) != 0);
  }

  private void showCut(byte[] b, int from, int seen) {
    int to = Utf8.cut(b, from, maxLineBytes);
    // The content no longer ends where the carriage returns were.
    int found = (seen & ~LineFlags.CARRIAGE_RETURN) | LineFlags.CUT;
    for (int i = from; i < to; i++) {
      if (b[i] == 0) {
        found |= LineFlags.NUL;
        break;
      }
    }
    escapeBytes = HIGHS;
    show(b, from, to, found, true);
  }

  private void show(byte[] b, int from, int to, int seen, boolean check) {
    int first = offset == 0 ? Utf8.behindMark(b, from, to) : from;
    view = b;
    start = first;
    end = to;
    flags = seen;
    if (check && !Utf8.isValid(b, first, to)) {
      view = Utf8.repaired(b, first, to);
      start = 0;
      end = view.length;
      flags |= LineFlags.INVALID_UTF8;
    }
    if ((escapeBytes & HIGHS) != 0) {
      removeEscapes();
    }
    int i = start;
    while (i < end && (view[i] == ' ' || view[i] == '\t')) {
      i++;
    }
    if (i == end) {
      flags |= LineFlags.BLANK;
    }
  }

  /**
   * Takes the secrets out of the current line; until the next line, its content is what is left.
   *
   * @return whether there were some
   */
  boolean redact(Redactor redactor) {
    boolean isCut = (flags & LineFlags.CUT) != 0;
    boolean changed = redactor.redact(view, start, end, offset, isCut);
    if (changed) {
      view = redactor.buffer();
      start = 0;
      end = redactor.length();
      flags |= LineFlags.REDACTED;
    }
    return changed;
  }

  private void removeEscapes() {
    byte[] plain = AnsiEscapes.removed(view, start, end);
    if (plain.length < end - start) {
      view = plain;
      start = 0;
      end = plain.length;
      flags |= LineFlags.ESCAPES;
    }
  }

  /** Moves past the next line end, and returns the flags that tell which one it was. */
  private int skipLine() {
    while (true) {
      position = scan(position);
      if (position < limit) {
        return passLineEnd();
      }
      if (!fill()) {
        done = true;
        return LineFlags.UNTERMINATED;
      }
    }
  }

  /** Moves past the line end at the position, as {@link #skipLine()}. */
  private int passLineEnd() {
    if (bytes[position] == '\n') {
      position++;
      return 0;
    }
    position = behindReturns(position);
    while (position == limit) {
      if (!fill()) {
        done = true;
        return LineFlags.CARRIAGE_RETURN | LineFlags.UNTERMINATED;
      }
      position = behindReturns(position);
    }
    if (bytes[position] == '\n') {
      position++;
      return LineFlags.CARRIAGE_RETURN;
    }
    return LineFlags.OVERWRITTEN;
  }

  /** Returns the index of the first byte that is no carriage return; {@code limit} if none. */
  private int behindReturns(int from) {
    int i = from;
    while (bytes[i] == '\r') {
      i++;
    }
    return i;
  }

  /**
   * Returns the index of the first newline or carriage return at or after {@code from}; {@code
   * limit} if none.
   */
  private int scan(int from) {
    byte[] b = bytes;
    long high = 0;
    long zero = 0;
    long escape = 0;
    int i = from;
    while (true) {
      long word = (long) LONGS.get(b, i);
      long newline = word ^ NEWLINES;
      long back = word ^ RETURNS;
      long hit = (((newline - ONES) & ~newline) | ((back - ONES) & ~back)) & HIGHS;
      long zeros = (word - ONES) & ~word;
      long other = word ^ ESCAPES;
      long escapes = (other - ONES) & ~other;
      if (hit != 0) {
        // These tests are exact up to the first line end: what they see above it is cut off.
        long below = (hit & -hit) - 1;
        highBytes |= high | (word & below);
        zeroBytes |= zero | (zeros & below);
        escapeBytes |= escape | (escapes & below);
        return i + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
      high |= word;
      zero |= zeros;
      escape |= escapes;
      i += Long.BYTES;
    }
  }

  /** Reads more bytes behind those that are pending. May move the pending bytes to the front. */
  private boolean fill() {
    if (capacity - limit < MIN_READ_BYTES && position > 0) {
      System.arraycopy(bytes, position, bytes, 0, limit - position);
      bufferOffset += position;
      limit -= position;
      position = 0;
    }
    if (capacity - limit < MIN_READ_BYTES) {
      capacity = Math.max(2 * capacity, CHUNK_BYTES);
      bytes = Arrays.copyOf(bytes, capacity + Long.BYTES);
    }
    int n = source.read(bytes, limit, capacity - limit);
    limit += Math.max(0, n);
    bytes[limit] = '\n';
    return n >= 0;
  }

  /** Shows other bytes instead of the current line, until the next call of {@link #next()}. */
  void replace(byte[] buffer, int from, int to) {
    view = buffer;
    start = from;
    end = to;
  }

  /** Returns the array that holds the current line. */
  public byte[] buffer() {
    return view;
  }

  /** Returns the index of the first byte of the current line's content. */
  public int start() {
    return start;
  }

  /** Returns the index after the last byte of the current line's content. */
  public int end() {
    return end;
  }

  /** Returns where the current line starts in the file, in uncompressed bytes. */
  public long offset() {
    return offset;
  }

  /** Returns where the line after the current one starts in the file, in uncompressed bytes. */
  public long nextOffset() {
    return bufferOffset + position;
  }

  /** Returns the {@link LineFlags} of the current line. */
  public int flags() {
    return flags;
  }

  /** Returns how the content is stored, as its first bytes told when it was opened. */
  public Compression compression() {
    return source.compression();
  }

  /**
   * Copies the first bytes of the content that follows, for a look at what it is. Call it before
   * the first {@link #next()}; it does not move the cursor.
   *
   * @param head takes the bytes
   * @return how many were copied; fewer than {@code head.length} only when the content is shorter
   */
  public int peek(byte[] head) {
    while (limit - position < head.length && !done && fill()) {
      // Until there is enough, or no more.
    }
    int n = Math.min(head.length, limit - position);
    System.arraycopy(bytes, position, head, 0, n);
    return n;
  }

  /** Returns one sentence for each thing that was wrong with the file so far. */
  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }

  @Override
  public void close() {
    done = true;
    source.close();
  }
}
