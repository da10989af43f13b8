package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import dev.faultline.catalog.Catalog;
import dev.faultline.explain.Explainer;
import dev.faultline.explain.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the formats read in real lines agrees with what others read in them, row by row. */
class RealLogFieldsTest {

  private static final Explainer EXPLAINER = explainer();

  private static Explainer explainer() {
    Catalog catalog = Catalog.load(null, new Configuration());
    return new Explainer(
        catalog.mask(),
        Explainer.compile(catalog.formats()),
        catalog.knowledge(),
        ZoneOffset.UTC,
        LocalDate.of(2017, 12, 24));
  }

  /**
   * Loghub's own parts of each line. Where its message is another one than ours, the exceptions say
   * in how many lines, and docs/formats.md says why.
   */
  @ParameterizedTest
  @CsvSource({
    "Android, android, Pid, pid, Component, service, 0",
    "Apache, apache-error-old, , , , , 0",
    "HDFS, hdfs, Pid, pid, Component, service, 0",
    "HealthApp, health-app, Pid, pid, Component, component, 1",
    "Mac, rfc3164, PID, pid, Component, service, 135",
    "OpenSSH, rfc3164, Pid, pid, , , 0",
    "Proxifier, proxifier, , , Program, service, 0",
    "Thunderbird, supercomputer, , , Component, service, 9",
    "Windows, windows-cbs, , , Component, component, 0",
    "Zookeeper, zookeeper, , , , , 0"
  })
  void loghubReadsTheSame(
      String system,
      String format,
      String pidColumn,
      String pidField,
      String nameColumn,
      String nameField,
      int exceptions)
      throws IOException {
    Path folder = AnalyzeRun.realLogs().resolve("loghub-2k").resolve(system);
    List<String> lines = Files.readAllLines(folder.resolve(system + "_2k.log"));
    List<Row> truth = csv(folder.resolve(system + "_2k.log_structured_corrected.csv"));
    assertThat(truth).hasSameSizeAs(lines);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Explanation read = EXPLAINER.explain(lines.get(i), List.of());
      Row row = truth.get(i);
      boolean same =
          read.format() != null
              && read.format().id().equals(format)
              && read.body().strip().equals(text(row, "Content"))
              && agrees(row, pidColumn, read, pidField)
              && agrees(row, nameColumn, read, nameField);
      if (!same) {
        wrong.add(lines.get(i) + "\n    read as " + read.fields() + " " + read.body());
      }
    }
    assertThat(wrong.size()).as(String.join("\n", wrong)).isEqualTo(exceptions);
  }

  private static boolean agrees(Row row, String column, Explanation read, String field) {
    // Proxifier marks programmes of 64 bits behind their name.
    return column == null
        || text(row, column).replace(" *64", "").equals(read.fields().getOrDefault(field, ""));
  }

  @Test
  void apacheLinesMeanWhatAnotherParserReads() throws IOException {
    List<Row> truth = csv(AnalyzeRun.realLogs().resolve("api/apache-parsed-truth.csv"));
    assertThat(truth).hasSize(1000);
    for (Row row : truth) {
      String line = text(row, "raw");
      Explanation read = EXPLAINER.explain(line, List.of());
      if (text(row, "request_method").isEmpty()) {
        assertThat(read.format().id()).as(line).isEqualTo("apache-error-old");
        assertThat(read.body()).as(line).isEqualTo(text(row, "error_message"));
        String level = text(row, "error_level").equals("[error]") ? "ERROR" : "INFO";
        assertThat(read.fields().get("level")).as(line).isEqualTo(level);
      } else {
        assertThat(read.format().id()).as(line).isEqualTo("access");
        Instant time = OffsetDateTime.parse(text(row, "time_received_tz_isoformat")).toInstant();
        assertThat(read.fields().get("time")).as(line).isEqualTo(time.toString());
        String bytes = text(row, "response_bytes_clf");
        assertThat(read.body())
            .as(line)
            .startsWith(
                String.format(
                    "\"%s %s HTTP/%s\" %s %s \"%s\" \"%s\"",
                    text(row, "request_method"),
                    text(row, "request_url"),
                    text(row, "request_http_ver"),
                    text(row, "status").replace(".0", ""),
                    bytes.isEmpty() ? "-" : bytes,
                    text(row, "request_header_referer"),
                    text(row, "request_header_user_agent")));
        assertThat(read.signal().id()).as(line).isEqualTo("access");
        assertThat(read.code()).as(line).isEqualTo(text(row, "status").replace(".0", ""));
        assertThat(read.values().get("method")).as(line).isEqualTo(text(row, "request_method"));
        assertThat(read.values().get("path"))
            .as(line)
            .isEqualTo(text(row, "request_url").replaceFirst("[?#].*", ""));
      }
    }
  }

  private static List<Row> csv(Path file) {
    return LocalSpark.session()
        .read()
        .option("header", true)
        .option("multiLine", true)
        .option("quote", "\"")
        .option("escape", "\"")
        .csv(file.toString())
        .collectAsList();
  }

  private static String text(Row row, String column) {
    String text = row.getString(row.fieldIndex(column));
    return text == null ? "" : text.strip();
  }
}
