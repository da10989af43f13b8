package dev.faultline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultline.LocalSpark;
import dev.faultline.catalog.Catalog;
import dev.faultline.cli.Canaries.Canary;
import dev.faultline.udf.redact.RedactionKey;
import dev.faultline.udf.redact.RedactionRule;
import dev.faultline.udf.redact.RedactionSpec;
import dev.faultline.udf.redact.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.EventLoggingListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/**
 * A thousand made-up secrets of all kinds are written to logs of many formats, wherever a line may
 * hold one, and not twelve bytes of any are in anything that comes out.
 */
class CanaryTest {

  private static final int COUNT = 1000;

  /** Longer lines are cut. */
  private static final int LONGEST_LINE = 64 << 10;

  /** Lines of the shipped formats; errors too, as reports show those. */
  private static final Map<String, String> FRAMES = new LinkedHashMap<>();

  static {
    FRAMES.put("syslog", "Mar 14 02:11:09 gpu-node-01 app[77]: error: %s");
    FRAMES.put("iso.log", "2026-03-14T02:11:09.123456+00:00 gpu-node-02 dockerd[9]: %s");
    FRAMES.put("rfc5424.log", "<11>1 2026-03-14T02:11:09Z gpu-node-03 app 77 - - %s");
    FRAMES.put(
        "dmesg",
        "[12345.678901] NVRM: Xid (PCI:0000:3b:00): 79, pid=1, name=%s, GPU has fallen off the bus.");
    FRAMES.put("api.log", "2026-03-14 02:11:09 ERROR [RESPONSE] 500 - %s - Duration: 45ms");
    FRAMES.put(
        "request.log",
        "2026-03-14 02:11:09 INFO [REQUEST] POST /predict - IP: 10.0.0.7 - User-Agent: %s");
    FRAMES.put("python.log", "2026-03-14 02:11:09,123 - trainer - CRITICAL - %s");
    FRAMES.put(
        "access.log",
        "10.0.0.7 - - [14/Mar/2026:02:11:09 +0000] \"GET /v1/models HTTP/1.1\" 500 12 \"-\" \"%s\"");
    FRAMES.put(
        "uvicorn.log",
        "INFO:     10.0.0.7:51234 - \"GET /v1?%s HTTP/1.1\" 500 Internal Server Error");
    FRAMES.put("postgres.log", "2026-03-14 02:11:09.123 UTC [77] FATAL:  cannot connect: %s");
    FRAMES.put("rank.log", "[rank5]:[E0314 02:11:09.123456789 ProcessGroupNCCL.cpp:632] %s");
    FRAMES.put("slurmd.log", "[2026-03-14T02:11:09.123] error: prolog: %s");
    FRAMES.put("prose.txt", "something without a format says %s");
    FRAMES.put("json.log", "2026-03-14 02:11:09 WARNING {\"event\": \"x\", \"text\": \"%s\"}");
    FRAMES.put(
        "trace.log",
        "2026-03-14 02:11:09 ERROR failed\nTraceback (most recent call last):\n  File \"a.py\", line 3, in f\n    call(%s)\nValueError: %s");
  }

  @TempDir private Path folder;

  private final Canaries maker = new Canaries(20260314);
  private final List<Canary> planted = new ArrayList<>();
  private Path logs;

  @BeforeEach
  void plant() throws IOException {
    logs = Files.createDirectories(folder.resolve("logs/2026-03-14"));
    List<String> names = List.copyOf(FRAMES.keySet());
    Map<String, StringBuilder> texts = new LinkedHashMap<>();
    List<Canary> canaries = maker.some(COUNT);
    for (int i = 0; i < canaries.size(); i++) {
      // Each kind is in each frame sooner or later.
      String name = names.get((i + i / maker.kinds()) % names.size());
      texts
          .computeIfAbsent(name, key -> new StringBuilder())
          .append(FRAMES.get(name).replace("%s", canaries.get(i).text()))
          .append('\n');
    }
    for (Map.Entry<String, StringBuilder> text : texts.entrySet()) {
      Files.writeString(logs.resolve(text.getKey()), text.getValue());
    }
    planted.addAll(canaries);
    Files.writeString(logs.resolve("header.log"), headers());
    Files.writeString(logs.resolve("pem.log"), blocks());
    Files.writeString(logs.resolve("long.log"), longLines());
    Files.write(logs.resolve("old.log.gz"), gzip(blocks() + headers()));
  }

