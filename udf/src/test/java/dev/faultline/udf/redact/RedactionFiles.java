package dev.faultline.udf.redact;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads the shipped rules. */
final class RedactionFiles {

  static final RedactionKey KEY =
      RedactionKey.of(Map.of(RedactionKey.VARIABLE, "a key that only tests use"));

  private static final YAMLMapper YAML =
      YAMLMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private RedactionFiles() {}

  static RedactionSpec shipped() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("conf/redaction.yaml"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no conf/redaction.yaml here or above; run from the repo");
      }
    }
    try {
      return YAML.readValue(folder.resolve("conf/redaction.yaml").toFile(), RedactionSpec.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the rules", e);
    }
  }

  /** All that is in force unless a run asks for more. */
  static Redactor redactor() {
    return new Redactor(shipped().with(List.of()), KEY);
  }
}
