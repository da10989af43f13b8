package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads figures out of a report.json. */
final class ReportFigures {

  private ReportFigures() {}

  /** The members of an object whose values are counts; those that are zero are left out. */
  static Map<String, Long> counts(JsonNode object) {
    Map<String, Long> counts = new TreeMap<>();
    object
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().asLong() != 0) {
                counts.put(field.getKey(), field.getValue().asLong());
              }
            });
    return counts;
  }

  /** One count of each element of a list, by one of its texts; equal texts are added up. */
  static Map<String, Long> counts(JsonNode list, String name, String count) {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode element : list) {
      counts.merge(element.path(name).asText(), element.get(count).asLong(), Long::sum);
    }
    counts.values().removeIf(value -> value == 0);
    return counts;
  }

  /** The records of the faults for which something holds. */
  static long faults(JsonNode report, Predicate<JsonNode> which) {
    long records = 0;
    for (JsonNode fault : report.get("faults")) {
      records += which.test(fault) ? fault.get("count").asLong() : 0;
    }
    return records;
  }

  /** The records of one fault. */
  static long faults(JsonNode report, String cause) {
    return faults(report, fault -> fault.get("cause").asText().equals(cause));
  }

  static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The number of records that are errors. */
  static long errors(JsonNode report) {
    return report.at("/severities/error_records").asLong();
  }

  /** Checks that the parts of a report are those of its wholes. */
  static void assertAddsUp(JsonNode report) {
    Map<String, Long> lines = new LinkedHashMap<>();
    for (String part : new String[] {"records", "continuation", "unparsed", "blank"}) {
      lines.put(part, report.at("/lines/" + part).asLong());
    }
    assertThat(sum(lines)).as("lines").isEqualTo(report.at("/lines/read").asLong());
    long ofFiles = sum(counts(report.get("files"), "log_file_path", "lines"));
    assertThat(ofFiles).as("lines of files").isEqualTo(report.at("/lines/read").asLong());

    long errors = errors(report);
    assertThat(sum(counts(report.get("categories"), "id", "primary")))
        .as("categories")
        .isEqualTo(errors);
    JsonNode severities = report.get("severities");
    assertThat(sum(counts(report.get("categories"), "id", "event_count")))
        .as("events of categories")
        .isLessThanOrEqualTo(errors)
        .isEqualTo(
            Stream.of("critical", "high", "medium")
                .mapToLong(severity -> severities.get(severity).asLong())
                .sum());
    assertThat(sum(counts(report.get("errors_by_file")))).as("by file").isEqualTo(errors);
    assertThat(sum(counts(report.get("errors_by_hour"), "hour", "errors")))
        .as("by hour")
        .isEqualTo(errors);
    assertThat(sum(counts(report.get("hosts"), "host_name", "errors")))
        .as("by host")
        .isEqualTo(errors);
    assertThat(sum(counts(report.get("files"), "log_file_path", "errors")))
        .as("errors of files")
        .isEqualTo(errors);
    if (report.get("error_types").size() < 1000) {
      assertThat(sum(counts(report.get("error_types"), "shape", "count")))
          .as("error types")
          .isEqualTo(errors);
    }
  }

  /** Checks that every record has a format and a level; where times were asked for, not all do. */
  static void assertAllRecordsCount(JsonNode report) {
    long records = report.at("/lines/records").asLong();
    assertThat(sum(counts(report.get("formats")))).as("formats").isEqualTo(records);
    assertThat(sum(counts(report.get("levels")))).as("levels").isEqualTo(records);
    assertThat(sum(counts(report.get("hosts"), "host_name", "records")))
        .as("hosts")
        .isEqualTo(records);
  }
}