  private Canary planted(Canary canary) {
    planted.add(canary);
    return canary;
  }

  /** Secrets where host, service and user stand. */
  private String headers() {
    StringBuilder text = new StringBuilder();
    for (Canary canary : maker.some(2 * maker.kinds())) {
      if (List.of("github-token", "huggingface-token", "email", "jwt").contains(canary.rule())) {
        String secret = planted(canary).secrets().get(0);
        text.append("Mar 14 02:11:09 ").append(secret).append(" app[7]: error: failed\n");
        text.append("Mar 14 02:11:09 gpu-node-01 ").append(secret).append("[7]: error: failed\n");
        text.append("Mar 14 02:11:09 gpu-node-01 ").append(secret).append(": error: failed\n");
      }
    }
    return text.toString();
  }

  /** Keys of several lines, far more of them than a split looks back. */
  private String blocks() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      text.append("2026-03-14 02:11:09 ERROR cannot load key\n");
      String key = planted(maker.privateKey(20 + i % 30)).text();
      String before = List.of("", "    ", "2026-03-14 02:11:09 ERROR ", "| ").get(i % 4);
      text.append(before).append(key.replace("\n", "\n" + before)).append('\n');
    }
    return text.toString();
  }

  /** Secrets in front of the cap, across it and behind it. */
  private String longLines() {
    StringBuilder text = new StringBuilder();
    for (Canary canary : maker.some(maker.kinds())) {
      if (canary.rule().equals("email")) {
        continue;
      }
      planted(canary);
      int across = LONGEST_LINE - canary.text().length() / 2 - 40;
      text.append("2026-03-14 02:11:09 ERROR ").append(canary.text()).append(' ');
      text.append("z ".repeat(across / 2 - canary.text().length() / 2));
      text.append(canary.text()).append(" and ").append(canary.text()).append('\n');
    }
    // Longer than what Faultline reads of a line unless it is told to.
    Canary last = planted(maker.some(1).get(0));
    text.append(last.text()).append(" x".repeat(1 << 20)).append(last.text()).append('\n');
    return text.toString();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void nothingThatComesOutHoldsAPartOfASecret() throws IOException {
    AnalyzeRun cpu = searched("cpu", "--set=split_bytes=70000");
    AnalyzeRun gpu = searched("gpu");
    assertThat(gpu.results()).isEqualTo(cpu.results());
    assertThat(gpu.manifest().get("redactions")).isEqualTo(cpu.manifest().get("redactions"));
    assertCounted(cpu);
  }

  /** Runs an engine, and looks at all that comes out. */
  private AnalyzeRun searched(String engine, String... more) throws IOException {
    Path output = folder.resolve("out-" + engine);
    Path events = Files.createDirectories(folder.resolve("events-" + engine));
    List<String> args =
        new ArrayList<>(
            List.of(logs.toString(), "--records", "--verbose", "--set=engine=" + engine));
    args.add("--set=max_line_bytes=" + LONGEST_LINE);
    args.addAll(List.of(more));
    AnalyzeRun run = withEventLog(events, () -> AnalyzeRun.of(output, args.toArray(String[]::new)));
    assertThat(run.exitCode()).as("%s", run.err()).isZero();

    Map<String, byte[]> outcome = new TreeMap<>();
    outcome.put("stdout", run.out().getBytes(UTF_8));
    outcome.put("stderr", run.err().getBytes(UTF_8));
    addFiles(outcome, output);
    addFiles(outcome, events);
    for (String table : List.of("cube", "shapes", "streams", "records")) {
      String path = run.folder().resolve("tables/" + table).toString();
      List<String> rows = LocalSpark.session().read().parquet(path).toJSON().collectAsList();
      outcome.put("rows of " + table, String.join("\n", rows).getBytes(UTF_8));
    }
    AnalyzeRun show = AnalyzeRun.of(List.of("show", output.toString()));
    outcome.put("show", show.out().getBytes(UTF_8));
    Canaries.Search search = new Canaries.Search(planted);
    outcome.forEach((what, bytes) -> assertThat(search.in(bytes)).as(what).isEmpty());
    assertThat(outcome.keySet())
        .as("what was searched")
        .anyMatch(name -> name.endsWith("report.html"))
        .anyMatch(name -> name.endsWith(".csv"))
        .anyMatch(name -> name.endsWith(".png"))
        .anyMatch(name -> name.startsWith("events-"));
    assertThat(new String(outcome.get("rows of records"), UTF_8)).contains("redacted-");
    return run;
  }

  private static AnalyzeRun withEventLog(Path events, Supplier<AnalyzeRun> call) {
    SparkContext spark = LocalSpark.session().sparkContext();
    SparkConf conf =
        new SparkConf(false)
            .set("spark.eventLog.compress", "false")
            .set("spark.eventLog.rolling.enabled", "false");
    EventLoggingListener log =
        new EventLoggingListener(
            "canaries", Option.empty(), events.toUri(), conf, spark.hadoopConfiguration());
    log.start();
    spark.addSparkListener(log);
    try {
      return call.get();
    } finally {
      spark.removeSparkListener(log);
      log.stop();
    }
  }

  /** What is said of a rule is no less than was planted for it. */
  private void assertCounted(AnalyzeRun run) {
    Map<String, Long> least = new TreeMap<>();
    for (Canary canary : planted) {
      least.merge(canary.rule(), 1L, Long::sum);
    }
    JsonNode counted = run.manifest().get("redactions");
    Map<String, Long> listed = new TreeMap<>();
    run.report()
        .get("redactions")
        .forEach(row -> listed.put(row.get("rule").asText(), row.get("count").asLong()));
    // A secret may be of two rules; the first one takes it.
    assertThat(listed.keySet()).containsAll(least.keySet());
    long sum = least.values().stream().mapToLong(Long::longValue).sum();
    assertThat(listed.values().stream().mapToLong(Long::longValue).sum())
        .isGreaterThanOrEqualTo(sum);
    listed.forEach((rule, count) -> assertThat(counted.get(rule).asLong()).isEqualTo(count));
  }

  private static void addFiles(Map<String, byte[]> outcome, Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        outcome.put(root.getParent().relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  /** So no rule is idle, and the search finds what a missing one lets through. */
  @Test
  void withoutAnyRuleSomethingIsSeen() {
    RedactionSpec all = Catalog.bundled().redaction().with(List.of());
    Canaries.Search search = new Canaries.Search(planted);
    for (RedactionRule missing : all.rules()) {
      Redactor redactor =
          new Redactor(
              new RedactionSpec(
                  all.parts(), all.rules().stream().filter(rule -> rule != missing).toList()),
              RedactionKey.random());
      assertThat(planted)
          .as("without %s", missing.id())
          .anyMatch(
              canary -> !search.in(redactor.redacted(canary.text()).getBytes(UTF_8)).isEmpty());
    }
  }

  @Test
  void neitherExplainNorAFailureShowsOne() throws IOException {
    Canaries.Search search = new Canaries.Search(planted);
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.toList()) {
        AnalyzeRun run = AnalyzeRun.of(List.of("explain", file.toString()));
        assertThat(run.exitCode()).isZero();
        assertThat(search.in(run.out().getBytes(UTF_8))).as("explain %s", file).isEmpty();
      }
    }
    for (Canary canary : planted.subList(0, maker.kinds())) {
      String line = "2026-03-14 02:11:09 ERROR " + canary.text();
      AnalyzeRun run = AnalyzeRun.of(List.of("explain", line));
      assertThat(search.in(run.out().getBytes(UTF_8))).as(canary.rule()).isEmpty();
      assertThat(run.out()).contains("redacted-");
    }
    byte[] whole = Files.readAllBytes(logs.resolve("old.log.gz"));
    Files.write(logs.resolve("cut.log.gz"), Arrays.copyOf(whole, whole.length / 2));
    Path output = folder.resolve("failed");
    AnalyzeRun strict = AnalyzeRun.of(output, logs.toString(), "--strict");
    assertThat(strict.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(search.in((strict.out() + strict.err()).getBytes(UTF_8))).isEmpty();
  }
}
