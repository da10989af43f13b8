package dev.faultline.simulate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDate;

/** Times as logs write them, in UTC. A day is taken apart once, a second once. */
final class WallClock {

  private static final long SECOND = 1_000_000L;
  private static final long DAY = 86_400L;
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };
  private static final String[] WEEKDAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

  private final byte[] clock = "00:00:00".getBytes(US_ASCII);
  private long second = Long.MIN_VALUE;
  private long dayNumber = Long.MIN_VALUE;
  private LocalDate day;
  private byte[] month;
  private byte[] weekday;

  /** Goes to a time, in microseconds since 1970. */
  void set(long micros) {
    long now = Math.floorDiv(micros, SECOND);
    if (now == second) {
      return;
    }
    second = now;
    int ofDay = (int) Math.floorMod(now, DAY);
    two(0, ofDay / 3600);
    two(3, ofDay / 60 % 60);
    two(6, ofDay % 60);
    long number = Math.floorDiv(now, DAY);
    if (number != dayNumber) {
      dayNumber = number;
      day = LocalDate.ofEpochDay(number);
      month = MONTHS[day.getMonthValue() - 1].getBytes(US_ASCII);
      weekday = WEEKDAYS[day.getDayOfWeek().getValue() - 1].getBytes(US_ASCII);
    }
  }

  private void two(int at, int number) {
    clock[at] = (byte) ('0' + number / 10);
    clock[at + 1] = (byte) ('0' + number % 10);
  }

  /** The hour, minute and second: {@code 02:11:09}. */
  byte[] clock() {
    return clock;
  }

  /** The month's short name in English. */
  byte[] month() {
    return month;
  }

  /** The weekday's short name in English. */
  byte[] weekday() {
    return weekday;
  }

  LocalDate day() {
    return day;
  }
}
