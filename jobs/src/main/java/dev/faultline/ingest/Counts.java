package dev.faultline.ingest;

/**
 * How many lines were read, and what they are. Lines are physical ones, after decompression.
 *
 * @param lines what {@code wc -l} counts, plus one if the last line is not terminated, plus those
 *     that were overwritten
 * @param overwritten lines that ended at a carriage return without a newline, as those of a
 *     progress bar; blank ones only clear the terminal and count nowhere
 * @param records lines with which a record begins: a declared format takes them
 * @param continuation lines that belong to the record before them, and overwritten ones that no
 *     format takes, wherever they stand
 * @param unparsed lines that no format takes and that belong to no record
 * @param blank lines that are empty or only spaces and tabs
 * @param undecodable lines in which bytes that are no UTF-8 were replaced
 * @param nul lines with a NUL byte
 * @param cut lines longer than the cap, which were cut
 * @param outside records and unparsed lines outside the times asked for
 */
public record Counts(
    long lines,
    long overwritten,
    long records,
    long continuation,
    long unparsed,
    long blank,
    long undecodable,
    long nul,
    long cut,
    long outside) {

  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Returns the sums of both. */
  Counts plus(Counts other) {
    return new Counts(
        lines + other.lines,
        overwritten + other.overwritten,
        records + other.records,
        continuation + other.continuation,
        unparsed + other.unparsed,
        blank + other.blank,
        undecodable + other.undecodable,
        nul + other.nul,
        cut + other.cut,
        outside + other.outside);
  }
}
