package dev.faultline.shape;

import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A cube with no more shapes than fit.
 *
 * @param cube it
 * @param budget what became of rare shapes
 */
public record BoundedCube(Cube cube, ShapeBudget budget) {

  /**
   * Brings a cube within a budget.
   *
   * @param scanned what the engine made
   * @param mostShapes how many shapes may stay whole
   * @param keep keeps rows that are read several times
   */
  public static BoundedCube of(Cube scanned, long mostShapes, UnaryOperator<Dataset<Row>> keep) {
    Dataset<Row> shapes = keep.apply(scanned.shapes());
    ShapeBudget budget = ShapeBudget.of(shapes, mostShapes);
    Cube cube =
        new Cube(
            budget.cells(scanned.cells(), shapes),
            budget.cells(scanned.brief(), shapes),
            budget.shapes(shapes),
            keep.apply(scanned.streams()),
            scanned.events());
    return new BoundedCube(cube, budget);
  }
}
