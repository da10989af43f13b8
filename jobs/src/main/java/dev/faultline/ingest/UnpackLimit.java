package dev.faultline.ingest;

import java.io.Serializable;
import java.util.Locale;

/**
 * How much a compressed file may unpack to. Some thousand bytes can hold as many gigabytes of equal
 * lines, by intent or by accident; what comes behind the limit is left out and the ledger says so.
 *
 * <p>Logs of gzip seldom shrink to less than a fortieth, and a storm of one line in each second
 * thousands of times to a three-hundredth; the format itself ends at 1,032 (<a
 * href="https://zlib.net/zlib_tech.html">zlib Technical Details</a>). Bzip2 and zstd pack equal
 * lines thousands of times better, which is why a ratio alone would be no measure.
 *
 * @param ratio uncompressed bytes for each stored byte; 0 for no limit
 * @param alwaysBytes uncompressed bytes that any file may have
 */
record UnpackLimit(int ratio, long alwaysBytes) implements Serializable {

  /** Uncompressed bytes that any file may have, whatever its ratio. */
  static final long ALWAYS_BYTES = 1L << 30;

  static final UnpackLimit DEFAULT = ofRatio(LogSource.DEFAULT_UNPACK_RATIO);

  /** Returns the limit of a ratio, above {@link #ALWAYS_BYTES}; 0 for none. */
  static UnpackLimit ofRatio(int ratio) {
    return new UnpackLimit(ratio, ALWAYS_BYTES);
  }

  /** Returns how many bytes a file of so many stored ones may unpack to. */
  long bytes(long storedBytes) {
    boolean none = ratio == 0 || storedBytes > Long.MAX_VALUE / ratio;
    return none ? Long.MAX_VALUE : Math.max(alwaysBytes, ratio * storedBytes);
  }

  /** Returns the sentence for the ledger. */
  String problem(long storedBytes) {
    return String.format(
        Locale.ROOT,
        "unpacks to more than %d bytes, and to more than %d times its %d stored bytes; what"
            + " follows was not read (--set max_unpack_ratio=0 reads all)",
        bytes(storedBytes),
        ratio,
        storedBytes);
  }
}
