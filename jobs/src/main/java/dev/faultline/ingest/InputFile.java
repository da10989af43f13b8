package dev.faultline.ingest;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * One log file as it was when it was listed. A run reads exactly these bytes, so that the same
 * listing gives the same result while the file is still being written to.
 *
 * @param fileId position in the listing, 0-based, in byte order of {@code path}
 * @param path qualified Hadoop path, not URI-escaped: {@code file:/var/log/a b.log}
 * @param lengthBytes stored length, in bytes (compressed length for a compressed file)
 * @param modified time of the last change, as the file system tells it
 * @param compression what the name promises; the content decides when the file is opened
 * @param dateInPath the last date in the path, or null
 */
public record InputFile(
    int fileId,
    String path,
    long lengthBytes,
    Instant modified,
    Compression compression,
    LocalDate dateInPath)
    implements Serializable {

  /**
   * Returns the day near which a line without a year lies.
   *
   * @param asked what the user named, which wins; or null
   */
  LocalDate referenceDate(LocalDate asked) {
    if (asked != null) {
      return asked;
    }
    return dateInPath != null ? dateInPath : LocalDate.ofInstant(modified, ZoneOffset.UTC);
  }
}
