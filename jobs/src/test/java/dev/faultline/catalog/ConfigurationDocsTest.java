package dev.faultline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.faultline.schema.SectionSpec;
import dev.faultline.schema.TableSpec;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.SourceZones;
import dev.faultline.udf.mask.MaskSpec;
import dev.faultline.udf.rule.CategorySpec;
import dev.faultline.udf.rule.CauseSpec;
import dev.faultline.udf.rule.SeveritySpec;
import dev.faultline.udf.rule.SignalSpec;
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
      Map.of(
          "formats/*.yaml", FormatSpec.class,
          "sources.yaml", SourceZones.class,
          "mask.yaml", MaskSpec.class,
          "causes/*/*.yaml", CauseSpec.class,
          "signals/*.yaml", SignalSpec.class,
          "categories/*.yaml", CategorySpec.class,
          "severities.yaml", SeveritySpec.class,
          "report/*.yaml", SectionSpec.class,
          "schema/*.yaml", TableSpec.class);

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
      type = (Class<?>) arguments[arguments.length - 1];
      below = arguments.length == 1 ? "[]." : ".NAME.";
    }
    return type.isRecord() ? keys(key + below, type).stream() : Stream.of(key);
  }
}
