package dev.faultline.shape;

import dev.faultline.io.Named;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A cube with no more shapes than fit.
 *
 * @param cube it
 * @param ids {@code shape_hash} of a record's own shape, and {@code id}, the hash that it has here:
 *     another one if the shape was rare
 * @param budget what became of rare shapes
 */
public record BoundedCube(Cube cube, Dataset<Row> ids, ShapeBudget budget) {

  /**
   * Brings a cube within a budget.
   *
   * @param scanned what the engine made
   * @param mostShapes how many shapes may stay whole
   * @param keep keeps rows that are read several times
   */
  public static BoundedCube of(Cube scanned, long mostShapes, UnaryOperator<Dataset<Row>> keep) {
    Dataset<Row> shapes = Named.query("shapes", scanned.shapes(), keep);
    ShapeBudget budget =
        Named.query("shape budget", shapes, rows -> ShapeBudget.of(rows, mostShapes));
    Cube cube =
        new Cube(
            budget.cells(scanned.cells(), shapes),
            budget.cells(scanned.brief(), shapes),
            budget.tallies(scanned.tallies(), shapes),
            budget.shapes(shapes),
            Named.query("streams", scanned.streams(), keep),
            scanned.events());
    return new BoundedCube(cube, budget.ids(shapes), budget);
  }
}
