package dev.faultline.ingest;

import dev.faultline.udf.redact.Redactor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the bytes of one split. The accounts of all splits add up to the inputs. */
public final class SplitAccount implements Serializable {

  /** How many bytes {@link #contentProblem} wants to see. */
  public static final int HEAD_BYTES = 8192;

  private static final double BINARY_SHARE = 0.3;

  private final int fileId;
  private final long start;
  private final long end;
  private long bytes;
  private long lines;
  private long overwritten;
  private long blank;
  private long undecodable;
  private long cut;
  private long nul;
  private long records;
  private long continuations;
  private long unparsed;
  private long outside;
  private final TreeMap<String, Long> redactions = new TreeMap<>();
  private final ArrayList<String> problems = new ArrayList<>();

  public SplitAccount(InputSplit split) {
    fileId = split.file().fileId();
    start = split.start();
    end = split.end();
  }

  /** Counts the line that the cursor is at, if it is more than a cleared terminal. */
  public void count(LineCursor cursor) {
    int flags = cursor.flags();
    bytes += cursor.nextOffset() - cursor.offset();
    if (LineFlags.isCleared(flags)) {
      return;
    }
    lines++;
    if (flags == 0) {
      return;
    }
    blank += has(flags, LineFlags.BLANK);
    undecodable += has(flags, LineFlags.INVALID_UTF8);
    cut += has(flags, LineFlags.CUT);
    nul += has(flags, LineFlags.NUL);
    overwritten += has(flags, LineFlags.OVERWRITTEN);
  }

  /** Counts what the counted line is. */
  public void count(LineKind kind) {
    switch (kind) {
      case RECORD -> records++;
      case CONTINUATION -> continuations++;
      case UNPARSED -> unparsed++;
      case BLANK -> {
        // Counted with the line's flags.
      }
    }
  }

  /** Counts what was taken out of the counted line. */
  public void count(Redactor redactor) {
    redactor.count(redactions);
  }

  /** Counts secrets that were taken out, by the id of the rule. */
  public void count(Map<String, Long> found) {
    if (!found.isEmpty()) {
      found.forEach((rule, count) -> redactions.merge(rule, count, Long::sum));
    }
  }

  /** Counts a record or unparsed line that lies outside the times asked for. */
  public void countOutside() {
    outside++;
  }

  private static int has(int flags, int flag) {
    return (flags & flag) != 0 ? 1 : 0;
  }

  /** Says in the account of a file's first split if the content is probably no log text. */
  public void look(byte[] head, int n) {
    String problem = start == 0 ? contentProblem(head, n) : null;
    if (problem != null) {
      addProblem(problem);
    }
  }

  /** Keeps a sentence about the file, once. */
  public void addProblem(String problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  public int fileId() {
    return fileId;
  }

  /** Returns the first offset of the split, in uncompressed bytes. */
  public long start() {
    return start;
  }

  /** Returns the offset after the split, in uncompressed bytes. */
  public long end() {
    return end;
  }

  /** Returns the uncompressed bytes of the counted lines, line ends included. */
  public long bytes() {
    return bytes;
  }

  public long lines() {
    return lines;
  }

  /** Returns the lines that ended at a carriage return without a newline. */
  public long overwritten() {
    return overwritten;
  }

  /** Returns the lines that are empty, or only spaces and tabs. */
  public long blank() {
    return blank;
  }

  /** Returns the lines in which bytes were replaced because they are no UTF-8. */
  public long undecodable() {
    return undecodable;
  }

  /** Returns the lines that were cut at the cap. */
  public long cut() {
    return cut;
  }

  /** Returns the lines with a NUL byte. */
  public long nul() {
    return nul;
  }

  /** Returns the lines with which a record begins. */
  public long records() {
    return records;
  }

  /** Returns the lines that belong to the record before them, or were overwritten. */
  public long continuations() {
    return continuations;
  }

  /** Returns the lines that no format takes and that belong to no record. */
  public long unparsed() {
    return unparsed;
  }

  /** Returns the records and unparsed lines that lie outside the times asked for. */
  public long outside() {
    return outside;
  }

  /** Returns how many secrets were taken out of lines, by the id of the rule. */
  public Map<String, Long> redactions() {
    return Collections.unmodifiableMap(redactions);
  }

  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }

  /**
   * Says why the content is probably no log text, or null.
   *
   * @param head the first bytes of the uncompressed content, {@link #HEAD_BYTES} if there are so
   *     many
   * @param n how many of them are valid
   */
  public static String contentProblem(byte[] head, int n) {
    if (isUtf16(head, n)) {
      return "UTF-16 text; convert it with iconv";
    }
    Compression inside = Compression.ofMagic(head, n);
    if (inside != Compression.NONE) {
      return "packed twice: its content is " + inside.label() + " data; unpack it once";
    }
    return looksBinary(head, n) ? "binary content, not log text" : null;
  }

  /**
   * Tells whether more than 30 % of the first 8 KiB are NUL, control characters (other than tab,
   * newline, carriage return and escape) or bytes that are no UTF-8. UTF-16 text is not binary.
   */
  public static boolean looksBinary(byte[] head, int n) {
    int length = Math.min(n, HEAD_BYTES);
    if (length == 0 || isUtf16(head, n)) {
      return false;
    }
    int odd = 0;
    int i = 0;
    while (i < length) {
      int b = head[i];
      if (b >= 0) {
        boolean printable = b >= ' ' && b != 0x7f;
        boolean text = printable || b == '\t' || b == '\n' || b == '\r' || b == 0x1b;
        odd += text ? 0 : 1;
        i++;
        continue;
      }
      int size = b >= (byte) 0xf0 ? 4 : b >= (byte) 0xe0 ? 3 : 2;
      if (i + size > length) {
        // The head ends inside a character, which says nothing.
        break;
      }
      if (Utf8.isValid(head, i, i + size)) {
        i += size;
      } else {
        odd++;
        i++;
      }
    }
    return odd > BINARY_SHARE * length;
  }

  private static boolean isUtf16(byte[] head, int n) {
    return n >= 2
        && ((head[0] == (byte) 0xff && head[1] == (byte) 0xfe)
            || (head[0] == (byte) 0xfe && head[1] == (byte) 0xff));
  }
}
