package dev.faultline.shape;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.rpad;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.unix_timestamp;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import dev.faultline.udf.format.SourceZones;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Computes the times of records from the parts in their headers: the meaning of {@link
 * dev.faultline.udf.format.TimeResolver} and {@link dev.faultline.udf.format.TimeLayout} in integer
 * arithmetic, which CPUs and GPUs do alike, with Spark's own time zones.
 */
final class TimeColumns {

  /** The time in microseconds since 1970 UTC, BIGINT or NULL. */
  static final String TIME = "time_micros";

  /** Microseconds since boot, BIGINT or NULL. */
  static final String UPTIME = "uptime_micros";

  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final long MICROS = 1_000_000L;
  private static final long DAY_SECONDS = 86_400L;
  private static final long FARTHEST_MICROS = 183 * DAY_SECONDS * MICROS;
  private static final int LARGEST_OFFSET_SECONDS = 18 * 3600;
  private static final int MOST_UPTIME_DIGITS = 11;
  private static final int LEAP_YEAR = 2000;

  /** Farther than any two times are apart. */
  private static final long NEVER = Long.MAX_VALUE;

  private TimeColumns() {}

  /**
   * Adds {@link #TIME} and {@link #UPTIME}.
   *
   * @param headers with the columns of {@link HeaderColumns}, {@code reference_date}, {@code
   *     boot_time} and {@code wrapper_time}
   * @param spec knows the zones of times that name none
   */
  static Dataset<Row> of(Dataset<Row> headers, CubeSpec spec) {
    Dataset<Row> parts =
        headers
            .withColumn("t_year", statedYear())
            .withColumn("t_month", month())
            .withColumn("t_day", number("time_day"))
            .withColumn("t_hour", number("time_hour"))
            .withColumn("t_minute", number("time_minute"))
            .withColumn("t_second", number("time_second"))
            .withColumn("t_micro", micros(HeaderColumns.field("time_fraction")))
            .withColumn("t_offset", offset())
            .withColumn("t_reference", unix_timestamp(col("reference_date").cast("timestamp")))
            .withColumn("t_reference_year", year(col("reference_date")))
            .withColumn(UPTIME, uptime());
    Dataset<Row> candidates =
        parts
            .withColumn("t_valid", coalesce(isMoment(), lit(false)))
            .withColumn("t_before", hourStart(-1))
            .withColumn("t_same", hourStart(0))
            .withColumn("t_after", hourStart(1));
    Column inHour =
        col("t_minute").cast("bigint").multiply(60).plus(col("t_second").cast("bigint"));
    return candidates
        .withColumn("t_local", nearest().plus(inHour))
        .withColumn("t_near", isNear())
        .withColumn(
            TIME,
            when(col("wrapper_time").isNotNull(), col("wrapper_time"))
                .when(length(HeaderColumns.field("time_epoch")).gt(0), epoch())
                .when(
                    col("t_valid"),
                    when(col("t_near"), utc(spec).multiply(MICROS).plus(col("t_micro"))))
                .otherwise(col("boot_time").plus(col(UPTIME))))
        .drop(
            "t_year",
            "t_month",
            "t_day",
            "t_hour",
            "t_minute",
            "t_second",
            "t_micro",
            "t_offset",
            "t_reference",
            "t_reference_year",
            "t_valid",
            "t_before",
            "t_same",
            "t_after",
            "t_local",
            "t_near");
  }

  private static Column number(String field) {
    return HeaderColumns.field(field).cast("int");
  }

  /** A year of two digits is of this century. */
  private static Column statedYear() {
    Column year = number("time_year");
    return when(length(HeaderColumns.field("time_year")).equalTo(2), year.plus(2000))
        .otherwise(year);
  }

  /** Seconds since 1970 have ten digits, milliseconds have thirteen. */
  private static Column epoch() {
    Column text = HeaderColumns.field("time_epoch");
    Column number = text.cast("bigint");
    return when(length(text).equalTo(10), number.multiply(MICROS).plus(col("t_micro")))
        .otherwise(number.multiply(1000L));
  }

  private static Column month() {
    Column month = number("time_month");
    for (int i = 0; i < MONTHS.size(); i++) {
      month =
          when(HeaderColumns.field("time_month_name").equalTo(MONTHS.get(i)), lit(i + 1))
              .otherwise(month);
    }
    return month;
  }

  /** Digits behind the point, cut to six. */
  private static Column micros(Column digits) {
    return rpad(substring(digits, 1, 6), 6, "0").cast("bigint");
  }

  /** Seconds east of UTC; NULL if the line names no zone. Minutes past 59 lie beyond all zones. */
  private static Column offset() {
    Column zone = translate(HeaderColumns.field("time_zone"), ":", "");
    Column hours = substring(zone, 2, 2).cast("int");
    Column minutes = substring(zone, 4, 2).cast("int");
    Column seconds =
        when(minutes.gt(59), lit(LARGEST_OFFSET_SECONDS + 1))
            .otherwise(hours.multiply(3600).plus(minutes.multiply(60)));
    return when(zone.isin("Z", "UTC", "GMT"), lit(0))
        .when(substring(zone, 1, 1).equalTo("-"), lit(0).minus(seconds))
        .otherwise(seconds);
  }

