package dev.faultline.ingest;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the day that rotation or a folder layout wrote into a path. */
public final class DateInPath {

  // No digit on either side, so that epoch times and numeric ids are not taken for dates.
  private static final Pattern DATE =
      Pattern.compile("(?<!\\d)(199\\d|20\\d\\d)(-?)(\\d\\d)\\2(\\d\\d)(?!\\d)");

  private DateInPath() {}

  /** Returns the last yyyy-MM-dd or yyyyMMdd between 1990 and 2099 in the path, or null. */
  public static LocalDate find(String path) {
    LocalDate last = null;
    Matcher matcher = DATE.matcher(path);
    while (matcher.find()) {
      int year = Integer.parseInt(matcher.group(1));
      int month = Integer.parseInt(matcher.group(3));
      int day = Integer.parseInt(matcher.group(4));
      // Eight digits that are no day of the calendar are a number.
      if (month >= 1
          && month <= 12
          && day >= 1
          && day <= YearMonth.of(year, month).lengthOfMonth()) {
        last = LocalDate.of(year, month, day);
      }
    }
    return last;
  }
}
