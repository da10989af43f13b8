package dev.faultline.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a decoder byte by byte, so that an exception does not take the bytes of the same call with
 * it. For bzip2, whose decoder works byte by byte anyway and is slow beside the extra call.
 */
final class BytewiseStream extends FilterInputStream {

  private Exception failure;

  BytewiseStream(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    int n = 0;
    try {
      while (failure == null && n < len) {
        int value = in.read();
        if (value < 0) {
          return n == 0 ? -1 : n;
        }
        b[off + n++] = (byte) value;
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
    if (n > 0 || len == 0) {
      return n;
    }
    throw new IOException(failure.getMessage(), failure);
  }
}
