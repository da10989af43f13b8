package dev.faultline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.udf.mask.MaskScanner;
import dev.faultline.udf.redact.RedactionKey;
import dev.faultline.udf.redact.RedactionRule;
import dev.faultline.udf.redact.RedactionSpec;
import dev.faultline.udf.redact.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** conf/redaction.yaml is read, and tried, like all else in conf. */
class RedactionRulesTest {

  private static final Path SHIPPED = Path.of("../conf");

  @TempDir private Path conf;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'AKIAIOSFODNN7''' | 'AKIAIOSFODNN7EXAMPLE''' | rule 'aws-access-key-id' | must stay as it is",
        "left: 'token <jwt> rejected' | left: 'token rejected' | rule 'jwt' | not the stated one",
        "literals: [cookie] | literals: [ck] | the literal 'ck' | 3 or more characters",
        "%{odd_value} | %{odd_valu} | rule 'secret' | no part 'odd_valu'",
        "id: gitlab-token | id: github-token | two rules have the id | 'github-token'",
        "id: jwt | id: jwt2 | the id 'jwt2' | a-z",
        "(?i)private_key_id | (?i)private_key_id( | rule 'google-key-id' | Unclosed group"
      })
  void whatIsWrongIsNamedWithFileAndRule(String old, String with, String where, String what)
      throws IOException {
    Path file = conf.resolve("redaction.yaml");
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, with));
    assertThatThrownBy(() -> Catalog.load(conf.toString(), new Configuration()))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining(conf + "/redaction.yaml")
        .hasMessageContaining(where)
        .hasMessageContaining(what);
  }

  @Test
  void whoHasNoRulesHasThoseOfTheJar() throws IOException {
    Files.delete(conf.resolve("redaction.yaml"));
    assertThat(Catalog.load(conf.toString(), new Configuration()).redaction())
        .isEqualTo(Catalog.bundled().redaction());
  }

  /** Secrets differ and messages do not: their pseudonyms are one in the shape. */
  @Test
  void theShapeOfTwoSecretsIsOne() {
    Catalog catalog = Catalog.bundled();
    RedactionSpec rules = catalog.redaction().with(List.of("ip-address", "user-name"));
    Redactor a = new Redactor(rules, RedactionKey.random());
    Redactor b = new Redactor(rules, RedactionKey.random());
    MaskScanner mask = new MaskScanner(catalog.mask());
    for (RedactionRule rule : rules.rules()) {
      for (RedactionRule.Sample sample : rule.matches()) {
        String one = a.redacted(sample.line());
        String other = b.redacted(sample.line());
        assertThat(one).isNotEqualTo(other);
        assertThat(shape(mask, one)).isEqualTo(shape(mask, other));
      }
    }
  }

  private static String shape(MaskScanner mask, String line) {
    byte[] bytes = line.getBytes(UTF_8);
    mask.mask(bytes, 0, bytes.length);
    return new String(mask.bytes(), 0, mask.length(), UTF_8);
  }
}
