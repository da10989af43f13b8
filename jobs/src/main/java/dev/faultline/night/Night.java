package dev.faultline.night;

import dev.faultline.catalog.Catalog;
import dev.faultline.io.Flat;
import dev.faultline.shape.Cube;
import dev.faultline.shape.NamedCells;
import dev.faultline.shape.NamedEvents;
import dev.faultline.shape.ShapeBudget;
import dev.faultline.udf.rule.ShapeRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The records of a night with what they mean.
 *
 * @param cube all cells, and the shapes with what they mean
 * @param cells what report sections ask, docs/architecture.md lists the columns
 * @param events one row per record whose numbers or order matter
 * @param values the same with equal values added up, or some of them
 * @param budget what became of rare shapes
 */
public record Night(
    Cube cube, Dataset<Row> cells, Dataset<Row> events, Dataset<Row> values, ShapeBudget budget) {

  private static final long MOST_IN_ONE_TASK = 100_000;

  /**
   * Brings a cube within the budget, and together what refers to one another.
   *
   * @param scanned what the engine made
   * @param mostShapes how many shapes may stay whole
   */
  public static Night of(Cube scanned, long mostShapes) {
    Dataset<Row> cells = Flat.of(scanned.cells());
    Dataset<Row> whole = Flat.of(NamedCells.counted(cells, scanned.shapes()));
    ShapeBudget budget = ShapeBudget.of(whole, mostShapes);
    Cube cube =
        new Cube(
            budget.cells(cells, whole),
            budget.shapes(whole),
            Flat.of(scanned.streams()),
            scanned.events(),
            Flat.of(scanned.values()));
    return new Night(
        cube,
        Flat.of(NamedCells.of(cube)),
        NamedEvents.of(cube.events(), cube),
        NamedEvents.of(cube.values(), cube),
        budget);
  }

  /**
   * Returns the same with few cells in one place, so that a query over them is one task without an
   * exchange.
   *
   * @param count how many cells there are
   */
  public Night gathered(long count) {
    return count > MOST_IN_ONE_TASK
        ? this
        : new Night(cube, Flat.of(cells.coalesce(1)), events, values, budget);
  }

  /**
   * Returns the views that a report's SQL may name: {@code cells}, {@code events}, and for each
   * signal or cause that reads values {@code ID_values}: how often values occur, a column for each;
   * a query adds up {@code count}, as equal values may have several rows.
   *
   * @param sql the queries, as views that none of them names need not be planned
   */
  public Map<String, Dataset<Row>> views(Catalog catalog, String sql) {
    Map<String, Dataset<Row>> views = new LinkedHashMap<>();
    views.put("cells", cells);
    views.put("events", events);
    add(views, "signal", catalog.signals(), sql);
    add(views, "cause", catalog.causes(), sql);
    return views;
  }

  private void add(
      Map<String, Dataset<Row>> views, String kind, List<? extends ShapeRule> rules, String sql) {
    for (ShapeRule rule : rules) {
      String name = rule.id() + "_values";
      if (!rule.values().isEmpty() && sql.contains(name)) {
        views.put(name, NamedEvents.of(values, kind, rule));
      }
    }
  }
}
