package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of records has what another parser reads in real Apache logs, field by field. */
class AccessLogFieldsTest {

  @TempDir private Path folder;

  private List<Row> records(Path input) {
    AnalyzeRun run = AnalyzeRun.of(folder.resolve("out"), input.toString(), "--records");
    assertThat(run.exitCode()).as("%s", run.err()).isZero();
    return LocalSpark.session()
        .read()
        .parquet(run.folder().resolve("tables/records").toString())
        .orderBy("file_id", "offset")
        .collectAsList();
  }

  /** Columns of the table, and what the other parser has for them. */
  private static Map<String, Function<Row, String>> requestFields() {
    Map<String, Function<Row, String>> fields = new TreeMap<>();
    fields.put("client_address", row -> text(row, "remote_host"));
    fields.put("user_name", row -> text(row, "remote_user"));
    fields.put("http_request_method", row -> text(row, "request_method"));
    fields.put("url_path", AccessLogFieldsTest::path);
    fields.put("url_query", row -> text(row, "request_url_query"));
    fields.put("network_protocol_version", row -> text(row, "request_http_ver"));
    fields.put("http_response_status_code", row -> text(row, "status").replace(".0", ""));
    fields.put("http_response_body_size_bytes", row -> text(row, "response_bytes_clf"));
    fields.put("http_request_header_referer", row -> text(row, "request_header_referer"));
    fields.put("user_agent_original", row -> text(row, "request_header_user_agent"));
    fields.put(
        "time_micros",
        row -> micros(OffsetDateTime.parse(text(row, "time_received_tz_isoformat")).toInstant()));
    return fields;
  }

  /**
   * Of {@code //a/b} the other parser takes {@code a} for a host; a server takes all for a path.
   */
  private static String path(Row row) {
    boolean hasHost =
        text(row, "request_url_scheme").isEmpty() && !text(row, "request_url_netloc").isEmpty();
    String host = hasHost ? "//" + text(row, "request_url_netloc") : "";
    return host + text(row, "request_url_path");
  }

  private static String micros(Instant time) {
    return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time));
  }

  @Test
  void eachFieldOfTheParsedLinesAgrees() throws IOException {
    List<Row> truth =
        LocalSpark.session()
            .read()
            .option("header", true)
            .option("multiLine", true)
            .option("quote", "\"")
            .option("escape", "\"")
            .csv(AnalyzeRun.realLogs().resolve("api/apache-parsed-truth.csv").toString())
            .collectAsList();
    StringBuilder log = new StringBuilder();
    truth.forEach(row -> log.append(row.<String>getAs("raw").strip()).append('\n'));
    Files.writeString(folder.resolve("apache.log"), log);
    List<Row> records = records(folder.resolve("apache.log"));
    assertThat(records).hasSize(1000).hasSameSizeAs(truth);
    Map<String, Function<Row, String>> requestFields = requestFields();
    int requests = 0;
    int errors = 0;
    Map<String, Integer> values = new TreeMap<>();
    for (int i = 0; i < truth.size(); i++) {
      Row expected = truth.get(i);
      Row read = records.get(i);
      String line = column(read, "text");
      assertThat(line).isEqualTo(text(expected, "raw"));
      if (text(expected, "error_level").isEmpty()) {
        requests++;
        // Never anything else in these lines; the table has no column for it.
        assertThat(text(expected, "remote_logname")).isEqualTo("-");
        requestFields.forEach(
            (name, truthOf) -> {
              String wanted = truthOf.apply(expected).replaceFirst("^-$", "");
              assertThat(column(read, name)).as("%s of %s", name, line).isEqualTo(wanted);
              values.merge(name, wanted.isEmpty() ? 0 : 1, Integer::sum);
            });
      } else {
        errors++;
        int severity = text(expected, "error_level").equals("[error]") ? 17 : 9;
        assertThat(read.<Integer>getAs("severity_number")).as(line).isEqualTo(severity);
        assertThat(column(read, "body")).as(line).isEqualTo(text(expected, "error_message"));
        assertThat(column(read, "http_request_method")).as(line).isEmpty();
        assertThat(column(read, "http_response_status_code")).as(line).isEmpty();
      }
    }
    System.out.printf(
        "apache-parsed-truth.csv: %,d of %,d rows agree; %,d requests in %d fields each (with a"
            + " value: %s), %,d error lines in level and message%n",
        requests + errors, truth.size(), requests, requestFields.size(), values, errors);
    assertThat(requests).isEqualTo(905);
    assertThat(errors).isEqualTo(95);
  }

  /** Counted by other expressions than those of the format, over the bytes of the file. */
  @Test
  void tenThousandLinesHaveAsManyValuesAsGrepFinds() throws IOException {
    Path log = AnalyzeRun.realLogs().resolve("api/apache-combined.log");
    List<Row> records = records(log);
    List<String> lines = Files.readAllLines(log);
    assertThat(records).hasSameSizeAs(lines);
    assertCount(records, lines, "client_address", "^\\S");
    assertCount(records, lines, "user_name", "^\\S+ \\S+ [^- ]");
    assertCount(records, lines, "http_request_method", "\\] \"[A-Z]+ ");
    assertCount(records, lines, "url_query", "\\] \"[A-Z]+ [^ \"#]*\\?[^ \"#]");
    assertCount(records, lines, "http_response_body_size_bytes", "\" [1-5]\\d\\d \\d");
    assertCount(records, lines, "http_request_header_referer", "\" \\d+ \\S+ \"(?!-\")");
    assertCount(records, lines, "user_agent_original", "(?<! )\" \"(?!-\"$).*\"$");
  }

  private static void assertCount(List<Row> records, List<String> lines, String name, String grep) {
    Pattern pattern = Pattern.compile(grep);
    assertThat(records.stream().filter(row -> !column(row, name).isEmpty()).count())
        .as(name)
        .isEqualTo(lines.stream().filter(line -> pattern.matcher(line).find()).count());
  }

  private static String column(Row row, String name) {
    Object value = row.getAs(name);
    return value == null ? "" : shown(value.toString());
  }

  private static String text(Row row, String column) {
    String text = row.getAs(column);
    return text == null ? "" : withoutMail(text.strip());
  }

  /** The truth has addresses where the table has pseudonyms of them. */
  private static String withoutMail(String text) {
    return text.replaceAll("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+", "MAIL");
  }

  private static String shown(String text) {
    return text.replaceAll("redacted-email-[0-9]{12}", "MAIL");
  }
}
