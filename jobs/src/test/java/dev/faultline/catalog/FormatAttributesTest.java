package dev.faultline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.LocalSpark;
import dev.faultline.shape.CubeSpec;
import dev.faultline.shape.RecordColumns;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.TimeSpan;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatAttributesTest {

  private static final RuleRegex REGEXES = new RuleRegex(ConfFiles.bundled());

  private static final String GOOD =
      """
      id: mine
      pattern: "{client} {body}"
      fields:
        client: {type: chars, chars: "0-9."}
      attributes:
        - {name: client_address, in: line, pattern: '^([^ ]+) '}
        - {name: size_bytes, type: integer, pattern: 'size=([0-9]+)'}
      matches:
        - line: "10.20.1.9 size=7"
          attributes: {client_address: 10.20.1.9, size_bytes: "7"}
          body: "size=7"
        - line: "10.20.1.9 no size"
          attributes: {client_address: 10.20.1.9}
          body: "no size"
      """;

  private static Located<FormatSpec> format(String text) {
    return new Located<>("formats/mine.yaml", Yaml.read(text, FormatSpec.class, "mine.yaml"));
  }

  @Test
  void attributesThatTheSamplesStateAreTaken() {
    assertThatCode(() -> FormatAttributes.check(List.of(format(GOOD)), REGEXES))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "size_bytes: \"7\"; size_bytes: \"8\"; has the attribute size_bytes '7', not '8'",
        ", size_bytes: \"7\"; `` ; has the attribute size_bytes '7', not none",
        "{client_address: 10.20.1.9}; {user_name: a, client_address: 10.20.1.9}; user_name none,"
            + " not 'a'",
        "size=([0-9]+)'}; size=([0-9]+)[a-z]'}; has the attribute size_bytes none, not '7'",
        "name: size_bytes; name: Size; attribute 'Size' needs a name in snake_case",
        "name: size_bytes; name: body; 'body' has the name of a column that every record has",
        "name: size_bytes; name: client_address; 'client_address' stands twice",
        "type: integer; type: number; 'size_bytes' must be of type text or integer",
        "in: line; in: header; 'client_address' must be in line or body",
        "size=([0-9]+)'; size=[0-9]+'; 'size_bytes' needs a pattern with one group",
        "size=([0-9]+)'; (size)=([0-9]+)'; 'size_bytes' needs a pattern with one group",
        "size=([0-9]+)'; size=([0-9]+'; formats/mine.yaml: attributes 'size_bytes' pattern",
        "size=([0-9]+)'; size=(?=[0-9]+)'; only (?:…) is supported"
      })
  void aWrongAttributeIsNamedWithItsFile(String old, String with, String message) {
    assertThat(GOOD).contains(old);
    List<Located<FormatSpec>> formats = List.of(format(GOOD.replace(old, with)));
    assertThatThrownBy(() -> FormatAttributes.check(formats, REGEXES))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("formats/mine.yaml")
        .hasMessageContaining(message);
  }

  @Test
  void anAttributeThatNoLineHasIsUntried() {
    String more = "  - {name: size_bytes,";
    Located<FormatSpec> untried =
        format(GOOD.replace(more, "  - {name: user_name, pattern: 'user=([a-z]+)'}\n" + more));
    assertThatThrownBy(() -> FormatAttributes.check(List.of(untried), REGEXES))
        .hasMessageContaining("no line in matches has the attribute user_name; add one");
  }

  @Test
  void anAttributeIsOfOneTypeInAllFormats() {
    Located<FormatSpec> other = format(GOOD.replace("type: integer, ", ""));
    assertThatThrownBy(() -> FormatAttributes.check(List.of(format(GOOD), other), REGEXES))
        .hasMessageContaining("'size_bytes' is of type integer in another format; keep to one");
  }

  @Test
  void theNamesThatAreTakenAreThoseOfRecords() {
    Catalog catalog = Catalog.bundled();
    CubeSpec spec =
        new CubeSpec(
            catalog.sources(),
            ZoneOffset.UTC,
            catalog.formats(),
            catalog.mask(),
            catalog.knowledge(),
            TimeSpan.ALL);
    Dataset<Row> raw =
        LocalSpark.session()
            .sql(
                "SELECT 0 AS file_id, '' AS log_file_path, 0L AS offset, '' AS format_id,"
                    + " '' AS text, '' AS detail, DATE'2026-03-14' AS reference_date,"
                    + " 0L AS boot_time, 0L AS wrapper_time");
    assertThat(RecordColumns.of(raw, spec).columns())
        .containsExactlyInAnyOrderElementsOf(FormatAttributes.TAKEN);
  }
}
