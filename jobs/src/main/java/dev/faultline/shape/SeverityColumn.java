package dev.faultline.shape;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.LogFormat;
import dev.faultline.udf.format.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/**
 * The severity number of a record, from the word or the syslog priority in its header. Of both, the
 * one that stands further behind counts.
 */
final class SeverityColumn {

  private SeverityColumn() {}

  /** An INT over the columns of {@link HeaderColumns}, 0 if the line tells none. */
  static Column of(List<LogFormat> formats) {
    // Formats whose tokens mean the same share one expression: Spark's code would grow too long.
    Map<List<Object>, List<LogFormat>> alike = new LinkedHashMap<>();
    for (LogFormat format : formats) {
      int level = HeaderColumns.severityGroup(format, HeaderColumns.LEVEL);
      int priority = HeaderColumns.severityGroup(format, HeaderColumns.PRIORITY);
      if (level >= 0 || priority >= 0) {
        List<Object> key =
            List.of(format.spec().levels(), level < 0, priority < 0, level > priority);
        alike.computeIfAbsent(key, any -> new ArrayList<>()).add(format);
      }
    }
    Column severity = lit(0);
    for (List<LogFormat> group : alike.values()) {
      LogFormat first = group.get(0);
      Object[] ids = group.stream().map(format -> format.spec().id()).toArray();
      severity =
          when(
                  col("format_id").isin(ids),
                  ofFormat(
                      first,
                      HeaderColumns.severityGroup(first, HeaderColumns.LEVEL),
                      HeaderColumns.severityGroup(first, HeaderColumns.PRIORITY)))
              .otherwise(severity);
    }
    return severity;
  }

  private static Column ofFormat(LogFormat format, int level, int priority) {
    if (priority < 0) {
      return coalesce(ofLevel(format.spec()), lit(0));
    }
    if (level < 0) {
      return coalesce(ofPriority(format.spec()), lit(0));
    }
    Column ofLevel = ofLevel(format.spec());
    Column ofPriority = ofPriority(format.spec());
    return level > priority
        ? coalesce(ofLevel, ofPriority, lit(0))
        : coalesce(ofPriority, ofLevel, lit(0));
  }

  private static Column ofLevel(FormatSpec format) {
    Map<Integer, List<String>> tokens =
        format.levels().keySet().stream()
            .sorted()
            .collect(
                Collectors.groupingBy(
                    token -> Severity.ofToken(format, token), TreeMap::new, Collectors.toList()));
    Column severity = lit(null).cast("int");
    for (Map.Entry<Integer, List<String>> entry : tokens.entrySet()) {
      severity =
          when(
                  HeaderColumns.field(HeaderColumns.LEVEL).isin(entry.getValue().toArray()),
                  lit(entry.getKey()))
              .otherwise(severity);
    }
    return severity;
  }

  private static Column ofPriority(FormatSpec format) {
    Column priority = HeaderColumns.field(HeaderColumns.PRIORITY).cast("int");
    int[] numbers = Severity.ofSyslog(format);
    Column severity = lit(numbers[0]);
    for (int i = 1; i < numbers.length; i++) {
      severity = when(priority.mod(8).equalTo(i), lit(numbers[i])).otherwise(severity);
    }
    return when(priority.leq(Severity.LARGEST_PRIORITY), severity);
  }
}
