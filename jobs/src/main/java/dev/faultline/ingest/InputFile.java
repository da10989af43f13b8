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

  /** From the middle of a year to the beginning of its last day. */
  private static final int HALF_YEAR_DAYS = 182;

  /**
   * Returns the day near which a line without a year lies. A file that no day is known of holds
   * what was written in the year before its last change, so that day is the middle of this year,
   * which ends with the day after: clocks differ, and local ones are ahead of UTC.
   *
   * @param asked what the user named, which wins; or null
   */
  LocalDate referenceDate(LocalDate asked) {
    if (asked != null) {
      return asked;
    }
    if (dateInPath != null) {
      return dateInPath;
    }
    LocalDate lastDay = LocalDate.ofInstant(modified, ZoneOffset.UTC).plusDays(1);
    return lastDay.minusDays(HALF_YEAR_DAYS);
  }
}
