package dev.faultline.cli;

import static dev.faultline.cli.ReportFigures.counts;
import static dev.faultline.cli.ReportFigures.errors;
import static dev.faultline.cli.ReportFigures.faults;
import static dev.faultline.cli.ReportFigures.sum;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultline.LocalSpark;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of data/sample, held against counts of its lines that know nothing of Faultline. */
class AnalyzeSampleTest {

  @TempDir private static Path folder;

  private static AnalyzeRun whole;
  private static JsonNode report;
  private static Path night;
  private static Grep all;
  private static Grep first;

  @BeforeAll
  static void analyzeOnce() throws IOException {
    whole = analyze("--records", "--fail-on", "critical");
    report = whole.report();
    night = AnalyzeRun.sample().resolve("2026-03-14");
    all = Grep.in(night);
    first = Grep.in(night.resolve("gpu-node-001"));
  }

  private static AnalyzeRun analyze(String... args) throws IOException {
    String[] more = new String[args.length + 1];
    more[0] = AnalyzeRun.sample().toString();
    System.arraycopy(args, 0, more, 1, args.length);
    return AnalyzeRun.of(folder.resolve("out"), more);
  }

  @Test
  void criticalErrorsAreExitCode10WhereAskedFor() {
    assertThat(whole.exitCode()).isEqualTo(ExitCode.FAIL_ON);
  }

  @Test
  void everyLineOfEveryFileIsAccountedFor() throws IOException {
    long lines = 0;
    for (JsonNode file : report.get("files")) {
      Path path = Path.of(file.get("log_file_path").asText().substring("file:".length()));
      byte[] content = Grep.content(path);
      long newlines = file.get("lines").asLong() - file.get("overwritten_lines").asLong();
      assertThat(newlines).as("%s", path).isEqualTo(Grep.lines(content));
      assertThat(file.get("read_bytes").asLong()).as("%s", path).isEqualTo(content.length);
      assertThat(file.get("stored_bytes").asLong()).as("%s", path).isEqualTo(Files.size(path));
      lines += Grep.lines(content);
    }
    assertThat(report.at("/lines/read").asLong() - report.at("/lines/overwritten").asLong())
        .isEqualTo(lines);
    try (Stream<Path> walk = Files.walk(night)) {
      assertThat(walk.filter(Files::isRegularFile)).hasSize(report.get("files").size());
    }
    assertThat(report.at("/time/last").asText()).startsWith("2026-03-14T01:59:");
    assertThat(whole.manifest().get("dt").asText()).isEqualTo("2026-03-14");
  }

  @Test
  void theReportAddsUp() {
    ReportFigures.assertAddsUp(report);
    ReportFigures.assertAllRecordsCount(report);
  }

  @Test
  void levelsAreThoseOfTheLines() {
    assertThat(records("seed", 17))
        .isPositive()
        .isEqualTo(all.count("^2026-03-14 [0-9:]{8} ERROR "));
    assertThat(records("python-logging", 13))
        .isPositive()
        .isEqualTo(all.count("^2026-03-14 [0-9:]{8},[0-9]{3} - [^ ]+ - WARNING - "));
    // systemd.journal-fields(7): 3 is an error.
    assertThat(records("journald-json", 17))
        .isPositive()
        .isEqualTo(all.count("^\\{\"__.*\"PRIORITY\":\"3\""));
  }

  /** Rows of the table of records with a format and a severity number. */
  private static long records(String format, int severity) {
    return LocalSpark.session()
        .read()
        .parquet(whole.folder().resolve("tables/records").toString())
        .where("format_id = '" + format + "' AND severity_number = " + severity)
        .count();
  }

