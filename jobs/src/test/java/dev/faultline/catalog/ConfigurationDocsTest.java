package dev.faultline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.faultline.gpu.GpuExceptions;
import dev.faultline.incident.IncidentSpec;
import dev.faultline.schema.SectionSpec;
import dev.faultline.schema.TableSpec;
import dev.faultline.simulate.FaultSpec;
import dev.faultline.simulate.LogSpec;
import dev.faultline.simulate.NightSpec;
import dev.faultline.simulate.WordsSpec;
import dev.faultline.simulate.WriterSpec;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.SourceZones;
import dev.faultline.udf.mask.MaskSpec;
import dev.faultline.udf.redact.RedactionSpec;
import dev.faultline.udf.rule.CategorySpec;
import dev.faultline.udf.rule.CauseSpec;
import dev.faultline.udf.rule.SeveritySpec;
import dev.faultline.udf.rule.SignalSpec;
import dev.faultline.udf.template.TemplateSpec;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md lists the keys that {@link Yaml} takes, and no others. */
class ConfigurationDocsTest {

  private static final Map<String, Class<?>> KINDS =
      Map.ofEntries(
          Map.entry("formats/*.yaml", FormatSpec.class),
          Map.entry("sources.yaml", SourceZones.class),
          Map.entry("mask.yaml", MaskSpec.class),
          Map.entry("templates.yaml", TemplateSpec.class),
          Map.entry("redaction.yaml", RedactionSpec.class),
          Map.entry("gpu-exceptions.yaml", GpuExceptions.class),
          Map.entry("causes/*/*.yaml", CauseSpec.class),
          Map.entry("incidents.yaml", IncidentSpec.class),
          Map.entry("signals/*.yaml", SignalSpec.class),
          Map.entry("categories/*.yaml", CategorySpec.class),
          Map.entry("severities.yaml", SeveritySpec.class),
          Map.entry("report/*.yaml", SectionSpec.class),
          Map.entry("schema/*.yaml", TableSpec.class),
          Map.entry("simulate/night.yaml", NightSpec.class),
          Map.entry("simulate/words.yaml", WordsSpec.class),
          Map.entry("simulate/logs/*.yaml", LogSpec.class),
          Map.entry("simulate/messages/*.yaml", WriterSpec.class),
          Map.entry("simulate/faults/*/*.yaml", FaultSpec.class));

  @Test
  void eachKeyHasARowInTheTableOfItsKind() throws IOException {
    String page = Files.readString(Path.of("../docs/configuration.md"));
    KINDS.forEach(
        (files, type) -> assertThat(listed(page, files)).as(files).isEqualTo(keys("", type)));
  }

  private static List<String> listed(String page, String files) {
    return page.lines()
        .dropWhile(line -> !line.equals("### `" + files + "`"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("#"))
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("`")[1])
        .toList();
  }

  private static List<String> keys(String prefix, Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).flatMap(part -> keys(prefix, part)).toList();
  }

  private static Stream<String> keys(String prefix, RecordComponent part) {
    String key = prefix + new SnakeCaseStrategy().translate(part.getName());
    Class<?> type = part.getType();
    String below = ".";
    if (part.getGenericType() instanceof ParameterizedType of) {
      Type[] arguments = of.getActualTypeArguments();
      type = arguments[arguments.length - 1] instanceof Class<?> each ? each : List.class;
      below = arguments.length == 1 ? "[]." : ".NAME.";
    }
    return type.isRecord() ? keys(key + below, type).stream() : Stream.of(key);
  }
}
