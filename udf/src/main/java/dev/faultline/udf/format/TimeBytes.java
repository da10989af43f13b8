package dev.faultline.udf.format;

/** Reads the parts of a time stamp from bytes; each method says where its part ends. */
final class TimeBytes {

  static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };
  static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

  /** Beyond all zones. */
  static final int LARGEST_OFFSET_SECONDS = 18 * 3600;

  private static final long MICROS = 1_000_000L;

  private TimeBytes() {}

  /** Value of just so many digits, at most nine, or -1 if they are not there. */
  static int digits(byte[] buf, int p, int end, int count) {
    if (end - p < count) {
      return -1;
    }
    int value = 0;
    for (int i = p; i < p + count; i++) {
      int digit = buf[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** How many digits stand at {@code p}, at most {@code most}. */
  static int digitsAt(byte[] buf, int p, int end, int most) {
    int count = 0;
    while (count < most && p + count < end && buf[p + count] >= '0' && buf[p + count] <= '9') {
      count++;
    }
    return count;
  }

  /** Index of a name of three letters, or -1. */
  static int name(byte[] buf, int p, int end, String[] names) {
    if (end - p < 3) {
      return -1;
    }
    for (int i = 0; i < names.length; i++) {
      String name = names[i];
      if (buf[p] == name.charAt(0)
          && buf[p + 1] == name.charAt(1)
          && buf[p + 2] == name.charAt(2)) {
        return i;
      }
    }
    return -1;
  }

  /** Reads a day of one digit, perhaps behind a space, or of two. */
  static int shortDay(byte[] buf, int p, int end, Header out) {
    int first = digits(buf, p, end, 1);
    int second = digits(buf, p + 1, end, 1);
    if (second >= 0 && (first >= 0 || buf[p] == ' ')) {
      out.day = Math.max(first, 0) * 10 + second;
      return p + 2;
    }
    out.day = first;
    return first < 0 ? -1 : p + 1;
  }

  /** Reads a fraction of the second; returns {@code start} if there is none. */
  static int fraction(byte[] buf, int start, int end, Header out) {
    if (start + 1 >= end
        || (buf[start] != '.' && buf[start] != ',')
        || digits(buf, start + 1, end, 1) < 0) {
      return start;
    }
    int p = start + 1;
    int nano = 0;
    int unit = 1_000_000_000;
    for (int digit; unit > 1 && (digit = digits(buf, p, end, 1)) >= 0; p++) {
      unit /= 10;
      nano += digit * unit;
    }
    out.nano = nano;
    return p;
  }

  /** Reads seconds (ten digits) or milliseconds (thirteen) since 1970 UTC. */
  static int epoch(byte[] buf, int p, int end, int count, Header out) {
    int high = digits(buf, p, end, count - 9);
    int low = high < 0 ? -1 : digits(buf, p + count - 9, end, 9);
    if (low < 0) {
      return -1;
    }
    long value = high * 1_000_000_000L + low;
    out.epochMicros = count == TimePart.EPOCH.digits ? value * MICROS : value * 1000;
    return p + count;
  }

  /** Reads a zone; minutes past 59 give an offset beyond all zones. */
  static int zone(byte[] buf, int start, int end, Header out) {
    if (start >= end) {
      return -1;
    }
    int names = buf[start] == 'Z' ? 1 : isUtc(buf, start, end) ? 3 : 0;
    if (names > 0) {
      out.zoneOffsetSeconds = 0;
      return start + names;
    }
    if (buf[start] != '+' && buf[start] != '-') {
      return -1;
    }
    int hours = digits(buf, start + 1, end, 2);
    int p = start + 3;
    if (p < end && buf[p] == ':') {
      p++;
    }
    int minutes = digits(buf, p, end, 2);
    if (hours < 0 || minutes < 0) {
      return -1;
    }
    int seconds = minutes > 59 ? LARGEST_OFFSET_SECONDS + 1 : hours * 3600 + minutes * 60;
    out.zoneOffsetSeconds = buf[start] == '-' ? -seconds : seconds;
    return p + 2;
  }

  private static boolean isUtc(byte[] buf, int p, int end) {
    return end - p >= 3
        && ((buf[p] == 'U' && buf[p + 1] == 'T' && buf[p + 2] == 'C')
            || (buf[p] == 'G' && buf[p + 1] == 'M' && buf[p + 2] == 'T'));
  }
}
