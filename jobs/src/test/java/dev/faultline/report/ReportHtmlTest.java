package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportHtmlTest {

  private static final String NIGHT = ReportHtml.of(SampleReport.NIGHT);

  @Test
  void whatALogSaysIsOnlyEverText() {
    assertThat(NIGHT)
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; \ufffd[2J");
  }

  @Test
  void itNeedsNothingElse() {
    assertThat(NIGHT).doesNotContain("src=").doesNotContain("<link").doesNotContain("@import");
  }

  /** All tags are closed and nested, but for the four that HTML leaves open in the head. */
  @Test
  void itIsWellFormed() throws Exception {
    for (String page : new String[] {NIGHT, ReportHtml.of(SampleReport.EMPTY)}) {
      String xml = page.replace("<!DOCTYPE html>\n", "").replaceAll("(<meta [^>]*)>", "$1/>");
      assertThat(
              DocumentBuilderFactory.newInstance()
                  .newDocumentBuilder()
                  .parse(new InputSource(new StringReader(xml)))
                  .getDocumentElement()
                  .getTagName())
          .isEqualTo("html");
    }
  }

  @Test
  void theAnswerComesFirst() {
    assertThat(NIGHT.indexOf("GPU has fallen off the bus"))
        .isPositive()
        .isLessThan(NIGHT.indexOf("<nav"));
    assertThat(NIGHT).contains("<td class=\"number\">1,234</td>");
  }

  @Test
  void whatIsNotInTheLogsIsNamedOnce() {
    String empty = ReportHtml.of(SampleReport.EMPTY);
    assertThat(empty)
        .contains("<h2>Not in these logs</h2>")
        .doesNotContain("id=\"http_latency\"")
        .doesNotContain("href=\"#http_latency\"");
  }
}
