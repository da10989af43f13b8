package dev.faultline.udf.format;

import java.util.Comparator;
import java.util.List;

/**
 * Formats in the order in which a line is tried: by priority, then by id. Those of JSON stand
 * behind all others, as an object finds its format by its keys.
 */
public final class FormatSet {

  /** As many formats that are no JSON as a set of bits holds. */
  public static final int MOST_FORMATS = Long.SIZE;

  private final LogFormat[] formats;

  /** How many of the formats, the first ones, are no JSON. */
  private final int textFormats;

  private final long everywhere;
  private final long catchAll;

  /** By the first byte of a line: the formats that it can have, as a set of bits. */
  private final long[] byFirstByte = new long[256];

  /**
   * Orders the formats; their place in {@link #formats()} is their index from then on.
   *
   * @throws IllegalArgumentException if there are more than {@value #MOST_FORMATS} that are no
   *     JSON, or two of one id
   */
  public FormatSet(List<LogFormat> formats) {
    textFormats = (int) formats.stream().filter(format -> format.json() == null).count();
    if (textFormats > MOST_FORMATS) {
      throw new IllegalArgumentException(
          textFormats
              + " log formats that are no JSON; at most "
              + MOST_FORMATS
              + " can be tried on a file");
    }
    this.formats =
        formats.stream()
            .sorted(
                Comparator.comparing((LogFormat format) -> format.json() != null)
                    .thenComparing(format -> format.spec().catchAll())
                    .thenComparingInt(format -> format.spec().priority())
                    .thenComparing(format -> format.spec().id()))
            .toArray(LogFormat[]::new);
    long bits = 0;
    long last = 0;
    for (int i = 0; i < this.formats.length; i++) {
      String id = this.formats[i].spec().id();
      for (int k = 0; k < i; k++) {
        if (this.formats[k].spec().id().equals(id)) {
          throw new IllegalArgumentException("two log formats have the id '" + id + "'");
        }
      }
      if (this.formats[i].spec().catchAll() && i < textFormats) {
        last |= 1L << i;
      }
      if (!this.formats[i].spec().sniffOnly() && this.formats[i].spec().isPlain()) {
        bits |= 1L << i;
      }
    }
    everywhere = bits;
    catchAll = last;
    for (int b = 0; b < byFirstByte.length; b++) {
      for (int i = 0; i < this.formats.length; i++) {
        if (this.formats[i].spec().isPlain() && this.formats[i].mayBegin((byte) b)) {
          byFirstByte[b] |= 1L << i;
        }
      }
    }
  }

  /** Bits of the formats that a line can have by its first byte; all for an empty line. */
  long possible(byte[] buf, int start, int end) {
    return start < end ? byFirstByte[buf[start] & 0xff] : -1L;
  }

  /** How many of the formats, the first ones, are no JSON: these have a bit in sets. */
  int textFormats() {
    return textFormats;
  }

  /** The formats in their order. */
  public List<LogFormat> formats() {
    return List.of(formats);
  }

  /**
   * Finds the format of a line: first among the candidates, then among the others, except those
   * that are only tried where the file's head showed them, and last among those that catch all.
   *
   * @param candidates bit set of indices, as from {@link Sniffer#candidates()}
   * @param out receives what the line says
   * @return index of the format, or -1 for none
   */
  public int match(byte[] buf, int start, int end, long candidates, Header out) {
    long possible = possible(buf, start, end);
    long first = candidates & ~catchAll;
    int index = matchOneOf(buf, start, end, first & possible, out);
    // Those that catch all stand behind the others in the order.
    return index >= 0
        ? index
        : matchOneOf(buf, start, end, (everywhere | candidates) & ~first & possible, out);
  }

  private int matchOneOf(byte[] buf, int start, int end, long set, Header out) {
    for (long left = set; left != 0; left &= left - 1) {
      int index = Long.numberOfTrailingZeros(left);
      if (index >= textFormats) {
        return -1;
      }
      if (formats[index].match(buf, start, end, out)) {
        return index;
      }
    }
    return -1;
  }
}