  @Test
  void gpuFaultsAreTheXidsOfTheDriver() {
    Map<String, Long> xids = new TreeMap<>();
    for (JsonNode fault : report.get("faults")) {
      if (fault.get("cause").asText().matches("gpu_.*|xid") && fault.has("code")) {
        xids.merge(fault.get("code").asText(), fault.get("count").asLong(), Long::sum);
      }
    }
    assertThat(xids)
        .hasSizeGreaterThan(5)
        .isEqualTo(all.tally("NVRM: Xid \\(PCI[^)]*\\): ([0-9]+)"));
  }

  @Test
  void faultsOfTheHostsAreTheLinesThatAnnounceThem() {
    Map<String, Long> told = new TreeMap<>();
    told.put("pcie_corrected", all.count("AER: (Multiple )?[Cc]orrected error"));
    told.put("edac_corrected", all.count("EDAC .* CE "));
    told.put("ethernet_link_down", all.count("(NIC Link is Down|ens[0-9a-z]+: Link down)"));
    told.put("hung_task", all.count("blocked for more than [0-9]+ seconds"));
    told.put("block_io_error", all.count("I/O error, dev "));
    told.put("gpu_thermal_slowdown", all.count("thermal violation"));
    told.put("filesystem_full", all.count("(?i)no space left on device"));
    told.put("soft_lockup", all.count("soft lockup"));
    told.put("infiniband_link_down", all.count(" ib[0-9]+: Link down"));
    Map<String, Long> found = counts(report.get("faults"), "cause", "count");
    assertThat(told.values()).allMatch(count -> count > 0);
    assertThat(found).containsAllEntriesOf(told);
  }

  @Test
  void harmlessWordsAreNoErrors() {
    assertThat(all.count("error_count=0")).isPositive();
    for (JsonNode type : report.get("error_types")) {
      assertThat(type.get("sample").asText())
          .doesNotContain("error_count=0")
          .doesNotContain(" 0 errors")
          .doesNotContain("panic=30");
    }
  }

  @Test
  void responsesAndRequestsAreTheLinesOfTheApi() {
    Map<String, Long> status = all.tally("\\[RESPONSE\\] ([0-9]{3}) ");
    all.tally("HTTP/[0-9.]+\" ([0-9]{3}) ")
        .forEach((code, count) -> status.merge(code, count, Long::sum));
    assertThat(counts(report.at("/http/status"))).hasSizeGreaterThan(5).isEqualTo(status);
    Map<String, Long> endpoints = new TreeMap<>();
    for (JsonNode endpoint : report.at("/http/endpoints")) {
      String name = endpoint.get("method").asText() + " " + endpoint.get("path").asText();
      endpoints.merge(name, endpoint.get("count").asLong(), Long::sum);
    }
    Map<String, Long> asked = all.tally("\\[REQUEST\\] ([A-Z]+ [^ ?]+)");
    all.tally("\"([A-Z]+ [^ ?]+)[^ ]* HTTP/[0-9.]+\" [0-9]{3} ")
        .forEach((endpoint, count) -> asked.merge(endpoint, count, Long::sum));
    assertThat(endpoints).isEqualTo(asked);
  }

  @Test
  void durationsAreThoseOfTheLines() {
    List<BigDecimal> sorted =
        all.find("Duration: ([0-9.]+)ms").stream().map(BigDecimal::new).sorted().toList();
    BigDecimal sum = sorted.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    JsonNode latency = report.at("/http/latency_ms");
    int n = sorted.size();
    assertThat(latency.get("count").asInt()).isEqualTo(n);
    assertThat(latency.get("mean").decimalValue())
        .isEqualByComparingTo(sum.divide(BigDecimal.valueOf(n), 2, RoundingMode.HALF_UP));
    assertThat(latency.get("min").decimalValue()).isEqualByComparingTo(sorted.get(0));
    assertThat(latency.get("max").decimalValue()).isEqualByComparingTo(sorted.get(n - 1));
    for (int percent : new int[] {50, 90, 95, 99}) {
      // Nearest rank: the smallest that at least this share does not exceed.
      BigDecimal quantile = sorted.get((n * percent + 99) / 100 - 1);
      assertThat(latency.get("p" + percent).decimalValue())
          .as("p%d", percent)
          .isEqualByComparingTo(quantile);
    }
    BigDecimal slow = BigDecimal.valueOf(1000);
    assertThat(latency.get("slow_count").asLong())
        .isEqualTo(sorted.stream().filter(ms -> ms.compareTo(slow) > 0).count());
  }

