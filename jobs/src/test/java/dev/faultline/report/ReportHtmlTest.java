package dev.faultline.report;

import static dev.faultline.report.Plotted.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.schema.PlotSpec.Kind;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportHtmlTest {

  private static final String NIGHT = page(SampleReport.NIGHT);
  private static final String EMPTY = page(SampleReport.EMPTY);

  private static String page(Report report) {
    return ReportHtml.of(report, Plots.of(report));
  }

  /** The page as a tree. It is written so that XML's stricter reader takes it. */
  private static Document tree(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>\n", ""))));
  }

  private static Element only(String page, String tag) throws Exception {
    NodeList found = tree(page).getElementsByTagName(tag);
    assertThat(found.getLength()).as(tag).isEqualTo(1);
    return (Element) found.item(0);
  }

  /** A page with a table of these texts, twelve times each. */
  private static Report table(String... texts) {
    List<List<Object>> rows = new ArrayList<>();
    for (String text : texts) {
      rows.addAll(Collections.nCopies(12, row(text, null, 7L)));
    }
    return Plotted.report(Plotted.byLabel(Kind.BARS, rows));
  }

  @Test
  void whatALogSaysIsOnlyEverText() {
    assertThat(NIGHT)
        .doesNotContain("<script>alert")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; \ufffd[2J");
  }

  /** In cells, attributes and beside the script; a browser test sees that none of it runs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "</style><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)\" x=\"",
        "' onfocus='alert(1)' autofocus='",
        "<!-- --><![CDATA[ ]]>",
        "{{script}} {{body}} $1 \\1",
        "javascript:alert(1)",
        "&lt;script&gt;",
      })
  void whatALogSaysStaysAText(String text) throws Exception {
    Report report = table(text);
    String page = page(report);
    NodeList cells = tree(page).getElementsByTagName("td");
    assertThat(cells.item(0).getTextContent()).isEqualTo(text);
    assertThat(only(page, "script").getTextContent())
        .isEqualTo(only(EMPTY, "script").getTextContent());
    assertThat(only(page, "style").getTextContent())
        .isEqualTo(only(EMPTY, "style").getTextContent());
    NodeList all = tree(page).getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      for (int a = 0; a < all.item(i).getAttributes().getLength(); a++) {
        assertThat(all.item(i).getAttributes().item(a).getNodeName()).doesNotStartWith("on");
      }
    }
    assertThat(only(page, "img").getAttribute("alt")).startsWith("Errors. Most errors: ");
  }

  @Test
  void whatMovesCursorsOrTurnsTextsIsReplaced() {
    String page = page(table("a\u0000\u0007\u001b[31mb\u202ec\u2066d\u200be\rf\ng"));
    assertThat(page)
        .contains("<td>a\ufffd\ufffd\ufffd[31mb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg</td>");
    assertThat(page.chars().filter(c -> Character.isISOControl(c) && c != '\n')).isEmpty();
  }

  @Test
  void aLongWordIsThereWholeUnlessNobodyWouldReadIt() throws Exception {
    String word = "x".repeat(1000);
    assertThat(tree(page(table(word))).getElementsByTagName("td").item(0).getTextContent())
        .isEqualTo(word);
    assertThat(tree(page(table("x" + word))).getElementsByTagName("td").item(0).getTextContent())
        .isEqualTo("…" + word.substring(1));
  }

  /** The policy takes the one style sheet and the one script that are there, and data: pictures. */
  @Test
  void theBrowserMayLoadAndRunNothingElse() throws Exception {
    assertThat(NIGHT)
        .contains(
            "content=\"default-src 'none'; img-src data:; style-src '"
                + hash(only(NIGHT, "style").getTextContent())
                + "'; script-src '"
                + hash(only(NIGHT, "script").getTextContent())
                + "'; base-uri 'none'; form-action 'none'\"")
        .doesNotContain("<link")
        .doesNotContain("@import")
        .doesNotContain("url(")
        .doesNotContain(" style=");
    assertThat(NIGHT.replace("src=\"data:image/png;base64,", "")).doesNotContain("src=");
  }

  private static String hash(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return "sha256-"
        + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void itIsWellFormed() throws Exception {
    for (String page : new String[] {NIGHT, EMPTY}) {
      assertThat(tree(page).getDocumentElement().getTagName()).isEqualTo("html");
    }
  }

  @Test
  void theAnswerComesFirstWithItsProof() {
    assertThat(NIGHT.indexOf("GPU has fallen off the bus"))
        .isPositive()
        .isLessThan(NIGHT.indexOf("<nav"));
    assertThat(NIGHT)
        .contains("<td class=\"number\">1,234</td>")
        .contains(
            "<p class=\"proof\"><code>NVRM: Xid (PCI:#): 79, GPU has fallen off the bus.</code>"
                + " <small>file node/kern.log</small>");
  }

  @Test
  void eachPlotStandsInItsSectionAndSaysWhatItShows() throws Exception {
    NodeList pictures = tree(NIGHT).getElementsByTagName("img");
    assertThat(pictures.getLength()).isEqualTo(4);
    Element first = (Element) pictures.item(0);
    assertThat(first.getAttribute("alt"))
        .startsWith("Errors by category. Most errors: Errors of gpu 1,234 of 1,240 (100 %)");
    Element section = (Element) first.getParentNode().getParentNode().getParentNode();
    assertThat(section.getAttribute("id")).isEqualTo("categories");
  }

  @Test
  void whatIsNotInTheLogsIsNamedOnce() {
    assertThat(EMPTY)
        .contains("<h2>Not in these logs</h2>")
        .doesNotContain("id=\"http_latency\"")
        .doesNotContain("href=\"#http_latency\"");
  }
}
