package dev.faultline.udf.format;

import java.time.Year;
import java.util.ArrayList;
import java.util.List;

/**
 * The layout of a time stamp.
 *
 * <ul>
 *   <li>{@code yyyy MM dd HH mm ss}: digits, as many as letters; {@code d}: a day of one or two
 *       digits, one digit optionally behind a space
 *   <li>{@code MMM}, {@code EEE}: English names of three letters; the weekday is not checked
 *   <li>{@code f}: optionally, {@code .} or {@code ,} and one to nine digits of the second
 *   <li>{@code X}: {@code Z}, {@code ±hh:mm} or {@code ±hhmm}
 *   <li>{@code T}: {@code T} or a space; any other character but a letter stands for itself
 * </ul>
 *
 * <p>A stamp of the right shape that names no moment (24:00, :60, February 31) is read but gives no
 * time.
 */
final class TimeLayout {

  private static final String DIGITS = "0123456789";
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final String[] TOKENS = {
    "yyyy", "MMM", "MM", "dd", "d", "HH", "mm", "ss", "EEE", "f", "X", "T"
  };
  private static final int LARGEST_OFFSET_SECONDS = 18 * 3600;
  private static final int LEAP_YEAR = 2000;

  private enum Part {
    YEAR(4, "time_year"),
    MONTH(2, "time_month"),
    DAY(2, "time_day"),
    HOUR(2, "time_hour"),
    MINUTE(2, "time_minute"),
    SECOND(2, "time_second"),
    MONTH_NAME(0, "time_month_name"),
    DAY_NAME(0, null),
    SHORT_DAY(0, "time_day"),
    FRACTION(0, "time_fraction"),
    ZONE(0, "time_zone"),
    SEPARATOR(0, null),
    LITERAL(0, null);

    final int digits;
    final String group;

    Part(int digits, String group) {
      this.digits = digits;
      this.group = group;
    }
  }

  private final Part[] parts;
  private final byte[] literals;
  private final boolean hasYear;

