package dev.faultline.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table that a run gives: its columns in order, as {@code csv/ID.csv} has them.
 *
 * @param id name of the table and of its files
 * @param description what a row is, a sentence
 * @param columns at least one
 */
public record TableSpec(String id, String description, List<Column> columns) {

  /**
   * One column.
   *
   * @param name unique in the table, with its unit as suffix where it has one
   * @param type what its cells hold
   * @param unit unit of a number ({@code records}, {@code bytes}, {@code ms}, {@code ratio} from 0
   *     to 1), or empty
   * @param heading what people read above it; the name if left out
   * @param description what it means, in words
   */
  public record Column(
      String name, ColumnType type, String unit, String heading, String description) {

    /** Fills in what was left out and refuses a column without name, type or description. */
    public Column {
      if (name == null || name.isBlank()) {
        throw new IllegalArgumentException("a column has no name");
      }
      if (type == null) {
        throw new IllegalArgumentException("column '" + name + "' has no type");
      }
      if (description == null || description.isBlank()) {
        throw new IllegalArgumentException("column '" + name + "' has no description");
      }
      unit = unit == null ? "" : unit;
      heading = heading == null ? name.replace('_', ' ') : heading;
    }
  }

  /** Refuses a table without id, description or columns, and two columns of one name. */
  public TableSpec {
    if (id == null || !id.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("id is " + id + ", not lower-case letters, digits and _");
    }
    if (description == null || description.isBlank()) {
      throw new IllegalArgumentException("table '" + id + "' has no description");
    }
    columns = columns == null ? List.of() : List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("table '" + id + "' has no columns");
    }
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("table '" + id + "' has two columns " + column.name());
      }
    }
  }

  /** Returns the file that declares the table, relative to the configuration folder. */
  public String file() {
    return "schema/" + id + ".yaml";
  }

  /** Returns the place of a column, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
