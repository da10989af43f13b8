package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultline.LocalSpark;
import dev.faultline.MadePart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/formats.md says how much of each set of real logs is read, and by which formats. */
class FormatSharesTest {

  private static final List<String> NO_LOGS = List.of(".csv", ".json", ".yml", ".yaml", ".md");

  @TempDir private Path folder;

  /** What is found in the files of one folder. */
  private static final class Share {
    private long lines;
    private long unparsed;
    private final Map<String, Long> records = new TreeMap<>();

    private String row(String set) {
      String formats =
          records.entrySet().stream()
              .sorted(
                  Comparator.comparingLong((Map.Entry<String, Long> entry) -> -entry.getValue())
                      .thenComparing(Map.Entry::getKey))
              .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
              .collect(Collectors.joining(", "));
      double percent = 100.0 * unparsed / lines;
      return String.format(
          Locale.ROOT,
          "| %s | %,d | %s | %,d | %.1f %% |\n",
          set,
          lines,
          formats,
          unparsed,
          percent);
    }
  }

  @Test
  void theTableIsUpToDate() throws IOException {
    Path data = AnalyzeRun.realLogs().toRealPath();
    AnalyzeRun run = AnalyzeRun.of(folder, data.toString(), "--date", "2026-01-02");
    assertThat(run.exitCode()).as("%s", run.err()).isZero();
    Map<String, Share> shares = new TreeMap<>();
    for (JsonNode file : run.report().get("files")) {
      String path = file.get("log_file_path").asText();
      if (isLog(path)) {
        Share share = shares.computeIfAbsent(set(data, path), any -> new Share());
        // As wc -l counts: the pieces of a progress bar would make each share look small.
        share.lines += file.get("lines").asLong() - file.get("overwritten_lines").asLong();
        share.unparsed += file.get("unparsed_lines").asLong();
      }
    }
    for (Row row : records(run)) {
      if (isLog(row.getString(0))) {
        shares
            .get(set(data, row.getString(0)))
            .records
            .merge(row.getString(1), row.getLong(2), Long::sum);
      }
    }
    StringBuilder table =
        new StringBuilder("| set | lines | records by format | unparsed | share |\n")
            .append("|---|--:|---|--:|--:|\n");
    shares.forEach((set, share) -> table.append(share.row(set)));
    new MadePart(Path.of("../docs/formats.md"), "shares").check(table.toString());
  }

  private static List<Row> records(AnalyzeRun run) {
    Path tables = run.folder().resolve("tables");
    var session = LocalSpark.session();
    return session
        .read()
        .parquet(tables.resolve("cube").toString())
        .join(session.read().parquet(tables.resolve("streams").toString()), "stream_id")
        .where("format_id <> 'unparsed'")
        .groupBy("log_file_path", "format_id")
        .sum("count")
        .collectAsList();
  }

  private static boolean isLog(String path) {
    return !path.contains("/LICENSE") && NO_LOGS.stream().noneMatch(path::endsWith);
  }

  private static String set(Path data, String path) {
    return data.relativize(Path.of(path.substring("file:".length())).getParent()).toString();
  }
}
