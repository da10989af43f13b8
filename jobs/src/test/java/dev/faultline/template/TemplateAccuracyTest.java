package dev.faultline.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.univocity.parsers.common.record.Record;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.faultline.catalog.Catalog;
import dev.faultline.udf.mask.MaskScanner;
import dev.faultline.udf.template.Shape;
import dev.faultline.udf.template.Template;
import dev.faultline.udf.template.TemplateMiner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/**
 * Lines of ten systems, whose templates people have written down, go through the mask and the miner
 * with the shipped settings. The floors are a hair below what docs/templates.md says is reached.
 */
class TemplateAccuracyTest {

  private static final Path LOGS = Path.of("../../shared/data/loghub-2k");
  private static final int SYSTEMS = 10;

  private final Catalog catalog = Catalog.load(null, new Configuration());
  private final MaskScanner mask = new MaskScanner(catalog.mask());
  private final TemplateMiner miner = new TemplateMiner(catalog.templates());

  @Test
  void templatesOfTenSystems() throws IOException {
    assumeTrue(Files.isDirectory(LOGS), "no labelled logs in shared/data/loghub-2k");
    Map<String, TemplateScores> bySystem = new TreeMap<>();
    try (Stream<Path> folders = Files.list(LOGS)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        String system = folder.getFileName().toString();
        Path file = folder.resolve(system + "_2k.log_structured_corrected.csv");
        bySystem.put(system, scores(records(file)));
      }
    }
    TemplateScores mean = TemplateScores.mean(bySystem.values());
    StringBuilder table =
        new StringBuilder("| system | GA | FGA | PA | FTA |\n|---|---|---|---|---|\n");
    bySystem.forEach((system, scores) -> table.append(row(system, scores)));
    System.out.println(table.append(row("mean", mean)));

    assertThat(bySystem).hasSize(SYSTEMS);
    assertThat(mean.groupingAccuracy()).as("GA").isGreaterThanOrEqualTo(0.991);
    assertThat(mean.groupF1()).as("FGA").isGreaterThanOrEqualTo(0.979);
    assertThat(mean.parsingAccuracy()).as("PA").isGreaterThanOrEqualTo(0.927);
    assertThat(mean.templateF1()).as("FTA").isGreaterThanOrEqualTo(0.883);
    assertThat(bySystem.values())
        .allSatisfy(scores -> assertThat(scores.groupingAccuracy()).isGreaterThanOrEqualTo(0.94));
  }

  private TemplateScores scores(List<Record> records) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    List<String> shapeOf = new ArrayList<>();
    List<String> truth = new ArrayList<>();
    for (Record record : records) {
      String line = record.getString("Content");
      byte[] bytes = line.getBytes(UTF_8);
      int length = mask.mask(bytes, 0, bytes.length);
      String shape = new String(mask.bytes(), 0, length, UTF_8);
      shapes.putIfAbsent(shape, new Shape(shape, line));
      shapeOf.add(shape);
      truth.add(record.getString("EventTemplate"));
    }
    Map<String, String> templateOf = new LinkedHashMap<>();
    List<Template> mined = miner.mine(List.copyOf(shapes.values()));
    for (String shape : shapes.keySet()) {
      templateOf.put(shape, mined.get(templateOf.size()).text());
    }
    return TemplateScores.of(shapeOf.stream().map(templateOf::get).toList(), truth);
  }

  private static List<Record> records(Path file) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setHeaderExtractionEnabled(true);
    settings.setMaxCharsPerColumn(1 << 16);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setNullValue("");
    settings.setLineSeparatorDetectionEnabled(true);
    return new CsvParser(settings).parseAllRecords(file.toFile(), UTF_8);
  }

  private static String row(String name, TemplateScores scores) {
    return String.format(
        Locale.ROOT,
        "| %s | %.3f | %.3f | %.3f | %.3f |%n",
        name,
        scores.groupingAccuracy(),
        scores.groupF1(),
        scores.parsingAccuracy(),
        scores.templateF1());
  }
}
