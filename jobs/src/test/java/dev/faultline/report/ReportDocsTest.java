package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.schema.SectionSpec;
import dev.faultline.schema.TableSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * docs/report.md says what conf/report and conf/schema say. After a change there, {@code
 * -Dfaultline.docs=write} writes it anew.
 */
class ReportDocsTest {

  private static final Path PAGE = Path.of("../docs/report.md");
  private static final String MARK =
      "<!-- From here on made from conf/report and conf/schema: see ReportDocsTest. -->\n";

  @Test
  void thePageIsUpToDate() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).contains(MARK);
    String fresh = page.substring(0, page.indexOf(MARK)) + MARK + sections();
    if ("write".equals(System.getProperty("faultline.docs"))) {
      Files.writeString(PAGE, fresh);
    } else {
      assertThat(page).as("docs/report.md; -Dfaultline.docs=write renews it").isEqualTo(fresh);
    }
  }

  private static String sections() {
    StringBuilder text = new StringBuilder();
    for (SectionSpec section : SampleReport.CATALOG.sections()) {
      TableSpec table =
          SampleReport.CATALOG.tables().stream()
              .filter(t -> t.id().equals(section.table()))
              .findFirst()
              .orElseThrow();
      text.append("\n### ").append(section.title()).append("\n\n");
      text.append(table.description()).append("\n\n");
      text.append("JSON: ").append(place(section, table));
      text.append(". CSV: `csv/").append(table.id()).append(".csv`.\n\n");
      text.append("| column | type | unit | meaning |\n|---|---|---|---|\n");
      for (TableSpec.Column column : table.columns()) {
        text.append(
            String.format(
                "| `%s` | %s | %s | %s |\n",
                column.name(),
                column.type().name().toLowerCase(Locale.ROOT),
                column.unit(),
                column.description()));
      }
    }
    return text.toString();
  }

  private static String place(SectionSpec section, TableSpec table) {
    String path = section.json().path();
    return switch (section.json().form()) {
      case LIST -> "`" + path + "[]`, an object per row";
      case OBJECT -> "`" + path + "`, an object";
      case MAP ->
          "`"
              + path
              + ".{"
              + table.columns().get(0).name()
              + "}`, whose value is `"
              + table.columns().get(1).name()
              + "`";
    };
  }
}
