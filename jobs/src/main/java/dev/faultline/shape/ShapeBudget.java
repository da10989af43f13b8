package dev.faultline.shape;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Keeps the cube small where shapes grow with the lines: the rarest shapes are masked further, down
 * to their first words, so that about the budget stays. All shapes of one count share one fate, so
 * the outcome does not depend on order; a shape with a cause or signal always stays. What a record
 * means was decided before, on its whole shape, and stays with it.
 *
 * @param budget how many shapes may stay
 * @param distinct how many there were
 * @param folded how many of them were masked further
 * @param foldedRecords how many records those have
 * @param leastCount a shape stays whole if it has so many records
 * @param words how many words a folded shape keeps
 */
public record ShapeBudget(
    long budget, long distinct, long folded, long foldedRecords, long leastCount, int words) {

  /** Default of {@code budget}. */
  public static final int DEFAULT = 100_000;

  private static final String REST = "<*>";
  private static final int WORDS = 2;

  /** What a shape means, and what keeps folded shapes apart. */
  private static final List<String> MEANING =
      List.of("cause", "signal", "code", "category", "severity", "matched_any", "matched_error");

  /**
   * Looks at the shapes.
   *
   * @param shapes with {@code shape, count, cause, signal}; read once, and again if there are more
   *     than the budget
   */
  public static ShapeBudget of(Dataset<Row> shapes, long budget) {
    long distinct = shapes.count();
    if (distinct <= budget) {
      return new ShapeBudget(budget, distinct, 0, 0, 0, WORDS);
    }
    List<Row> byCount =
        shapes
            .groupBy(col("count"), isFree().as("free"))
            .agg(count(lit(1)).as("shapes"), sum("count").as("records"))
            .sort(col("count").desc(), col("free"))
            .collectAsList();
    long kept = byCount.stream().filter(row -> !isFree(row)).mapToLong(ShapeBudget::shapes).sum();
    long leastCount = Long.MAX_VALUE;
    long folded = 0;
    long foldedRecords = 0;
    for (Row row : byCount) {
      if (isFree(row)) {
        // Once one count did not fit, no rarer one may.
        boolean fits = folded == 0 && kept + shapes(row) <= budget;
        kept += fits ? shapes(row) : 0;
        leastCount = fits ? row.<Long>getAs("count") : leastCount;
        folded += fits ? 0 : shapes(row);
        foldedRecords += fits ? 0 : row.<Long>getAs("records");
      }
    }
    ShapeBudget some = new ShapeBudget(budget, distinct, folded, foldedRecords, leastCount, WORDS);
    long coarse = shapes.where(some.isFolded()).select(some.text()).distinct().count();
    return coarse <= budget
        ? some
        : new ShapeBudget(budget, distinct, folded, foldedRecords, leastCount, 0);
  }

  private static boolean isFree(Row row) {
    return row.getAs("free");
  }

  private static long shapes(Row row) {
    return row.getAs("shapes");
  }

  /** Whether no rule needs the whole shape. */
  private static Column isFree() {
    return coalesce(col("cause"), col("signal")).isNull();
  }

  private Column isFolded() {
    return isFree().and(col("count").lt(leastCount));
  }

  private Column text() {
    return words == 0
        ? lit(REST)
        : concat(substring_index(col("shape"), " ", words), lit(" " + REST));
  }

  /**
   * Returns cells with folded shapes as one.
   *
   * @param cells those of a {@link Cube}, or its brief ones
   * @param shapes its shapes, before {@link #shapes}
   */
  public Dataset<Row> cells(Dataset<Row> cells, Dataset<Row> shapes) {
    if (folded == 0) {
      return cells;
    }
    return cells
        .join(broadcast(ids(shapes)), new String[] {"shape_hash"}, "left_outer")
        .groupBy(
            col("id").as("shape_hash"), col("stream_id"), col("severity_number"), col("bucket"))
        .agg(
            sum("count").as("count"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"),
            min("offset").as("offset"));
  }

  /**
   * Returns tallies that refer to folded shapes as one.
   *
   * @param tallies those of a {@link Cube}
   * @param shapes its shapes, before {@link #shapes}
   */
  Dataset<Row> tallies(Dataset<Row> tallies, Dataset<Row> shapes) {
    if (folded == 0) {
      return tallies;
    }
    return tallies
        .join(broadcast(ids(shapes)), "shape_hash")
        .withColumn("shape_hash", col("id"))
        .drop("id");
  }

  /** Returns {@code shape_hash} and {@code id}, the hash that stays of a shape. */
  Dataset<Row> ids(Dataset<Row> shapes) {
    return shapes.select(col("shape_hash"), (folded == 0 ? col("shape_hash") : id()).as("id"));
  }

  /**
   * Returns the shapes with folded ones as one.
   *
   * @param shapes those of a {@link Cube}
   */
  public Dataset<Row> shapes(Dataset<Row> shapes) {
    if (folded == 0) {
      return shapes;
    }
    Dataset<Row> folding = shapes.withColumn("id", id());
    Dataset<Row> whole = folding.where("id = shape_hash").drop("id");
    Dataset<Row> rest =
        folding
            .where("id <> shape_hash")
            .withColumn("text", text())
            .groupBy(columns(Stream.concat(Stream.of("id", "text"), MEANING.stream())))
            .agg(
                min(struct("file_id", "offset", "sample", "sample_path")).as("earliest"),
                sum("count").as("count"))
            .selectExpr(
                "*",
                "id AS shape_hash",
                "text AS shape",
                "earliest.file_id",
                "earliest.offset",
                "earliest.sample",
                "earliest.sample_path");
    return whole.unionByName(rest.select(columns(Arrays.stream(whole.columns()))));
  }

  private static Column[] columns(Stream<String> names) {
    return names.map(functions::col).toArray(Column[]::new);
  }

  /** The shape's hash; of a folded one that of its text and meaning. */
  private Column id() {
    Column meaning =
        concat_ws(
            HeaderColumns.SEPARATOR,
            text(),
            col("category"),
            col("severity"),
            array_join(col("matched_any"), ","),
            lit("|"),
            array_join(col("matched_error"), ","));
    return when(isFolded(), xxhash64(meaning)).otherwise(col("shape_hash"));
  }
}
