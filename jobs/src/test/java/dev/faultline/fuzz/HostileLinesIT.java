package dev.faultline.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.faultline.server.Faultline;
import dev.faultline.server.Published;
import dev.faultline.server.TestFolders;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * A million spoilt lines with the heap of a small machine. One seed is always the same, another one
 * is new in each run, or is that of {@code -Dfaultline.fuzz.seed}; both are printed.
 */
@Tag("full")
class HostileLinesIT {

  private static final int LINES = 500_000;
  private static final int FEW_LINES = 50_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Names that are hostile themselves, the last of 255 bytes. */
  private static final List<String> NAMES =
      List.of(
          "plain.log",
          "packed.log.gz",
          "<script>alert(1)<!--.log",
          "=cmd|' & calc'!A0.log",
          "line\nbreak\r.log.gz",
          "\u202egol.txt",
          "%2F..%2Fetc%00.log",
          "a..-\u001b]0;title\u0007.log",
          "${jndi:ldap:a}{{body}}\"'`.log.gz",
          "x".repeat(251) + ".log");

  /** What the page is made of; nothing of a log may add to it. */
  private static final Set<String> ELEMENTS =
      Set.of(
          ("html head meta title style body header h1 time dl div dt dd p a main section h2 figure"
                  + " img figcaption table thead tr th td tbody svg rect ol ul li span small code"
                  + " nav script")
              .split(" "));

  private static final Set<String> ATTRIBUTES =
      Set.of(
          ("lang charset name content http-equiv class id href tabindex role aria-label aria-hidden"
                  + " width height alt src scope title")
              .split(" "));

  static Stream<Long> seeds() {
    Long given = Long.getLong("faultline.fuzz.seed");
    return Stream.of(20260314L, given == null ? new Random().nextLong() : given);
  }

