package dev.faultline.udf.format;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds and reads the shipped formats and the sample logs. */
final class FormatFiles {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private FormatFiles() {}

  static List<FormatSpec> shipped() {
    try (Stream<Path> files = Files.list(root().resolve("conf/formats"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(FormatFiles::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list conf/formats", e);
    }
  }

  static FormatSet shippedSet() {
    return new FormatSet(shipped().stream().map(LogFormat::compile).toList());
  }

  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("conf/formats"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no conf/formats in " + here + " or above; run from the repo");
  }

  static FormatSpec parse(String yaml) {
    try {
      return YAML.readValue(yaml, FormatSpec.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + yaml, e);
    }
  }

  private static FormatSpec read(Path file) {
    try {
      return YAML.readValue(file.toFile(), FormatSpec.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
