package dev.faultline.report;

import dev.faultline.schema.TableSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of a section's result that people are shown.
 *
 * @param columns the columns of the table
 * @param cells places of the columns that are shown side by side
 * @param below places of the columns that follow each row
 * @param proof places of the columns that prove a row, on the page
 * @param bar place of the column that is drawn as a bar, or -1
 * @param rows the rows that are shown
 * @param more how many further ones there are
 */
record Shown(
    List<TableSpec.Column> columns,
    int[] cells,
    int[] below,
    int[] proof,
    int bar,
    List<List<Object>> rows,
    int more) {

  /** Picks what the section's declaration says of a text. */
  static Shown of(SectionResult section) {
    return of(section, section.spec().text().limit());
  }

  /** Picks what the section's declaration says of the page. */
  static Shown onPage(SectionResult section) {
    return of(section, section.spec().page().limit());
  }

  private static Shown of(SectionResult section, int limit) {
    TableSpec table = section.table();
    List<String> names = section.spec().text().columns();
    if (names.isEmpty()) {
      names = table.columns().stream().map(TableSpec.Column::name).toList();
    }
    List<List<Object>> rows = rows(section, limit);
    return new Shown(
        table.columns(),
        places(table, names),
        places(table, section.spec().text().below()),
        places(table, section.spec().page().proof()),
        table.indexOf(section.spec().text().bar()),
        rows,
        section.rows().size() - rows.size());
  }

  private static List<List<Object>> rows(SectionResult section, int limit) {
    Map<Object, Integer> seen = new HashMap<>();
    return section.rows().stream()
        .filter(row -> seen.merge(row.get(0), 1, Integer::sum) <= section.spec().text().each())
        .limit(limit)
        .toList();
  }

  private static int[] places(TableSpec table, List<String> names) {
    return names.stream().mapToInt(table::indexOf).toArray();
  }

  /**
   * Returns how long the bar of a row is, from 0 to 1; a value that is not 0 is never invisible.
   */
  double barShare(List<Object> row) {
    double largest = 0;
    for (List<Object> other : rows) {
      largest = Math.max(largest, number(other));
    }
    return largest == 0 ? 0 : number(row) / largest;
  }

  private double number(List<Object> row) {
    return row.get(bar) instanceof Number number ? number.doubleValue() : 0;
  }
}
