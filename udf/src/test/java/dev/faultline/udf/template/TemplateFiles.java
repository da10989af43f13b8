package dev.faultline.udf.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.faultline.udf.mask.MaskScanner;
import dev.faultline.udf.mask.MaskSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The shipped mask and miner. */
final class TemplateFiles {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  private static final Path CONF = Path.of("../conf");

  private static final MaskSpec MASK = read("mask.yaml", MaskSpec.class);

  static final TemplateMiner MINER = new TemplateMiner(read("templates.yaml", TemplateSpec.class));

  private TemplateFiles() {}

  /** Returns the shape of a message, with a sample that has a header. */
  static Shape shape(String message) {
    MaskScanner scanner = new MaskScanner(MASK);
    byte[] bytes = message.getBytes(UTF_8);
    int length = scanner.mask(bytes, 0, bytes.length);
    return new Shape(
        new String(scanner.bytes(), 0, length, UTF_8), "Mar 14 02:11:09 node-17 app: " + message);
  }

  /** Returns the template of each message. */
  static List<String> templates(List<String> messages) {
    return MINER.mine(messages.stream().map(TemplateFiles::shape).toList()).stream()
        .map(Template::text)
        .toList();
  }

  private static <T> T read(String name, Class<T> type) {
    try {
      return YAML.readValue(CONF.resolve(name).toFile(), type);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
