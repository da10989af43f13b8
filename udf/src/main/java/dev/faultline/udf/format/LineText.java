package dev.faultline.udf.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What stands in a line, once what it is wrapped in is taken off: a JSON object is written as a
 * line of its format, and of a line of a container's runtime ({@link FormatSpec#wraps}) remains
 * what the program in the container wrote, which may be JSON again. Any other line stays as it is,
 * for the price of a look at its first byte. Reused from line to line; not thread-safe.
 */
public final class LineText {

  /** A container's runtime, a shipper, the program's JSON, and one to spare. */
  private static final int MOST_LAYERS = 4;

  /** Docker cuts lines here. */
  private static final int DOCKER_PART_BYTES = 16 << 10;

  private final FormatSet set;
  private final List<LogFormat> formats;
  private final List<Integer> json = new ArrayList<>();
  private final JsonObject object = new JsonObject();
  private final Header header = new Header();
  private final Header wrapperHeader = new Header();

  /** Bits of the formats that wrap lines and are no JSON, as far as they are looked for. */
  private long wrappers;

  private byte[] buffer;
  private int start;
  private int end;
  private int behind;
  private int format;

  private int wrapper;
  private byte[] wrapperBuffer;
  private int wrapperStart;
  private int wrapperEnd;
  private boolean isPart;

  /** The array of the line as it stands. */
  private byte[] raw;

  /** Writes lines anew. */
  public interface Rewriter {
    /**
     * Returns what becomes of the bytes from {@code start} to {@code end}, or null for no change.
     */
    byte[] rewritten(byte[] line, int start, int end);
  }

  /** Looks for all that the formats know. */
  public LineText(FormatSet set) {
    this.set = set;
    formats = set.formats();
    for (int i = 0; i < formats.size(); i++) {
      if (formats.get(i).json() != null) {
        json.add(i);
      } else if (formats.get(i).spec().isWrapper()) {
        wrappers |= 1L << i;
      }
    }
  }

  /** Looks for no wrapper any more that is no JSON, as in a file whose head shows none. */
  public void onlyJson() {
    wrappers = 0;
  }

  /** Takes off what a line is wrapped in; arguments as in {@link LogFormat#match}. */
  public void read(byte[] buf, int from, int to) {
    raw = buf;
    buffer = buf;
    start = from;
    end = to;
    behind = to;
    format = -1;
    wrapper = -1;
    isPart = false;
    for (int layer = 0; layer < MOST_LAYERS && format < 0; layer++) {
      boolean off = looksLikeJson() ? takeJson() : wrappers != 0 && takeWrapper();
      if (!off) {
        return;
      }
    }
  }

  private boolean looksLikeJson() {
    if (start == end || buffer[start] != '{' || json.isEmpty()) {
      return false;
    }
    int last = end - 1;
    while (last > start && (buffer[last] == ' ' || buffer[last] == '\t')) {
      last--;
    }
    return buffer[last] == '}';
  }

  private boolean takeJson() {
    if (!object.read(buffer, start, end)) {
      return false;
    }
    for (int index : json) {
      LogFormat taker = formats.get(index);
      String text = taker.json().write(object);
      if (text != null && take(index, AnsiEscapes.removed(text).getBytes(UTF_8))) {
        return true;
      }
    }
    return false;
  }

  private boolean take(int index, byte[] text) {
    int firstEnd = newline(text, 0);
    LogFormat taker = formats.get(index);
    if (!taker.match(text, 0, firstEnd, header)) {
      return false;
    }
    if (taker.spec().isWrapper()) {
      keepWrapper(index, text, 0, firstEnd);
      int last = text.length - (text[text.length - 1] == '\n' ? 1 : 0);
      isPart = last == text.length && last - header.bodyStart >= DOCKER_PART_BYTES;
      show(text, header.bodyStart, Math.max(header.bodyStart, last));
    } else {
      format = index;
      show(text, 0, text.length);
    }
    return true;
  }

  private boolean takeWrapper() {
    for (long left = wrappers; left != 0; left &= left - 1) {
      int index = Long.numberOfTrailingZeros(left);
      LogFormat taker = formats.get(index);
      if (taker.match(buffer, start, end, header)) {
        keepWrapper(index, buffer, start, end);
        isPart = taker.spec().wraps().equals(FormatSpec.WRAPS_PART);
        start = header.bodyStart;
        return true;
      }
    }
    return false;
  }

