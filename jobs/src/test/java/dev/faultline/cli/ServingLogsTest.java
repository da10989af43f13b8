package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests in the logs of TorchServe count as those of web servers do. */
class ServingLogsTest {

  private static final String ACCESS =
      "2026-03-14T03:30:1%d,123 [INFO ] epollEventLoopGroup-3-1 ACCESS_LOG - /10.20.0.9:52376 ";

  @TempDir private static Path folder;

  private static AnalyzeRun run;

  @BeforeAll
  static void writeAndAnalyze() throws IOException {
    Path log = folder.resolve("access_log.log");
    Files.write(
        log,
        List.of(
            ACCESS.formatted(1) + "\"POST /predictions/resnet HTTP/1.1\" 200 41",
            ACCESS.formatted(2) + "\"POST /predictions/resnet HTTP/1.1\" 503 7",
            ACCESS.formatted(3) + "\"GET /ping HTTP/1.1\" 200 1"));
    run = AnalyzeRun.of(folder.resolve("out"), log.toString(), "--records");
    assertThat(run.exitCode()).as("%s", run.err()).isZero();
  }

  @Test
  void theyCountByStatusAndEndpoint() {
    assertThat(ReportFigures.counts(run.report().at("/http/status")))
        .isEqualTo(Map.of("200", 2L, "503", 1L));
    assertThat(ReportFigures.counts(run.report().at("/http/endpoints"), "path", "count"))
        .isEqualTo(Map.of("/predictions/resnet", 2L, "/ping", 1L));
  }

  @Test
  void theTableOfRecordsHasTheirFields() {
    List<Row> rows =
        LocalSpark.session()
            .read()
            .parquet(run.folder().resolve("tables/records").toString())
            .orderBy("offset")
            .select("http_request_method", "url_path", "http_response_status_code", "duration_ms")
            .collectAsList();
    assertThat(rows)
        .extracting(Row::mkString)
        .containsExactly(
            "POST/predictions/resnet20041", "POST/predictions/resnet5037", "GET/ping2001");
  }
}
