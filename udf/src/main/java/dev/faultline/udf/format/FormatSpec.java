package dev.faultline.udf.format;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/**
 * A log format as data: what stands before the message of a line. {@link LogFormat#compile} turns
 * it into a byte matcher and into a regex of the same meaning.
 *
 * <p>The pattern is literal printable ASCII with these exceptions: <code>{name}</code> is a field,
 * <code>(…)?</code> an optional group, <code>{body}</code> marks where the message begins, and a
 * backslash takes the next character literally. The body runs to the end of the line; optional
 * groups behind <code>{body}</code> are read but stay part of it.
 *
 * <p>Fields named time, level, priority, host, service, pid, rank, uptime_seconds and component
 * have a meaning; any other name only describes what to skip and may be used more than once.
 *
 * @param id short name, unique among the formats
 * @param title what the format is called by people
 * @param priority lower is tried first
 * @param sniffOnly whether the format is tried only in files whose head showed it
 * @param catchAll whether the format takes so much that it is tried behind all others, even where
 *     the file's head showed it
 * @param pattern the header, see above
 * @param fields the fields of the pattern by name
 * @param levels what the tokens of a level mean: TRACE, DEBUG, INFO, WARN, ERROR or FATAL. For a
 *     syslog priority the tokens are emerg, alert, crit, err, warning, notice, info and debug, or
 *     the numbers 0 to 7 (RFC 5424, section 6.2.1)
 * @param bootTime the line from which the wall clock of seconds since boot follows; null for none
 * @param json how JSON objects become lines of this format; null if it is none of JSON. No other
 *     line is then tried with it
 * @param wraps {@code line} if the message is a line of another format, as a container's runtime
 *     writes it; {@code part} if the rest of that line follows in the next; else empty. No line is
 *     then of this format that another one takes without the wrapper
 * @param attributes what else its lines say, for the table of records
 * @param matches lines of this format and what they mean
 * @param rejects lines that are not of this format
 */
public record FormatSpec(
    String id,
    String title,
    int priority,
    boolean sniffOnly,
    boolean catchAll,
    String pattern,
    Map<String, FieldSpec> fields,
    Map<String, String> levels,
    BootTime bootTime,
    JsonSpec json,
    String wraps,
    List<AttributeSpec> attributes,
    List<Sample> matches,
    List<String> rejects)
    implements Serializable {

  /**
   * A line that tells the wall clock.
   *
   * @param literal text that such a line holds, looked for first as this is cheap
   * @param pattern Java regex, found in the message; its one group is in seconds since 1970 UTC
   */
  public record BootTime(String literal, String pattern) implements Serializable {}

  /**
   * A line and its expected meaning; null where the line says nothing.
   *
   * @param line the whole line
   * @param reference the date near which a line without a year lies
   * @param timestamp ISO 8601 in UTC; a line without a zone counts as UTC
   * @param level TRACE to FATAL
   * @param uptimeSeconds seconds since boot, as a decimal number of at most six places
   * @param attributes those of the format that the line has, by name, as it writes them
   */
  public record Sample(
      String line,
      String reference,
      String timestamp,
      String level,
      String host,
      String service,
      String pid,
      String rank,
      String component,
      String uptimeSeconds,
      Map<String, String> attributes,
      String body)
      implements Serializable {

    /**
     * Brings times into the form in which what is read is compared with them.
     *
     * @throws IllegalArgumentException if one of them is none; the message says how to write it
     */
    public Sample {
      attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
      try {
        reference = reference == null ? null : LocalDate.parse(reference).toString();
        timestamp = timestamp == null ? null : Instant.parse(timestamp).toString();
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(
            String.format(
                "the sample '%s' states the time '%s'; write a reference like 2026-03-14 and a"
                    + " timestamp like 2026-03-14T02:11:09Z",
                line, e.getParsedString()),
            e);
      }
      try {
        uptimeSeconds =
            uptimeSeconds == null
                ? null
                : new BigDecimal(uptimeSeconds).setScale(6).toPlainString();
      } catch (ArithmeticException | NumberFormatException e) {
        throw new IllegalArgumentException(
            String.format(
                "the sample '%s' states the uptime_seconds '%s'; write a number like 12.345678",
                line, uptimeSeconds),
            e);
      }
    }
  }

  static final String WRAPS_LINE = "line";
  static final String WRAPS_PART = "part";

  /** Whether the message is a line of another format. */
  public boolean isWrapper() {
    return !wraps.isEmpty();
  }

  /** Whether lines are tried with it as they stand. */
  public boolean isPlain() {
    return json == null && !isWrapper();
  }

  /** Fills in what was left out. */
  public FormatSpec {
    id = id == null ? "" : id;
    title = title == null ? "" : title;
    pattern = pattern == null ? "" : pattern;
    fields = fields == null ? Map.of() : Map.copyOf(fields);
    levels = levels == null ? Map.of() : Map.copyOf(levels);
    wraps = wraps == null ? "" : wraps;
    if (!List.of("", WRAPS_LINE, WRAPS_PART).contains(wraps)) {
      throw new IllegalArgumentException("wraps is '" + wraps + "'; write line or part");
    }
    attributes = attributes == null ? List.of() : List.copyOf(attributes);
    matches = matches == null ? List.of() : List.copyOf(matches);
    rejects = rejects == null ? List.of() : List.copyOf(rejects);
  }
}