  @Test
  void trainingIsWhatItsLinesSay() {
    JsonNode training = report.get("training");
    assertThat(training.get("epochs").asLong())
        .isPositive()
        .isEqualTo(all.count("Epoch [0-9]+/[0-9]+ - loss: "));
    assertThat(training.get("overfitting_warnings").asLong())
        .isEqualTo(all.count("possible overfitting"));
    List<String> losses = all.find("Epoch [0-9]+/[0-9]+ - (loss: .*)");
    long overfitting = 0;
    for (String text : losses) {
      BigDecimal loss = new BigDecimal(text.replaceFirst("^loss: ([0-9.]+).*", "$1"));
      BigDecimal validation = new BigDecimal(text.replaceFirst(".*val_loss: ([0-9.]+).*", "$1"));
      overfitting += validation.subtract(loss).compareTo(new BigDecimal("0.1")) > 0 ? 1 : 0;
    }
    assertThat(training.get("overfitting_epochs").asLong()).isEqualTo(overfitting);
  }

  @Test
  void theTableOfRecordsHasARowForEach() {
    assertThat(rowsOfRecords(whole))
        .isEqualTo(report.at("/lines/records").asLong() + report.at("/lines/unparsed").asLong());
  }

  private static long rowsOfRecords(AnalyzeRun run) {
    return LocalSpark.session()
        .read()
        .parquet(run.folder().resolve("tables/records").toString())
        .count();
  }

  @Test
  void bothEnginesGiveTheSameBytes() throws IOException {
    AnalyzeRun gpu = analyze("--set", "engine=gpu");
    assertThat(gpu.exitCode()).isZero();
    assertThat(gpu.manifest().get("engine").asText()).isEqualTo("gpu");
    assertThat(gpu.results()).isEqualTo(whole.results());
  }

  @Test
  void fromAndToKeepOnlyThatHour() throws IOException {
    AnalyzeRun hour =
        analyze("--from", "2026-03-14T01:00", "--to", "2026-03-14T02:00", "--records");
    JsonNode of = hour.report();
    ReportFigures.assertAddsUp(of);
    for (String kind : List.of("read", "records", "continuation", "unparsed", "blank")) {
      assertThat(of.at("/lines/" + kind)).as(kind).isEqualTo(report.at("/lines/" + kind));
    }
    long kept = counts(of.get("formats")).values().stream().mapToLong(n -> n).sum();
    assertThat(kept).isPositive().isEqualTo(rowsOfRecords(hour));
    assertThat(kept + of.at("/lines/outside").asLong())
        .isEqualTo(of.at("/lines/records").asLong() + of.at("/lines/unparsed").asLong());
    String left =
        String.format("%,d of these outside --from and --to", of.at("/lines/outside").asLong());
    assertThat(hour.out()).contains(left);
    assertThat(of.at("/time/first").asText()).startsWith("2026-03-14T01:00:");
    assertThat(of.at("/time/last").asText()).startsWith("2026-03-14T01:59:");
    Map<String, Long> hours = counts(of.get("errors_by_hour"), "hour", "errors");
    assertThat(hours).containsOnlyKeys("2026-03-14T01:00:00Z");
    assertThat(counts(report.get("errors_by_hour"), "hour", "errors")).containsAllEntriesOf(hours);
    assertThat(
            faults(
                of,
                fault ->
                    fault.get("cause").asText().equals("pcie_corrected")
                        && fault.path("host_name").asText().equals("gpu-node-001")))
        .isPositive()
        .isEqualTo(first.count("^Mar 14 01:.*AER: (Multiple )?[Cc]orrected error"));
    Map<String, Long> status = all.tally("^2026-03-14 01:.*\\[RESPONSE\\] ([0-9]{3}) ");
    all.tally("\\[14/Mar/2026:01:.*HTTP/[0-9.]+\" ([0-9]{3}) ")
        .forEach((code, count) -> status.merge(code, count, Long::sum));
    assertThat(counts(of.at("/http/status"))).isEqualTo(status);
  }