  /**
   * Reads a layout.
   *
   * @throws IllegalArgumentException if a letter is unknown, the layout lacks month, day, hour,
   *     minute or second, or a part of free length is followed by what it could swallow
   */
  TimeLayout(String layout) {
    List<Part> found = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < layout.length()) {
      String token = token(layout, i);
      found.add(part(token));
      text.append(token.charAt(0));
      i += token.length();
    }
    parts = found.toArray(Part[]::new);
    literals = new byte[parts.length];
    for (int k = 0; k < literals.length; k++) {
      literals[k] = (byte) text.charAt(k);
    }
    hasYear = found.contains(Part.YEAR);
    check(found, layout);
  }

  private static String token(String layout, int at) {
    for (String token : TOKENS) {
      if (layout.startsWith(token, at)) {
        return token;
      }
    }
    char c = layout.charAt(at);
    if (c < ' ' || c >= 0x7f || Character.isLetterOrDigit(c)) {
      throw new IllegalArgumentException(
          "layout '" + layout + "': '" + c + "' has no meaning; use " + String.join(" ", TOKENS));
    }
    return String.valueOf(c);
  }

  private static Part part(String token) {
    return switch (token) {
      case "yyyy" -> Part.YEAR;
      case "MMM" -> Part.MONTH_NAME;
      case "MM" -> Part.MONTH;
      case "dd" -> Part.DAY;
      case "d" -> Part.SHORT_DAY;
      case "HH" -> Part.HOUR;
      case "mm" -> Part.MINUTE;
      case "ss" -> Part.SECOND;
      case "EEE" -> Part.DAY_NAME;
      case "f" -> Part.FRACTION;
      case "X" -> Part.ZONE;
      case "T" -> Part.SEPARATOR;
      default -> Part.LITERAL;
    };
  }

  private void check(List<Part> found, String layout) {
    boolean complete =
        (found.contains(Part.MONTH) != found.contains(Part.MONTH_NAME))
            && (found.contains(Part.DAY) != found.contains(Part.SHORT_DAY))
            && found.containsAll(List.of(Part.HOUR, Part.MINUTE, Part.SECOND));
    if (!complete) {
      throw new IllegalArgumentException(
          "layout '" + layout + "' needs one each of month, day, HH, mm and ss");
    }
    for (int k = 0; k < parts.length; k++) {
      if (parts[k] != Part.LITERAL
          && parts[k] != Part.SEPARATOR
          && found.lastIndexOf(parts[k]) != k) {
        throw new IllegalArgumentException("layout '" + layout + "' repeats a part");
      }
      if (k + 1 < parts.length && endsIn(k).meets(first(k + 1))) {
        throw new IllegalArgumentException(
            "layout '" + layout + "': d and f must not be followed by what they could swallow");
      }
    }
  }

  /** What the part at {@code k} could go on with where it ends; empty for a fixed length. */
  private ByteClass endsIn(int k) {
    return switch (parts[k]) {
      case FRACTION -> ByteClass.of(DIGITS + ".,");
      case SHORT_DAY -> ByteClass.of(DIGITS);
      default -> ByteClass.of("");
    };
  }

  private ByteClass first(int k) {
    return switch (parts[k]) {
      case YEAR, MONTH, DAY, HOUR, MINUTE, SECOND -> ByteClass.of(DIGITS);
      case MONTH_NAME -> ByteClass.of("JFMASOND");
      case DAY_NAME -> ByteClass.of("MTWFS");
      case SHORT_DAY -> ByteClass.of(DIGITS + " ");
      case ZONE -> ByteClass.of("Z+-");
      case SEPARATOR -> ByteClass.of("T ");
      case LITERAL -> ByteClass.of(String.valueOf((char) literals[k]));
      case FRACTION ->
          k + 1 < parts.length ? ByteClass.of(".,").or(first(k + 1)) : ByteClass.of(".,");
    };
  }

  /** What a stamp can begin with. */
  ByteClass first() {
    return first(0);
  }

  /** What must not follow a stamp, as the stamp could go on with it. */
  ByteClass swallows() {
    return endsIn(parts.length - 1);
  }

  /**
   * The regex with a group around each part that tells the moment: {@code time_year}, {@code
   * time_month} (digits) or {@code time_month_name}, {@code time_day}, {@code time_hour}, {@code
   * time_minute}, {@code time_second}, {@code time_fraction} (digits only), {@code time_zone}.
   *
   * @param names receives the names of the groups
   */
  String capturing(List<String> names) {
    StringBuilder regex = new StringBuilder();
    for (int k = 0; k < parts.length; k++) {
      String name = parts[k].group;
      String part = partRegex(k);
      if (parts[k] == Part.FRACTION) {
        part = part.replace("[0-9]{1,9}", "([0-9]{1,9})");
      } else if (name != null) {
        part = "(" + part + ")";
      }
      if (name != null) {
        names.add(name);
      }
      regex.append(part);
    }
    return regex.toString();
  }

  String regex() {
    StringBuilder regex = new StringBuilder();
    for (int k = 0; k < parts.length; k++) {
      regex.append(partRegex(k));
    }
    return regex.toString();
  }

  private String partRegex(int k) {
    return switch (parts[k]) {
      case YEAR, MONTH, DAY, HOUR, MINUTE, SECOND -> "[0-9]{" + parts[k].digits + "}";
      case MONTH_NAME -> "(?:" + String.join("|", MONTHS) + ")";
      case DAY_NAME -> "(?:" + String.join("|", DAYS) + ")";
      case SHORT_DAY -> "(?:[ 0-9][0-9]|[0-9])";
      case FRACTION -> "(?:[.,][0-9]{1,9})?";
      case ZONE -> "(?:Z|[+\\-][0-9]{2}:?[0-9]{2})";
      case SEPARATOR -> "[T ]";
      case LITERAL -> RegexText.quote(String.valueOf((char) literals[k]));
    };
  }

  /**
   * Reads a stamp into {@code out}.
   *
   * @return index behind the stamp, or -1 if there is none at {@code start}
   */
  int match(byte[] buf, int start, int end, Header out) {
    int p = start;
    boolean valid = true;
    for (int k = 0; k < parts.length; k++) {
      Part part = parts[k];
      int digits = part.digits;
      if (digits > 0) {
        int value = digits(buf, p, end, digits);
        if (value < 0) {
          return -1;
        }
        p += digits;
        valid &= store(part, value, out);
        continue;
      }
      switch (part) {
        case MONTH_NAME -> {
          out.month = name(buf, p, end, MONTHS) + 1;
          p = out.month == 0 ? -1 : p + 3;
        }
        case DAY_NAME -> p = name(buf, p, end, DAYS) < 0 ? -1 : p + 3;
        case SHORT_DAY -> p = shortDay(buf, p, end, out);
        case FRACTION -> p = fraction(buf, p, end, out);
        case ZONE -> p = zone(buf, p, end, out);
        case SEPARATOR -> p = p < end && (buf[p] == 'T' || buf[p] == ' ') ? p + 1 : -1;
        default -> p = p < end && buf[p] == literals[k] ? p + 1 : -1;
      }
      if (p < 0) {
        return -1;
      }
    }
    valid &= out.month >= 1 && out.month <= 12;
    valid &= !hasYear || out.year > 0;
    valid &= out.day >= 1 && valid && out.day <= daysOf(hasYear ? out.year : LEAP_YEAR, out.month);
    valid &=
        out.zoneOffsetSeconds == Header.NO_ZONE
            || Math.abs(out.zoneOffsetSeconds) <= LARGEST_OFFSET_SECONDS;
    if (valid) {
      out.hasTime = true;
    } else {
      out.clearTime();
    }
    return p;
  }

  private static boolean store(Part part, int value, Header out) {
    switch (part) {
      case YEAR -> out.year = value;
      case MONTH -> out.month = value;
      case DAY -> out.day = value;
      case HOUR -> {
        out.hour = value;
        return value < 24;
      }
      case MINUTE -> {
        out.minute = value;
        return value < 60;
      }
      default -> {
        out.second = value;
        return value < 60;
      }
    }
    return true;
  }

  private static int daysOf(int year, int month) {
    return switch (month) {
      case 2 -> Year.isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private static int digits(byte[] buf, int p, int end, int count) {
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

  private static int name(byte[] buf, int p, int end, String[] names) {
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

  private static int shortDay(byte[] buf, int p, int end, Header out) {
    int first = digits(buf, p, end, 1);
    int second = digits(buf, p + 1, end, 1);
    if (second >= 0 && (first >= 0 || buf[p] == ' ')) {
      out.day = Math.max(first, 0) * 10 + second;
      return p + 2;
    }
    out.day = first;
    return first < 0 ? -1 : p + 1;
  }

  private static int fraction(byte[] buf, int start, int end, Header out) {
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

  private static int zone(byte[] buf, int start, int end, Header out) {
    if (start < end && buf[start] == 'Z') {
      out.zoneOffsetSeconds = 0;
      return start + 1;
    }
    if (start >= end || (buf[start] != '+' && buf[start] != '-')) {
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
    // Minutes past 59 make the stamp name no moment.
    int seconds = minutes > 59 ? LARGEST_OFFSET_SECONDS + 1 : hours * 3600 + minutes * 60;
    out.zoneOffsetSeconds = buf[start] == '-' ? -seconds : seconds;
    return p + 2;
  }
}
