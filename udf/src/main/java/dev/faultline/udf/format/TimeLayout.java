package dev.faultline.udf.format;

import java.time.Year;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The layout of a time stamp.
 *
 * <ul>
 *   <li>{@code yyyy MM dd HH mm ss}: digits, as many as letters; {@code yy}: a year from 2000 on;
 *       {@code M H m s}: one or two digits; {@code Mdd} reads three digits as one and two; {@code
 *       d}: a day of one or two digits, one digit optionally behind a space
 *   <li>{@code MMM}, {@code EEE}: English names of three letters; the weekday is not checked
 *   <li>{@code f}: optionally, {@code .} or {@code ,} and one to nine digits of the second; {@code
 *       F}: the same, and it must be there
 *   <li>{@code X}: {@code Z}, {@code UTC}, {@code GMT}, {@code ±hh:mm} or {@code ±hhmm}
 *   <li>{@code T}: {@code T} or a space; any other character but a letter stands for itself
 *   <li>{@code epoch}, {@code epochms}: alone but for a fraction of {@code epoch}, ten digits of
 *       seconds or thirteen of milliseconds since 1970 UTC
 * </ul>
 *
 * <p>A stamp of the right shape that names no moment (24:00, :60, February 31) is read but gives no
 * time.
 */
final class TimeLayout {

  private static final int LEAP_YEAR = 2000;
  private static final int CENTURY = 2000;

  private final TimePart[] parts;
  private final byte[] literals;
  private final boolean hasYear;
  private final boolean isEpoch;

