package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.schema.ColumnType;
import dev.faultline.schema.SectionSpec;
import dev.faultline.schema.TableSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

  private static String cell(ColumnType type, Object cell) {
    TableSpec table =
        new TableSpec("t", "T.", List.of(new TableSpec.Column("c", type, "", null, "a cell")));
    SectionSpec spec =
        new SectionSpec(
            "t",
            "T",
            1,
            "",
            "t",
            "SELECT 1",
            List.of(),
            new SectionSpec.Json("t", SectionSpec.JsonForm.LIST, 0),
            new SectionSpec.Text(SectionSpec.TextForm.NONE, 0, 0, null, null, null),
            null,
            null,
            null);
    String csv = Csv.of(new SectionResult(spec, table, List.of(Arrays.asList(cell))));
    assertThat(csv).startsWith("c\n").endsWith("\n");
    return csv.substring(2, csv.length() - 1);
  }

  private static String text(String cell) {
    return cell(ColumnType.TEXT, cell);
  }

  @Test
  void textIsQuotedWhereItMustBe() {
    assertThat(text("plain text")).isEqualTo("plain text");
    assertThat(text("a, b")).isEqualTo("\"a, b\"");
    assertThat(text("say \"a\"")).isEqualTo("\"say \"\"a\"\"\"");
    assertThat(text("two\nlines")).isEqualTo("\"two\nlines\"");
    assertThat(text(null)).isEmpty();
  }

  @Test
  void aLogLineDoesNotBecomeAFormula() {
    assertThat(text("=1+1")).isEqualTo("'=1+1");
    assertThat(text("+cmd")).isEqualTo("'+cmd");
    assertThat(text("@SUM(A1)")).isEqualTo("'@SUM(A1)");
    assertThat(text("-cmd, x")).isEqualTo("\"'-cmd, x\"");
    assertThat(text("\t=1+1")).isEqualTo("'\t=1+1");
    assertThat(text("\r=1+1")).isEqualTo("\"'\r=1+1\"");
    assertThat(text("=cmd|' /C calc'!A0")).isEqualTo("'=cmd|' /C calc'!A0");
    assertThat(text("-2+3")).isEqualTo("'-2+3");
    assertThat(text("\n=1+1")).isEqualTo("\"'\n=1+1\"");
    assertThat(text("\uff1d1+1")).isEqualTo("'\uff1d1+1");
    assertThat(text("a=1+1")).isEqualTo("a=1+1");
    assertThat(cell(ColumnType.LIST, List.of("=1", "b"))).isEqualTo("'=1; b");
    assertThat(cell(ColumnType.PATH, "@a")).isEqualTo("'@a");
    assertThat(text("-12.5")).isEqualTo("-12.5");
    assertThat(text("+3")).isEqualTo("+3");
  }

  @Test
  void valuesAreExact() {
    assertThat(cell(ColumnType.INTEGER, -5L)).isEqualTo("-5");
    assertThat(cell(ColumnType.DECIMAL, new BigDecimal("0.000000"))).isEqualTo("0.000000");
    assertThat(cell(ColumnType.NUMBER, 1000.0)).isEqualTo("1000");
    assertThat(cell(ColumnType.NUMBER, 1e-7)).isEqualTo("0.0000001");
    assertThat(cell(ColumnType.NUMBER, Double.NaN)).isEqualTo("NaN");
    assertThat(cell(ColumnType.TIMESTAMP, Instant.parse("2026-03-14T00:00:00.25Z")))
        .isEqualTo("2026-03-14T00:00:00.250Z");
    assertThat(cell(ColumnType.LIST, List.of("a", "b, c"))).isEqualTo("\"a; b, c\"");
  }
}
