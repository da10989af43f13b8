package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the sample night, and one of hostile lines, as a browser has them. */
class PageInBrowserTest {

  // Chromium may still write when it is told to end.
  @TempDir(cleanup = CleanupMode.NEVER)
  private static Path folder;

  private static Browser browser;
  private static Path page;

  @BeforeAll
  static void open() throws IOException, InterruptedException {
    browser = new Browser(folder.resolve("chromium"));
    page = page(AnalyzeRun.sample());
  }

  @AfterAll
  static void close() throws InterruptedException {
    if (browser != null) {
      browser.close();
    }
  }

  private static Path page(Path input) throws IOException {
    Path output = Files.createTempDirectory(folder, "out");
    AnalyzeRun run = AnalyzeRun.of(output, input.toString(), "--date", "2026-03-14");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.folder().resolve("report.html").toRealPath();
  }

  private static String evaluate(String expression) throws InterruptedException {
    return browser.evaluate(expression);
  }

  private static void assertQuiet(Path page) {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .allMatch(url -> url.equals(page.toUri().toString()) || url.startsWith("data:image/png"));
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 768, 1280, 1920})
  void nothingIsLoadedOrRefusedAndNoWindowIsTooNarrow(int width) throws InterruptedException {
    browser.open(page, width);
    assertThat(evaluate("window.innerWidth")).isEqualTo(Integer.toString(width));
    assertThat(evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .isEqualTo("true");
    assertThat(evaluate("[...document.images].filter(i => i.naturalWidth === 1200).length"))
        .isEqualTo("4");
    assertQuiet(page);
  }

  @Test
  void theAnswerIsOnTheFirstScreen() throws InterruptedException {
    browser.open(page, 1280);
    String bottom = "document.querySelectorAll('.cards li')[2].getBoundingClientRect().bottom";
    assertThat(Double.parseDouble(evaluate(bottom))).isLessThan(800);
    assertThat(evaluate("document.querySelector('.cards li').textContent"))
        .contains("gpu-node-004", "Stop what uses the drive", "nvme nvme3: I/O 801 QID 8 timeout");
  }

  private static String cells(int column) throws InterruptedException {
    return evaluate(
        "[...document.querySelector('#errors_by_file tbody').rows].filter(r => !r.hidden)"
            + ".map(r => r.cells["
            + column
            + "].textContent).join()");
  }

  @Test
  void tablesAreSortedByClickAndKey() throws InterruptedException {
    browser.open(page, 1280);
    List<Integer> errors = Stream.of(cells(0).split(",")).map(Integer::valueOf).toList();
    assertThat(errors).hasSizeGreaterThan(10).isSortedAccordingTo(Comparator.reverseOrder());
    String most = cells(0);
    String header = "document.querySelectorAll('#errors_by_file th')";
    evaluate(header + "[1].querySelector('button').click()");
    assertThat(cells(1).split(",")).isSorted().startsWith("api/api.log", "api/api.log.1");
    assertThat(evaluate(header + "[1].getAttribute('aria-sort')")).isEqualTo("ascending");
    evaluate(header + "[0].querySelector('button').focus()");
    browser.press("Enter", 13, "\r");
    assertThat(cells(0)).isEqualTo(most);
    browser.press("Enter", 13, "\r");
    assertThat(Stream.of(cells(0).split(",")).map(Integer::valueOf)).isSorted();
    assertThat(evaluate(header + "[0].getAttribute('aria-sort')")).isEqualTo("ascending");
    assertThat(evaluate(header + "[1].hasAttribute('aria-sort')")).isEqualTo("false");
    assertQuiet(page);
  }

  @Test
  void longTablesAreFiltered() throws InterruptedException {
    browser.open(page, 1280);
    String box = "document.querySelector('#errors_by_file .filter input')";
    evaluate(box + ".value = 'API log'; " + box + ".dispatchEvent(new Event('input'))");
    String[] shown = cells(1).split(",");
    assertThat(shown).contains("api/api.log").allMatch(file -> file.matches("api/.*\\.log.*"));
    assertThat(evaluate("document.querySelector('#errors_by_file output').textContent"))
        .startsWith(shown.length + " of ");
    assertThat(evaluate("document.querySelectorAll('#levels .filter').length")).isEqualTo("0");
  }

  @Test
  void linesOfALogDoNothing() throws IOException, InterruptedException {
    Path log = folder.resolve("\"><img src=x onerror=alert(1)>.log");
    String[] texts = {
      "</script><script>window.hacked = 1</script>",
      "\"><img src=x onerror='window.hacked = 1'>",
      "<style>*{background:url(http://127.0.0.1:1/x)}</style>",
      "<iframe src=http://127.0.0.1:1/></iframe>",
      "\u202e\u001b[31m{{script}} out of memory",
      "x".repeat(10_000)
    };
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < texts.length; i++) {
      lines.append("2026-03-14 0").append(i).append(":00:00 ERROR ").append(texts[i]).append('\n');
    }
    Files.writeString(log, lines);
    Path hostile = page(log);
    browser.open(hostile, 360);
    assertThat(evaluate("typeof window.hacked")).isEqualTo("undefined");
    assertThat(evaluate("document.querySelectorAll('iframe, img:not(figure img)').length"))
        .isEqualTo("0");
    assertThat(evaluate("document.scripts.length + document.querySelectorAll('style').length"))
        .isEqualTo("2");
    assertThat(evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .isEqualTo("true");
    assertQuiet(hostile);
  }
}