  /**
   * Reads a layout.
   *
   * @throws IllegalArgumentException if a letter is unknown, the layout lacks month, day, hour,
   *     minute or second, or a part of free length is followed by what it could swallow
   */
  TimeLayout(String layout) {
    List<TimePart> found = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < layout.length()) {
      TimePart part = TimePart.at(layout, i);
      if (part == TimePart.LITERAL) {
        checkLiteral(layout, layout.charAt(i));
      }
      found.add(part);
      text.append(layout.charAt(i));
      i += Math.max(1, part.token.length());
    }
    parts = found.toArray(TimePart[]::new);
    literals = new byte[parts.length];
    for (int k = 0; k < literals.length; k++) {
      literals[k] = (byte) text.charAt(k);
    }
    hasYear = found.contains(TimePart.YEAR) || found.contains(TimePart.YEAR_OF_CENTURY);
    isEpoch = found.contains(TimePart.EPOCH) || found.contains(TimePart.EPOCH_MILLIS);
    checkWhole(found, layout);
    checkNeighbours(layout);
  }

  private static void checkLiteral(String layout, char c) {
    if (c < ' ' || c >= 0x7f || Character.isLetterOrDigit(c)) {
      StringBuilder tokens = new StringBuilder();
      for (TimePart part : TimePart.values()) {
        tokens.append(part.token).append(' ');
      }
      throw new IllegalArgumentException(
          "layout '" + layout + "': '" + c + "' has no meaning; use " + tokens.toString().strip());
    }
  }

  private static void checkWhole(List<TimePart> found, String layout) {
    boolean moment =
        has(found, TimePart.MONTH, TimePart.MONTH_NAME, TimePart.SHORT_MONTH) == 1
            && has(found, TimePart.DAY, TimePart.SHORT_DAY) == 1
            && has(found, TimePart.HOUR, TimePart.SHORT_HOUR) == 1
            && has(found, TimePart.MINUTE, TimePart.SHORT_MINUTE) == 1
            && has(found, TimePart.SECOND, TimePart.SHORT_SECOND) == 1
            && has(found, TimePart.EPOCH, TimePart.EPOCH_MILLIS) == 0;
    boolean epoch =
        found.equals(List.of(TimePart.EPOCH))
            || found.equals(List.of(TimePart.EPOCH, TimePart.FRACTION))
            || found.equals(List.of(TimePart.EPOCH, TimePart.SURE_FRACTION))
            || found.equals(List.of(TimePart.EPOCH_MILLIS));
    if (!moment && !epoch) {
      throw new IllegalArgumentException(
          "layout '" + layout + "' needs one each of month, day, HH, mm and ss, or epoch alone");
    }
    boolean repeats =
        has(found, TimePart.YEAR, TimePart.YEAR_OF_CENTURY) > 1
            || has(found, TimePart.FRACTION, TimePart.SURE_FRACTION) > 1
            || has(found, TimePart.ZONE, TimePart.ZONE_IF_ANY) > 1
            || has(found, TimePart.DAY_NAME) > 1;
    if (repeats) {
      throw new IllegalArgumentException("layout '" + layout + "' repeats a part");
    }
  }

  private static int has(List<TimePart> found, TimePart... oneOf) {
    int count = 0;
    for (TimePart part : oneOf) {
      count += Collections.frequency(found, part);
    }
    return count;
  }

  private void checkNeighbours(String layout) {
    for (int k = 0; k + 1 < parts.length; k++) {
      // A month right before its day leaves two digits to it: then no further digit may follow.
      boolean joined = k > 0 && leavesDay(k - 1);
      ByteClass ends = joined ? TimePart.SHORT_DAY.endsIn() : parts[k].endsIn();
      if (!leavesDay(k) && ends.meets(first(k + 1))) {
        throw new IllegalArgumentException(
            "layout '"
                + layout
                + "': a part of free length must not be followed by what it could swallow");
      }
    }
  }

  /** Whether the part at {@code k} is a month of one or two digits right before a day of two. */
  private boolean leavesDay(int k) {
    return parts[k] == TimePart.SHORT_MONTH && k + 1 < parts.length && parts[k + 1] == TimePart.DAY;
  }

  private ByteClass first(int k) {
    if (parts[k] == TimePart.LITERAL) {
      return ByteClass.of(String.valueOf((char) literals[k]));
    }
    return parts[k].mayLack() && k + 1 < parts.length
        ? parts[k].first().or(first(k + 1))
        : parts[k].first();
  }

  /** What a stamp can begin with. */
  ByteClass first() {
    return first(0);
  }

  /** What must not follow a stamp, as the stamp could go on with it. */
  ByteClass swallows() {
    int last = parts.length - 1;
    if (last > 0 && leavesDay(last - 1)) {
      return TimePart.SHORT_DAY.endsIn();
    }
    ByteClass ends = parts[last].endsIn();
    for (int k = last; k > 0 && parts[k].mayLack(); k--) {
      ends = ends.or(parts[k - 1].endsIn());
    }
    return ends;
  }

  /**
   * The regex with a group around each part that tells the moment: {@code time_year} (two or four
   * digits), {@code time_month} (digits) or {@code time_month_name}, {@code time_day}, {@code
   * time_hour}, {@code time_minute}, {@code time_second}, {@code time_fraction} (digits only),
   * {@code time_zone}, {@code time_epoch} (ten or thirteen digits).
   *
   * @param names receives the names of the groups
   */
  String capturing(List<String> names) {
    StringBuilder regex = new StringBuilder();
    for (int k = 0; k < parts.length; k++) {
      String name = parts[k].group;
      String part = partRegex(k);
      if (parts[k].isFraction()) {
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
    return parts[k] == TimePart.LITERAL
        ? RegexText.quote(String.valueOf((char) literals[k]))
        : parts[k].regex();
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
      TimePart part = parts[k];
      int digits = part.isShort() ? shortDigits(k, buf, p, end) : part.digits;
      if (digits > 0 && part != TimePart.EPOCH && part != TimePart.EPOCH_MILLIS) {
        int value = TimeBytes.digits(buf, p, end, digits);
        if (value < 0) {
          return -1;
        }
        p += digits;
        valid &= store(part, value, out);
        continue;
      }
      p = matchOther(k, buf, p, end, out);
      if (p < 0) {
        return -1;
      }
    }
    if (isEpoch || (valid && isMoment(out))) {
      out.hasTime = true;
    } else {
      out.clearTime();
    }
    return p;
  }

  private int matchOther(int k, byte[] buf, int p, int end, Header out) {
    switch (parts[k]) {
      case MONTH_NAME -> {
        out.month = TimeBytes.name(buf, p, end, TimeBytes.MONTHS) + 1;
        return out.month == 0 ? -1 : p + 3;
      }
      case DAY_NAME -> {
        return TimeBytes.name(buf, p, end, TimeBytes.DAYS) < 0 ? -1 : p + 3;
      }
      case SHORT_DAY -> {
        return TimeBytes.shortDay(buf, p, end, out);
      }
      case FRACTION -> {
        return TimeBytes.fraction(buf, p, end, out);
      }
      case SURE_FRACTION -> {
        int behind = TimeBytes.fraction(buf, p, end, out);
        return behind == p ? -1 : behind;
      }
      case ZONE -> {
        return TimeBytes.zone(buf, p, end, out);
      }
      case ZONE_IF_ANY -> {
        int behind = TimeBytes.zone(buf, p, end, out);
        return behind < 0 ? p : behind;
      }
      case EPOCH, EPOCH_MILLIS -> {
        return TimeBytes.epoch(buf, p, end, parts[k].digits, out);
      }
      case SEPARATOR -> {
        return p < end && (buf[p] == 'T' || buf[p] == ' ') ? p + 1 : -1;
      }
      case LITERAL -> {
        return p < end && buf[p] == literals[k] ? p + 1 : -1;
      }
      default -> {
        // A number of one or two digits without one.
        return -1;
      }
    }
  }

  /** How many digits the short part at {@code k} takes, 0 for none. */
  private int shortDigits(int k, byte[] buf, int p, int end) {
    return leavesDay(k)
        ? Math.max(0, TimeBytes.digitsAt(buf, p, end, 4) - 2)
        : TimeBytes.digitsAt(buf, p, end, 2);
  }

  private boolean isMoment(Header out) {
    return out.month >= 1
        && out.month <= 12
        && (!hasYear || out.year > 0)
        && out.day >= 1
        && out.day <= daysOf(hasYear ? out.year : LEAP_YEAR, out.month)
        && (out.zoneOffsetSeconds == Header.NO_ZONE
            || Math.abs(out.zoneOffsetSeconds) <= TimeBytes.LARGEST_OFFSET_SECONDS);
  }

  private static boolean store(TimePart part, int value, Header out) {
    switch (part) {
      case YEAR -> out.year = value;
      case YEAR_OF_CENTURY -> out.year = CENTURY + value;
      case MONTH, SHORT_MONTH -> out.month = value;
      case DAY -> out.day = value;
      case HOUR, SHORT_HOUR -> {
        out.hour = value;
        return value < 24;
      }
      case MINUTE, SHORT_MINUTE -> {
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
}
