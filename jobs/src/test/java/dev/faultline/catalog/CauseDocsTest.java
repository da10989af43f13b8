package dev.faultline.catalog;

import dev.faultline.MadePart;
import dev.faultline.udf.rule.CauseSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/causes.md lists what is in conf/causes and conf/codes. */
class CauseDocsTest {

  private static final Path PAGE = Path.of("../docs/causes.md");

  private final ConfFiles files = ConfFiles.bundled();

  @Test
  void theCausesAreListedByFolder() throws IOException {
    StringBuilder tables = new StringBuilder();
    String before = "";
    for (Located<CauseSpec> located :
        Located.readAll(files, "causes", CauseSpec.class).stream()
            .sorted(
                Comparator.comparing((Located<CauseSpec> cause) -> folder(cause))
                    .thenComparingInt(cause -> cause.spec().priority())
                    .thenComparing(cause -> cause.spec().id()))
            .toList()) {
      if (!folder(located).equals(before)) {
        before = folder(located);
        tables
            .append(tables.isEmpty() ? "" : "\n")
            .append("### ")
            .append(before)
            .append("\n\n")
            .append(head("cause", "severity", "meaning", "action", "a message of it", "source"));
      }
      CauseSpec cause = located.spec();
      tables.append(
          row(
              "`" + cause.id() + "`: " + cause.title(),
              cause.severity().isEmpty() ? "by code" : cause.severity(),
              cause.meaning(),
              cause.action(),
              "`` " + cause.matches().get(0).message() + " ``",
              cause.source()));
    }
    new MadePart(PAGE, "causes").check(tables.toString());
  }

  private static String folder(Located<CauseSpec> cause) {
    return cause.place().replaceAll(".*causes/([^/]*)/.*", "$1");
  }

  @Test
  void theActionsAreListed() throws IOException {
    check("actions", "actions.csv", "action", "meaning");
  }

  @Test
  void theXidsAreListed() throws IOException {
    check(
        "xids",
        "xid.csv",
        "code",
        "name",
        "description",
        "a100",
        "h100",
        "b100",
        "gb200",
        "immediate_action",
        "investigatory_action",
        "severity");
  }

  @Test
  void theSxidsAreListed() throws IOException {
    check("sxids", "sxid.csv", "code", "name", "fatal", "severity");
  }

  private void check(String part, String file, String... columns) throws IOException {
    String name = Codes.FOLDER + "/" + file;
    String rows =
        CsvRows.read(files.required(name), files.at(name)).rows().stream()
            .map(row -> row(Arrays.stream(columns).map(row::get).toArray(String[]::new)))
            .collect(Collectors.joining());
    new MadePart(PAGE, part).check(head(columns) + rows);
  }

  private static String head(String... columns) {
    return row(columns) + "|" + "---|".repeat(columns.length) + "\n";
  }

  private static String row(String... cells) {
    return Stream.of(cells)
        .map(cell -> cell.strip().replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
