package dev.faultline.ingest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The uncompressed bytes of a gzip file with any number of members (RFC 1952).
 *
 * <p>{@link java.util.zip.GZIPInputStream} asks {@code available()} whether another member follows
 * and so ends early on network streams, and it drops the bytes it had already inflated when it
 * meets damage. This class reads until the file really ends, and gives out all bytes before the
 * damage.
 */
final class GzipMembers extends InputStream {

  private static final int HAS_CRC = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private final InputStream in;
  private final Consumer<String> problems;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] input = new byte[1 << 16];
  private int inputStart;
  private int inputEnd;
  private boolean insideMember;
  private boolean firstMember = true;
  private boolean ended;
  private IOException failure;

  GzipMembers(InputStream in, Consumer<String> problems) {
    this.in = in;
    this.problems = problems;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    if (len == 0) {
      return 0;
    }
    while (!ended) {
      if (failure != null) {
        throw failure;
      }
      if (!insideMember && !startMember()) {
        ended = true;
        break;
      }
      int n = inflate(b, off, len);
      if (n > 0) {
        crc.update(b, off, n);
        return n;
      }
      if (failure == null) {
        if (inflater.finished()) {
          endMember();
        } else if (inflater.needsDictionary()) {
          throw new ZipException("it wants a preset dictionary");
        } else {
          feed();
        }
      }
    }
    return -1;
  }

  private int inflate(byte[] b, int off, int len) {
    long before = inflater.getBytesWritten();
    try {
      return inflater.inflate(b, off, len);
    } catch (DataFormatException e) {
      // What this call wrote before it met the damage is good; the next call reports.
      failure = new ZipException(e.getMessage() == null ? "bad deflate data" : e.getMessage());
      return (int) (inflater.getBytesWritten() - before);
    }
  }

  private void feed() throws IOException {
    if (!fill()) {
      throw truncated();
    }
    inflater.setInput(input, inputStart, inputEnd - inputStart);
    inputStart = inputEnd;
  }

  /** Reads a member header. Returns false at the end of the file, or of what is gzip in it. */
  private boolean startMember() throws IOException {
    if (!firstMember && !anotherFollows()) {
      return false;
    }
    firstMember = false;
    if (take() != 0x1f || take() != 0x8b || take() != 8) {
      throw new ZipException("bad member header");
    }
    int flags = take();
    skip(6);
    if ((flags & HAS_EXTRA) != 0) {
      skip(take() | take() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    crc.reset();
    inflater.setInput(input, inputStart, inputEnd - inputStart);
    inputStart = inputEnd;
    insideMember = true;
    return true;
  }

  // Tapes and block devices pad with zeros; gzip(1) reads past them without a word.
  private boolean anotherFollows() throws IOException {
    do {
      while (inputStart < inputEnd) {
        if (input[inputStart] == 0x1f) {
          return true;
        }
        if (input[inputStart] != 0) {
          problems.accept("bytes after the end of the gzip data were not read");
          return false;
        }
        inputStart++;
      }
    } while (fill());
    return false;
  }

  private void endMember() throws IOException {
    insideMember = false;
    inputStart = inputEnd - inflater.getRemaining();
    long storedCrc = takeInt();
    long storedSize = takeInt();
    if (storedCrc != crc.getValue()) {
      throw new ZipException("wrong checksum");
    }
    if (storedSize != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("wrong length");
    }
  }

  private long takeInt() throws IOException {
    return take() | take() << 8 | take() << 16 | (long) take() << 24;
  }

  private int take() throws IOException {
    if (inputStart == inputEnd && !fill()) {
      throw truncated();
    }
    return input[inputStart++] & 0xff;
  }

  private void skip(int n) throws IOException {
    for (int i = 0; i < n; i++) {
      take();
    }
  }

  private void skipText() throws IOException {
    while (take() != 0) {
      // Up to the NUL that ends the text.
    }
  }

  private boolean fill() throws IOException {
    int n = in.read(input, 0, input.length);
    inputStart = 0;
    inputEnd = Math.max(0, n);
    return n > 0;
  }

  private static IOException truncated() {
    return new EOFException("truncated");
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