  /** The outermost counts: it is of the machine that the program ran on. */
  private void keepWrapper(int index, byte[] text, int from, int to) {
    if (wrapper < 0) {
      wrapper = index;
      wrapperBuffer = text;
      wrapperStart = from;
      wrapperEnd = to;
    }
  }

  private void show(byte[] text, int from, int to) {
    buffer = text;
    start = from;
    behind = to;
    end = Math.min(to, newline(text, from));
  }

  private static int newline(byte[] text, int from) {
    int i = from;
    while (i < text.length && text[i] != '\n') {
      i++;
    }
    return i;
  }

  /**
   * Finds the format of what stands in the line.
   *
   * @param candidates as in {@link FormatSet#match}
   * @param out receives what it says; its positions are those of {@link #buffer}
   * @return index of the format, or -1 for none
   */
  public int match(long candidates, Header out) {
    if (format < 0) {
      return set.match(buffer, start, end, candidates, out);
    }
    return formats.get(format).match(buffer, start, end, out) ? format : -1;
  }

  /**
   * Takes the line for one of its wrapper's own format: {@link #buffer} is then the whole of it.
   *
   * @param out as in {@link #match}
   * @return index of the wrapper's format
   */
  public int matchWrapper(Header out) {
    show(wrapperBuffer, wrapperStart, wrapperEnd);
    formats.get(wrapper).match(buffer, start, end, out);
    return wrapper;
  }

  /** Whether something was taken off that says itself when the line was written. */
  public boolean isWrapped() {
    return wrapper >= 0;
  }

  /** Whether the rest of what was written stands in the next line. */
  public boolean isPart() {
    return isPart;
  }

  /** Returns when the wrapper says the line was written, as {@link TimeResolver#resolve}. */
  public long wrapperMicros(TimeResolver times) {
    if (wrapper < 0) {
      return TimeResolver.NONE;
    }
    formats.get(wrapper).match(wrapperBuffer, wrapperStart, wrapperEnd, wrapperHeader);
    return times.resolve(wrapperHeader, TimeResolver.NONE);
  }

  /** Returns the array that holds what stands in the line. */
  public byte[] buffer() {
    return buffer;
  }

  /** Returns the index of its first byte. */
  public int start() {
    return start;
  }

  /** Returns the index behind the last byte of its first line. */
  public int end() {
    return end;
  }

  /**
   * Moves to the next line of what stands in the line: a message in JSON may have several.
   *
   * @return false when there is none
   */
  public boolean nextLine() {
    if (end >= behind) {
      return false;
    }
    start = end + 1;
    end = Math.min(behind, newline(buffer, start));
    return true;
  }

  /** Returns a copy of what stands in the line, its first line. */
  public byte[] bytes() {
    return Arrays.copyOfRange(buffer, start, end);
  }

  /**
   * Whether what stands in the line is not part of the line as it is, but was written from JSON.
   */
  public boolean isWritten() {
    return buffer != raw;
  }

  /** Writes each of the lines that stand in the line anew; only for those of {@link #isWritten}. */
  public void rewrite(Rewriter rewriter) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(buffer, 0, start);
    boolean changed = false;
    for (int from = start; from <= behind; ) {
      int to = Math.min(behind, newline(buffer, from));
      byte[] line = rewriter.rewritten(buffer, from, to);
      changed |= line != null;
      all.write(
          line == null ? buffer : line,
          line == null ? from : 0,
          line == null ? to - from : line.length);
      if (to < behind) {
        all.write('\n');
      }
      from = to + 1;
    }
    if (changed) {
      byte[] text = all.toByteArray();
      if (wrapperBuffer == buffer) {
        wrapperBuffer = text;
        wrapperEnd = newline(text, wrapperStart);
      }
      show(text, start, text.length);
    }
  }

  /** Returns the format of an index. */
  public LogFormat format(int index) {
    return formats.get(index);
  }

  /** Whether it is JSON of a known format. */
  public boolean isJson() {
    return format >= 0;
  }
}