  @Test
  void aSmallShapeBudgetFoldsAndStillBalances() throws IOException {
    JsonNode folded = analyze("--set", "shape_budget=10").report();
    ReportFigures.assertAddsUp(folded);
    ReportFigures.assertAllRecordsCount(folded);
    assertThat(errors(folded)).isEqualTo(errors(report));
    assertThat(folded.get("faults").size()).isEqualTo(report.get("faults").size());
    for (String same : List.of("lines", "levels", "formats", "severities", "http", "training")) {
      assertThat(folded.get(same)).as(same).isEqualTo(report.get(same));
    }
    assertThat(folded.get("error_types").size()).isLessThan(report.get("error_types").size());
  }

  @Test
  void whatPlotsShowIsInTheLines() throws IOException {
    assertThat(sum(counts(report.get("hosts_by_time"), "bucket_time", "errors")))
        .isEqualTo(errors(report));
    Path api = night.resolve("api/errors.log");
    long shown = 0;
    for (JsonNode cell : report.get("hosts_by_time")) {
      if (cell.get("source").asText().equals("file:" + api)
          && cell.get("bucket_time").asText().equals("2026-03-14T01:45:00Z")) {
        shown = cell.get("errors").asLong();
      }
    }
    assertThat(shown)
        .isPositive()
        .isEqualTo(Grep.in(api).count("^2026-03-14 01:(4[5-9]|5[0-9]):[0-9]{2} ERROR "));
    long classes = 0;
    for (JsonNode bin : report.at("/http/latency_histogram")) {
      classes += bin.get("count").asLong();
      if (bin.get("class").asText().equals("10 to 20")) {
        assertThat(bin.get("count").asLong())
            .isEqualTo(all.count("Duration: 1[0-9](\\.[0-9]+)?ms"));
      }
    }
    assertThat(classes).isEqualTo(report.at("/http/latency_ms/count").asLong());
    long debug = 0;
    for (JsonNode cell : report.get("timeline_by_level")) {
      debug += cell.get("level").asText().equals("DEBUG") ? cell.get("records").asLong() : 0;
    }
    assertThat(debug).isPositive().isLessThanOrEqualTo(report.at("/levels/DEBUG").asLong());
  }

  @Test
  void theManifestNamesThePlotsAndAPictureIsNotPrinted() throws IOException {
    List<String> named = new ArrayList<>();
    whole.manifest().get("plots").forEach(plot -> named.add(plot.asText()));
    try (Stream<Path> files = Files.list(whole.folder().resolve("plots"))) {
      assertThat(files.map(file -> "plots/" + file.getFileName()))
          .hasSize(4)
          .containsExactlyInAnyOrderElementsOf(named);
    }
    AnalyzeRun show =
        AnalyzeRun.of(
            List.of("show", folder.resolve("out").toString(), "--file", "plots/categories.png"));
    assertThat(show.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(show.err()).contains("a terminal shows no pictures: open ");
  }

  @Test
  void oneFormatIsWrittenWhereOneIsAskedFor() throws IOException {
    Path run = analyze("--format", "json").folder();
    assertThat(run.resolve("report.json"))
        .hasSameBinaryContentAs(whole.folder().resolve("report.json"));
    assertThat(run.resolve("report.txt")).doesNotExist();
    assertThat(run.resolve("report.html")).doesNotExist();
    assertThat(run.resolve("plots")).doesNotExist();
    assertThat(run.resolve("tables/records")).doesNotExist();
  }
}
