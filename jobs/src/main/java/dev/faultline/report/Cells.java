package dev.faultline.report;

import dev.faultline.schema.TableSpec;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Row;

/** Turns a row of Spark into plain cells. */
final class Cells {

  private Cells() {}

  /** Returns the cells in the order of the table's columns; see {@link SectionResult#rows()}. */
  static List<Object> of(Row row, TableSpec table) {
    List<Object> cells = new ArrayList<>(table.columns().size());
    for (int i = 0; i < table.columns().size(); i++) {
      cells.add(row.isNullAt(i) ? null : cell(row, i, table.columns().get(i)));
    }
    return Collections.unmodifiableList(cells);
  }

  private static Object cell(Row row, int i, TableSpec.Column column) {
    return switch (column.type()) {
      case INTEGER -> ((Number) row.get(i)).longValue();
      // Spark gives the one or the other, as spark.sql.datetime.java8API.enabled says.
      case TIMESTAMP -> row.get(i) instanceof Timestamp old ? old.toInstant() : row.get(i);
      case LIST -> List.copyOf(row.<String>getList(i));
      case TEXT, PATH, DECIMAL, NUMBER -> row.get(i);
    };
  }
}
