package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Names of files that do harm where they are taken for more than names. */
class AnalyzeHostileNamesTest {

  private static final String LINE = "2026-03-14 10:00:00 ERROR out of luck\n";

  @TempDir private Path folder;

  /** The last ones only where the locale lets Java have such names. */
  private static List<String> names() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "=cmd|' & calc'!A0.log",
                "@sum.log",
                "-rf.log",
                "line\nbreak.log",
                "return\r.log",
                "tab\t.log",
                "title\u001b]0;x\u0007.log",
                "bell\u0007\u007f.log",
                "%2F..%2Fetc%2Fpasswd%00.log",
                "a..%2e%2e.log",
                "C:\\x.log",
                "s3a:bucket.log",
                "<script>alert(1)<!--.log",
                "\"'`&amp;.log",
                "${jndi:ldap:a}{{body}}.log",
                "glob[1]{a,b}?*.log",
                "x".repeat(251) + ".log"));
    if ("UTF-8".equals(System.getProperty("sun.jnu.encoding"))) {
      names.addAll(List.of("\u202egol.exe", "\ufeffbom.log", "\u2028.log", "\ud83d\ude00.log"));
    }
    return names;
  }

  @Test
  void namesStayNames() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    for (String name : names()) {
      Files.writeString(logs.resolve(name), LINE);
    }
    AnalyzeRun run = AnalyzeRun.of(folder.resolve("out"), logs.toString(), "--verbose");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    noControls(run.out());

    TreeSet<String> read = new TreeSet<>();
    for (JsonNode file : run.report().get("files")) {
      assertThat(file.get("lines").asLong()).isEqualTo(1);
      read.add(file.get("log_file_path").asText().substring(("file:" + logs + "/").length()));
    }
    assertThat(read).isEqualTo(new TreeSet<>(names()));

    Map<String, String> results = run.results();
    noControls(results.get("report.txt"));
    List<String[]> rows = csv(results.get("csv/files.csv"));
    assertThat(rows).hasSize(names().size() + 1);
    TreeSet<String> inCsv = new TreeSet<>();
    rows.subList(1, rows.size())
        .forEach(row -> inCsv.add(row[0].substring(("file:" + logs + "/").length())));
    assertThat(inCsv).isEqualTo(read);
    page(results.get("report.html"));
  }

  private static void noControls(String text) {
    assertThat(text.chars().filter(c -> Character.isISOControl(c) && c != '\n')).isEmpty();
    assertThat(text).doesNotContain("\u202e", "\u2028", "\ufeff");
  }

  private static List<String[]> csv(String text) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setIgnoreTrailingWhitespaces(false);
    return new CsvParser(settings).parseAll(new StringReader(text));
  }

  private static void page(String html) throws Exception {
    noControls(html);
    Document tree =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>\n", ""))));
    assertThat(tree.getElementsByTagName("script").getLength()).isEqualTo(1);
    assertThat(tree.getDocumentElement().getTextContent())
        .contains("<script>alert(1)<!--.log", "%2F..%2Fetc%2Fpasswd%00.log");
  }

  @Test
  void aFolderAboveIsNoWayOut() throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("logs")).resolve("a.log"), LINE);
    Files.writeString(folder.resolve("secret.log"), LINE);
    // What the user names is read, but no name inside a folder leads out of it.
    AnalyzeRun run =
        AnalyzeRun.of(
            folder.resolve("out"), folder.resolve("logs").toString(), "--date", "2026-03-14");
    assertThat(run.report().get("files")).hasSize(1);
    Console console = new Console();
    for (String file : List.of("../manifest.json", "/etc/passwd", "csv/../../x", "..%2Fx")) {
      assertThat(console.run("show", folder.resolve("out").toString(), "--file", file))
          .isEqualTo(ExitCode.USAGE);
    }
    assertThat(console.out()).isEmpty();
  }
}
