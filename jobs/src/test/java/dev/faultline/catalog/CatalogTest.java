package dev.faultline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {

  private static final Path SHIPPED = Path.of("../conf");

  @TempDir private Path conf;

  /** Each test breaks a copy of what ships. */
  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = conf.resolve(SHIPPED.relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }

  private Catalog load() {
    return Catalog.load(conf.toString(), new Configuration());
  }

  private void replace(String name, String old, String with) throws IOException {
    String text = Files.readString(conf.resolve(name));
    assertThat(text).contains(old);
    Files.writeString(conf.resolve(name), text.replace(old, with));
  }

  @Test
  void whatShipsIsTheSameInTheJarAndInTheFolder() {
    Catalog bundled = Catalog.load(null, new Configuration());
    assertThat(bundled.mask()).isEqualTo(load().mask());
    assertThat(bundled.mask().samples()).isNotEmpty();
    assertThat(bundled.formats()).isEqualTo(load().formats()).isNotEmpty();
  }

  @Test
  void anUnknownKeyIsNamedWithFileAndLine() throws IOException {
    replace("mask.yaml", "blob_length:", "blob_lenght:");
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .hasMessageMatching("(?s).*mask\\.yaml:\\d+: unknown key 'blob_lenght'; known are .*");
  }

  @Test
  void aRefusedValueIsNamed() throws IOException {
    replace("mask.yaml", "blob_length: 12", "blob_length: 900");
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("mask.yaml")
        .hasMessageContaining("blob_length is 900");
  }

  @Test
  void aSampleThatDoesNotHoldIsNamed() throws IOException {
    replace("mask.yaml", "blob_length: 12", "blob_length: 60");
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("the sample '")
        .hasMessageContaining("change the rule or the sample");
  }

  @Test
  void aFormatThatDoesNotTakeItsOwnLineIsNamed() throws IOException {
    Files.writeString(
        conf.resolve("formats/mine.yaml"),
        """
        id: mine
        title: Mine
        priority: 1
        pattern: "<{level}> {body}"
        fields:
          level: {type: level}
        levels: {E: ERROR}
        matches:
          - {line: "<I> fine"}
        """);
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("format 'mine': the line '<I> fine' is not taken");
  }

  @Test
  void brokenYamlIsNamedWithFileAndLine() throws IOException {
    Files.writeString(conf.resolve("mask.yaml"), "version: \"1\"\nkeep: [\n");
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .hasMessageMatching("(?s).*mask\\.yaml:\\d+: .*");
  }

  @Test
  void aMissingFolderIsNamed() {
    assertThatThrownBy(() -> Catalog.load(conf.resolve("none").toString(), new Configuration()))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("does not exist");
  }
}
