package dev.faultline.catalog;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.schema.SectionSpec;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionSqlTest {

  private static final String SECTION =
      """
      id: mine
      title: Mine
      order: 5
      table: mine
      sql: %s
      json: {path: mine, form: object}
      text: {form: table}
      """;

  private static void check(String sql) {
    String text = String.format(SECTION, sql);
    TreeMap<String, String> texts = new TreeMap<>();
    texts.put("report/5-mine.yaml", text);
    SectionSql.check(List.of(Yaml.read(text, SectionSpec.class, "")), new ConfFiles("conf", texts));
  }

  @Test
  void aQueryIsFineWhateverItsViews() {
    assertThatCode(() -> check("SELECT COUNT(*) AS n FROM nowhere ORDER BY n"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          SELECT 1L AS n FORM cells; 5: the query is no SQL: Syntax error at or near 'FORM'.
          DROP VIEW cells; 5: the query is no SQL: Syntax error at or near 'DROP'.
          '|~  SELECT n~~  FORM cells c~'; 8: the query is no SQL: Syntax error at or near 'cells'
          '|~  SELECT n~  FROM cells~  WHERE (n~'; 8: the query is no SQL: Syntax error at or near end
          """)
  void aTypoIsToldWithFileAndLine(String sql, String told) {
    assertThatThrownBy(() -> check(sql.replace('~', '\n')))
        .isInstanceOf(CatalogException.class)
        .hasMessageStartingWith("conf/report/5-mine.yaml:" + told);
  }
}
