package dev.faultline.ingest;

import java.io.Serializable;

/**
 * The part of a file that one cursor reads: all lines that start in {@code [start, end)}.
 *
 * @param file the file
 * @param start first offset, in uncompressed bytes
 * @param end first offset that is no longer part of the split, in uncompressed bytes; {@link
 *     Long#MAX_VALUE} for a compressed file, which cannot be cut
 */
public record InputSplit(InputFile file, long start, long end) implements Serializable {

  public InputSplit {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("bad split [" + start + ", " + end + ") of " + file);
    }
  }
}