  private static Column uptime() {
    Column text = HeaderColumns.field("uptime_seconds");
    Column whole = substring_index(text, ".", 1);
    Column fraction = when(text.contains("."), substring_index(text, ".", -1)).otherwise("");
    return when(
        length(whole).between(1, MOST_UPTIME_DIGITS),
        whole.cast("bigint").multiply(MICROS).plus(micros(fraction)));
  }

  /** A month and day without a year exist if they do in a leap year. */
  private static Column isMoment() {
    Column year = coalesce(col("t_year"), lit(LEAP_YEAR));
    Column days =
        when(col("t_month").equalTo(2), when(isLeap(year), lit(29)).otherwise(28))
            .when(col("t_month").isin(4, 6, 9, 11), lit(30))
            .otherwise(31);
    return year.gt(0)
        .and(col("t_month").between(1, 12))
        .and(col("t_day").geq(1))
        .and(col("t_day").leq(days))
        .and(col("t_hour").lt(24))
        .and(col("t_minute").lt(60))
        .and(col("t_second").lt(60))
        .and(abs(coalesce(col("t_offset"), lit(0))).leq(LARGEST_OFFSET_SECONDS));
  }

  private static Column isLeap(Column year) {
    return year.mod(4).equalTo(0).and(not(year.mod(100).equalTo(0)).or(year.mod(400).equalTo(0)));
  }

  /** Start of the hour on the local clock, as seconds; in which year if the line does not say. */
  private static Column hourStart(int yearsFromReference) {
    Column assumed = col("t_reference_year").plus(yearsFromReference);
    Column exists =
        not(col("t_month").equalTo(2).and(col("t_day").equalTo(29))).or(isLeap(assumed));
    Column year = coalesce(col("t_year"), when(exists, assumed));
    return days(year, col("t_month"), col("t_day"))
        .multiply(DAY_SECONDS)
        .plus(col("t_hour").cast("bigint").multiply(3600));
  }

  /**
   * Days since 1970 in the Gregorian calendar: years run from March here, so that a leap day is the
   * last of its year (the usual integer formula, for example E. M. Reingold and N. Dershowitz,
   * Calendrical Calculations).
   */
  private static Column days(Column year, Column month, Column day) {
    Column shifted = year.cast("bigint").minus(when(month.leq(2), lit(1)).otherwise(0));
    Column fromMarch = month.plus(when(month.leq(2), lit(9)).otherwise(-3)).cast("bigint");
    return shifted
        .multiply(365)
        .plus(div(shifted, 4))
        .minus(div(shifted, 100))
        .plus(div(shifted, 400))
        .plus(div(fromMarch.multiply(153).plus(2), 5))
        .plus(day.cast("bigint"))
        .minus(719_469L);
  }

  /** Whole quotient of what is not negative. */
  private static Column div(Column dividend, long divisor) {
    return call_function("div", dividend, lit(divisor));
  }

  private static Column noon() {
    return col("t_reference").plus(DAY_SECONDS / 2);
  }

  /** The start nearest to noon of the reference date; of two equally near ones the earlier. */
  private static Column nearest() {
    Column before = distance("t_before");
    Column same = distance("t_same");
    Column after = distance("t_after");
    return when(before.leq(same).and(before.leq(after)), col("t_before"))
        .when(same.leq(after), col("t_same"))
        .otherwise(col("t_after"));
  }

  private static Column distance(String start) {
    return coalesce(abs(col(start).minus(noon())), lit(NEVER));
  }

  /** Whether the year is stated, or was found within half a year. */
  private static Column isNear() {
    Column local = col("t_local").multiply(MICROS).plus(col("t_micro"));
    Column near = abs(local.minus(noon().multiply(MICROS))).leq(FARTHEST_MICROS);
    return col("t_year").isNotNull().or(near);
  }

  /** A line that names no zone has that of its file. */
  private static Column utc(CubeSpec spec) {
    Column zoned = utc(spec.zone());
    // From the last to the first, as the outermost condition is asked first.
    for (int i = spec.sources().sources().size() - 1; i >= 0; i--) {
      SourceZones.Source source = spec.sources().sources().get(i);
      zoned = when(col("log_file_path").rlike(source.regex()), utc(source.zone())).otherwise(zoned);
    }
    Column local = col("t_local");
    return when(col("t_offset").isNotNull(), local.minus(col("t_offset"))).otherwise(zoned);
  }

  /** Gaps and overlaps of the local clock are resolved as {@code ZonedDateTime.of} does. */
  private static Column utc(ZoneId zone) {
    Column local = col("t_local");
    return zone.getRules().isFixedOffset()
        ? local.minus(zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds())
        : to_utc_timestamp(local.cast("timestamp"), zone.getId()).cast("bigint");
  }
}