  /** The lines of each file, counted as they are written. */
  private static Map<String, Long> write(Path folder, HostileLines lines, int count)
      throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (String name : NAMES) {
      Counting out = new Counting(folder.resolve(name));
      try (out) {
        for (int i = 0; i < count / NAMES.size(); i++) {
          out.write(lines.next());
          out.write('\n');
        }
        if (name.length() % 2 == 0) {
          out.write("no line end".getBytes(StandardCharsets.US_ASCII));
        }
      }
      counts.put(name, out.lines + (out.last == '\n' ? 0 : 1));
    }
    return counts;
  }

  /** Counts line ends on their way into a file. */
  private static final class Counting extends FilterOutputStream {
    private long lines;
    private int last = '\n';

    Counting(Path file) throws IOException {
      super(packed(file));
    }

    private static OutputStream packed(Path file) throws IOException {
      OutputStream plain = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
      return file.toString().endsWith(".gz") ? new GZIPOutputStream(plain, 1 << 16) : plain;
    }

    @Override
    public void write(int b) throws IOException {
      lines += b == '\n' ? 1 : 0;
      last = b;
      out.write(b);
    }

    @Override
    public void write(byte[] b) throws IOException {
      for (byte value : b) {
        lines += value == '\n' ? 1 : 0;
        last = value;
      }
      out.write(b);
    }
  }

  private static Path folder(String name) throws IOException {
    return Files.createDirectories(TestFolders.create(name).resolve("logs"));
  }

  private static Faultline small() {
    // JDK 17 takes file names in the encoding of the locale; with one key two runs are equal.
    return Faultline.ofCheckout()
        .with(
            Map.of(
                "FAULTLINE_MEMORY",
                "1g",
                "LC_ALL",
                "C.UTF-8",
                "FAULTLINE_REDACTION_KEY",
                "the same in all runs"));
  }

  private static Published analyze(Path logs, String... more)
      throws IOException, InterruptedException {
    Path output = TestFolders.create("out");
    List<String> arguments = new ArrayList<>(List.of("analyze", logs.toString()));
    arguments.addAll(List.of("--output", output.toString(), "--date", "2026-03-14"));
    arguments.addAll(List.of(more));
    Faultline.Run run = small().run(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as("%s", run).isZero();
    assertThat(run.err()).doesNotContain("Exception", "ERROR", "\tat ");
    // What is printed is for a terminal.
    assertThat((run.out() + run.err()).chars().filter(c -> Character.isISOControl(c) && c != '\n'))
        .isEmpty();
    return Published.ofDisk(output);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingIsLostAndNothingEscapes(long seed) throws Exception {
    System.out.println("faultline.fuzz.seed=" + seed);
    Path logs = folder("hostile");
    List<byte[]> corpus = new ArrayList<>(HostileLines.samples());
    corpus.addAll(night());
    Map<String, Long> lines = write(logs, new HostileLines(seed, corpus, 4 << 20), LINES);
    Published published = analyze(logs);

    JsonNode report = JSON.readTree(published.files().get("report.json"));
    // A spoilt line may hold carriage returns, which end lines of their own.
    assertThat(report.at("/lines/read").asLong() - report.at("/lines/overwritten").asLong())
        .isEqualTo(lines.values().stream().mapToLong(Long::longValue).sum());
    Map<String, Long> read = new TreeMap<>();
    for (JsonNode file : report.get("files")) {
      String path = file.get("log_file_path").asText();
      read.put(path.substring(path.lastIndexOf("/logs/") + 6), wc(file));
      assertThat(
              file.get("records").asLong()
                  + file.get("continuation_lines").asLong()
                  + file.get("unparsed_lines").asLong()
                  + file.get("blank_lines").asLong())
          .isEqualTo(file.get("lines").asLong());
    }
    assertThat(read).isEqualTo(lines);
    assertThat(new String(published.files().get("report.txt"), StandardCharsets.UTF_8))
        .contains("ledger    balances");
    String text = new String(published.files().get("report.txt"), StandardCharsets.UTF_8);
    assertThat(text.chars().filter(c -> Character.isISOControl(c) && c != '\n')).isEmpty();
    published.files().keySet().stream()
        .filter(name -> name.startsWith("csv/"))
        .forEach(name -> checkCsv(name, published.files().get(name)));
    checkPage(published.files().get("report.html"));
  }

  /** What {@code wc -l} says of a file that the report names. */
  private static long wc(JsonNode file) {
    return file.get("lines").asLong() - file.get("overwritten_lines").asLong();
  }

  /** Good lines of all kinds. */
  private static List<byte[]> night() throws IOException, InterruptedException {
    Path night = TestFolders.create("night").resolve("night");
    Faultline.Run run = small().run("simulate", "--output", night.toString(), "--size", "4m");
    assertThat(run.exitCode()).as("%s", run).isZero();
    List<byte[]> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(night.resolve("logs"))) {
      for (Path file : files.filter(f -> f.toString().endsWith("log")).sorted().toList()) {
        for (String line : Files.readString(file).split("\n")) {
          lines.add(line.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    assertThat(lines).hasSizeGreaterThan(1000);
    return lines;
  }

  private static void checkCsv(String name, byte[] csv) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setMaxCharsPerColumn(-1);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    List<String[]> rows =
        new CsvParser(settings).parseAll(new ByteArrayInputStream(csv), StandardCharsets.UTF_8);
    for (String[] row : rows) {
      assertThat(row).as(name).hasSameSizeAs(rows.get(0));
      for (String cell : row) {
        if (cell != null && !cell.matches("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
          assertThat(cell).as(name).doesNotMatch("(?s)[=+@\t\r\n-].*");
        }
      }
    }
  }

  /** The page is written so that XML's stricter reader takes it. */
  private static void checkPage(byte[] html) throws Exception {
    assertThat(html.length).isLessThan(5_000_000);
    String page = new String(html, StandardCharsets.UTF_8).replace("<!DOCTYPE html>\n", "");
    Document tree =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(page)));
    NodeList all = tree.getElementsByTagName("*");
    Set<String> elements = new HashSet<>();
    Set<String> attributes = new HashSet<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      elements.add(element.getTagName());
      for (int a = 0; a < element.getAttributes().getLength(); a++) {
        attributes.add(element.getAttributes().item(a).getNodeName());
      }
      if (element.hasAttribute("src")) {
        assertThat(element.getAttribute("src")).startsWith("data:image/png;base64,");
      }
      if (element.hasAttribute("href")) {
        assertThat(element.getAttribute("href")).startsWith("#");
      }
    }
    assertThat(ELEMENTS).containsAll(elements);
    assertThat(ATTRIBUTES).containsAll(attributes);
    assertThat(tree.getElementsByTagName("script").getLength()).isEqualTo(1);
    assertThat(tree.getElementsByTagName("style").getLength()).isEqualTo(1);
  }

  @Test
  void bothEnginesSayTheSame() throws Exception {
    Path logs = folder("engines");
    write(logs, new HostileLines(7, HostileLines.samples(), 300_000), FEW_LINES);
    Map<String, String> scanned = analyze(logs, "--set", "engine=cpu").results();
    Map<String, String> asked = analyze(logs, "--set", "engine=gpu").results();
    assertThat(scanned).hasSizeGreaterThan(20);
    for (String name : scanned.keySet()) {
      assertThat(asked.get(name)).as(name).isEqualTo(scanned.get(name));
    }
  }
}
