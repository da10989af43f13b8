package dev.faultline.report;

import dev.faultline.schema.SectionSpec;
import dev.faultline.schema.TableSpec;
import java.math.BigDecimal;
import java.util.List;

/**
 * What the query of a section gave.
 *
 * @param spec the section
 * @param table its columns
 * @param rows cells in the order of the columns: String, Long, BigDecimal, Double, Instant or a
 *     list of String, as the column's type says; null if unknown
 */
public record SectionResult(SectionSpec spec, TableSpec table, List<List<Object>> rows) {

  /**
   * Whether there is nothing to tell: no row, or a single one of nothing but zeros and unknowns.
   */
  public boolean isEmpty() {
    return rows.isEmpty()
        || (rows.size() == 1 && rows.get(0).stream().allMatch(SectionResult::saysNothing));
  }

  /** Whether it is only to be named among what is not in the logs. */
  boolean isOnlyNamed() {
    return isEmpty()
        && spec.text().form() != SectionSpec.TextForm.NONE
        && spec.whenEmpty().equals(SectionSpec.NOT_IN_LOGS);
  }

  private static boolean saysNothing(Object cell) {
    return cell == null
        || (cell instanceof Long number && number == 0)
        || (cell instanceof BigDecimal decimal && decimal.signum() == 0);
  }
}
