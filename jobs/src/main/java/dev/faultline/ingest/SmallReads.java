package dev.faultline.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Hands a decoder its input in pieces of 4 KiB and promises no more. A decoder that decodes all it
 * has in one call then gives up at most what such a piece holds when the data are damaged, and
 * gives out everything before a truncation.
 */
final class SmallReads extends FilterInputStream {

  private static final int PIECE_BYTES = 4096;

  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;

  SmallReads(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer, 0, buffer.length));
      if (limit == 0) {
        return -1;
      }
    }
    int n = Math.min(Math.min(len, PIECE_BYTES), limit - position);
    System.arraycopy(buffer, position, b, off, n);
    position += n;
    return n;
  }

  @Override
  public int available() {
    return 0;
  }
}
