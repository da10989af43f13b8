package dev.faultline.report;

import dev.faultline.ingest.Ledger;
import dev.faultline.ingest.Levels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The ledger as a page of plain text, for a terminal or a pager. */
public final class LedgerText {

  private static final List<String> COLUMNS =
      List.of("lines", "records", "cont.", "unparsed", "blank", "bytes", "errors", "file");

  private LedgerText() {}

  /**
   * Returns the page.
   *
   * @param ledger the accounts; paths are shown without the folder that all are in
   * @param levels the records of the same scan
   */
  public static String of(Ledger ledger, Levels levels) {
    List<Ledger.Entry> files = ledger.files();
    Ledger.Totals totals = ledger.totals();
    String root = commonFolder(files);
    StringBuilder page = new StringBuilder();
    page.append("FAULTLINE: what was read\n\n");
    line(page, "files", number(totals.files()) + " in " + (root.isEmpty() ? "/" : root));
    line(
        page,
        "lines",
        number(totals.lines())
            + " = "
            + number(totals.records())
            + " records + "
            + number(totals.continuationLines())
            + " continuation + "
            + number(totals.unparsedLines())
            + " unparsed + "
            + number(totals.blankLines())
            + " blank");
    if (levels.first() != null) {
      line(page, "time (UTC)", levels.first() + " to " + levels.last());
    }
    line(
        page,
        "bytes",
        number(totals.readBytes()) + " read, " + number(totals.storedBytes()) + " stored");
    line(page, "undecodable", number(totals.undecodableLines()) + " lines, bytes replaced");
    line(page, "with NUL", number(totals.nulLines()) + " lines");
    line(page, "cut", number(totals.cutLines()) + " lines");
    line(page, "left out", number(ledger.skipped().size()) + " hidden or second names");
    List<String> imbalances = ledger.imbalances();
    line(page, "ledger", imbalances.isEmpty() ? "balances" : "DOES NOT BALANCE");
    imbalances.forEach(text -> page.append("  ").append(text).append('\n'));

    page.append("\nLevels\n");
    levels.byLevel().forEach((level, n) -> line(page, level, number(n)));
    page.append("\nFormats\n");
    levels.byFormat().forEach((format, n) -> line(page, format, number(n)));

    page.append("\nFiles\n");
    Map<Integer, Long> errors = levels.errorsByFile();
    List<List<String>> rows = new ArrayList<>();
    rows.add(COLUMNS);
    for (int id = 0; id < files.size(); id++) {
      Ledger.Entry file = files.get(id);
      rows.add(
          List.of(
              number(file.lines()),
              number(file.records()),
              number(file.continuationLines()),
              number(file.unparsedLines()),
              number(file.blankLines()),
              number(file.readBytes()),
              number(errors.getOrDefault(id, 0L)),
              file.path().substring(root.length())));
    }
    table(page, rows);

    List<String> problems = ledger.allProblems();
    page.append("\nProblems\n");
    if (problems.isEmpty()) {
      page.append("  none\n");
    }
    problems.forEach(problem -> page.append("  ").append(problem).append('\n'));
    return page.toString();
  }

  private static void line(StringBuilder page, String name, String value) {
    page.append(String.format(Locale.ROOT, "  %-18s %s%n", name, value));
  }

  /** Numbers to the right, the last column as it is. */
  private static void table(StringBuilder page, List<List<String>> rows) {
    int columns = rows.get(0).size();
    for (List<String> row : rows) {
      page.append(' ');
      for (int c = 0; c < columns - 1; c++) {
        int column = c;
        int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(1);
        page.append(String.format(Locale.ROOT, " %" + width + "s", row.get(c)));
      }
      page.append("  ").append(row.get(columns - 1)).append('\n');
    }
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String commonFolder(List<Ledger.Entry> files) {
    String common = files.get(0).path();
    for (Ledger.Entry file : files) {
      int i = 0;
      int most = Math.min(common.length(), file.path().length());
      while (i < most && common.charAt(i) == file.path().charAt(i)) {
        i++;
      }
      common = common.substring(0, i);
    }
    return common.substring(0, common.lastIndexOf('/') + 1);
  }
}
