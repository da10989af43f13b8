package dev.faultline.udf.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Learns from the head of a file which formats it holds and when its machine booted. One per file;
 * not thread-safe.
 */
public final class Sniffer {

  private static final int LEAST_LINES = 2;
  private static final int LEAST_PERCENT = 20;

  private final FormatSet set;
  private final List<LogFormat> formats;
  private final long[] counts;
  private final Header header = new Header();
  private long lines;

  /** The formats of which further lines would say nothing new, a bit each. */
  private long settled;

  private long bootTimeMicros = Long.MIN_VALUE;

  /** Starts with no line seen. */
  public Sniffer(FormatSet set) {
    this.set = set;
    formats = set.formats();
    // A format of JSON has no bit, and needs no look at the head: keys tell.
    counts = new long[set.textFormats()];
  }

  /**
   * Takes a line of the head; arguments as in {@link LogFormat#match}.
   *
   * @param isAsked whether the answer matters, which takes longer to find
   * @return whether a format takes it that is tried in every file; true if nobody asks
   */
  public boolean feed(byte[] buf, int start, int end, boolean isAsked) {
    lines++;
    boolean taken = !isAsked;
    long possible = set.possible(buf, start, end);
    for (int i = 0; i < counts.length; i++) {
      LogFormat format = formats.get(i);
      boolean isEverywhere = !format.spec().sniffOnly() && !format.spec().catchAll();
      boolean isWanted = (settled >>> i & 1) == 0 || (isEverywhere && !taken);
      if (isWanted && (possible & 1L << i) != 0 && format.match(buf, start, end, header)) {
        counts[i]++;
        taken |= isEverywhere;
        if (format.bootTime() != null
            && bootTimeMicros == Long.MIN_VALUE
            && header.uptimeMicros != Header.NO_UPTIME) {
          readBootTime(format, new String(buf, start, end - start, StandardCharsets.UTF_8));
        }
        boolean isKnown = !format.spec().sniffOnly() || counts[i] >= LEAST_LINES;
        boolean isAwaited = format.bootTime() != null && bootTimeMicros == Long.MIN_VALUE;
        settled |= isKnown && !isAwaited ? 1L << i : 0;
      }
    }
    return taken;
  }

  private void readBootTime(LogFormat format, String line) {
    if (!line.contains(format.spec().bootTime().literal())) {
      return;
    }
    Matcher matcher = format.bootTime().matcher(line);
    if (!matcher.find() || matcher.group(1) == null) {
      return;
    }
    try {
      long clock =
          new BigDecimal(matcher.group(1))
              .movePointRight(6)
              .setScale(0, RoundingMode.FLOOR)
              .longValueExact();
      bootTimeMicros = Math.subtractExact(clock, header.uptimeMicros);
    } catch (ArithmeticException | NumberFormatException e) {
      // A line that only looks like the announcement: a later one may be the real one.
      return;
    }
  }

  /**
   * Bits of the formats that matched at least one line; a format that is only tried where it was
   * seen needs two lines, or one line in five.
   */
  public long candidates() {
    long bits = 0;
    for (int i = 0; i < counts.length; i++) {
      boolean enough =
          !formats.get(i).spec().sniffOnly()
              || counts[i] >= LEAST_LINES
              || counts[i] * 100 >= lines * LEAST_PERCENT;
      if (counts[i] > 0 && enough) {
        bits |= 1L << i;
      }
    }
    return bits;
  }

  /** Microseconds since 1970 UTC at which the machine booted, or {@link Long#MIN_VALUE}. */
  public long bootTimeMicros() {
    return bootTimeMicros;
  }
}
