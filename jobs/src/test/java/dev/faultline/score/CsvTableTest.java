package dev.faultline.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

  private static List<CsvTable.Row> rows(String text) throws IOException {
    return CsvTable.read(text, "x.csv", List.of(CsvTable.ID)).rows();
  }

  /** A sample is a line of a log: it may hold all that a table is made of, and be long. */
  @Test
  void aCellHoldsAnything() throws IOException {
    String cell = "a, \"b\"\r\n#c;\n" + "x".repeat(100_000);
    List<CsvTable.Row> rows =
        rows("incident_id,sample\n#1,\"" + cell.replace("\"", "\"\"") + "\"\n2,\n");
    assertThat(rows).extracting(row -> row.get("sample")).containsExactly(cell, "");
    assertThat(rows).extracting(row -> row.get("incident_id")).containsExactly("#1", "2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void aPlaceIsTheFirstLineOfARow(String end) throws IOException {
    String text = "\ufeffsample,incident_id||\"two|lines\",1||one,2|one,3|".replace("|", end);
    assertThat(rows(text))
        .extracting(CsvTable.Row::place)
        .containsExactly("x.csv:3", "x.csv:6", "x.csv:7");
    assertThat(rows(text + "one,4")).last().extracting(CsvTable.Row::place).isEqualTo("x.csv:8");
  }

  @Test
  void aListHasSemicolons() throws IOException {
    CsvTable.Row row = rows("incident_id,nodes,none\n1,b;a; c ;;,\n").get(0);
    assertThat(row.list("nodes")).containsExactly("b", "a", "c");
    assertThat(row.list("none")).isEmpty();
  }

  @Test
  void textBehindAQuoteIsTold() {
    assertThatThrownBy(() -> rows("incident_id,sample\n1,\"a\nb\"\n2,\"b\"c\n3,d\n"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("x.csv:4: this is no CSV; ")
        .hasMessageNotContaining("\n");
  }
}
