package dev.faultline.ingest;

import dev.faultline.udf.cube.ShapeCube;
import dev.faultline.udf.cube.ShapeTable;
import dev.faultline.udf.cube.StreamTable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructType;

/**
 * The cells that a task counted, some thousand to a row: each column is an array. A night has
 * millions of cells, and a row for each of them would cost more than counting it did.
 *
 * @param shapes what the numbers of shapes mean; a higher number stands for any shape
 * @param streams what the numbers of streams mean
 * @param cube the cells
 */
record CellBlocks(ShapeTable shapes, StreamTable streams, ShapeCube cube) {

  /** About 200 KiB a row. */
  private static final int CELLS_PER_BLOCK = 4096;

  /**
   * Returns rows of the data source.
   *
   * @param column of {@link LogRows#SCHEMA}, whose fields are arrays
   */
  Iterator<InternalRow> rows(String column) {
    String[] fields = ((StructType) LogRows.SCHEMA.apply(column).dataType()).fieldNames();
    int blocks = (cube.size() + CELLS_PER_BLOCK - 1) / CELLS_PER_BLOCK;
    return IntStream.range(0, blocks)
        .mapToObj(
            block -> {
              int from = block * CELLS_PER_BLOCK;
              int to = Math.min(cube.size(), from + CELLS_PER_BLOCK);
              Object[] arrays =
                  Arrays.stream(fields).map(field -> array(field, from, to)).toArray();
              return LogRows.only(column, new GenericInternalRow(arrays));
            })
        .iterator();
  }

  private ArrayData array(String field, int from, int to) {
    return switch (field) {
      case "shape_hash" -> longs(from, to, this::isShape, this::hash);
      case "stream_id" -> longs(from, to, cell -> true, this::stream);
      case "severity_number" -> ints(from, to, cell -> true, cube::severity);
      case "bucket" -> ints(from, to, this::isTimed, cube::bucket);
      case "count" -> longs(from, to, cell -> true, cube::count);
      case "first_time" -> longs(from, to, this::isTimed, cube::first);
      case "last_time" -> longs(from, to, this::isTimed, cube::last);
      case "offset" -> longs(from, to, cell -> true, cube::offset);
      default -> throw new IllegalArgumentException("No cell has a " + field);
    };
  }

  private boolean isShape(int cell) {
    return cube.shape(cell) < shapes.size();
  }

  private boolean isTimed(int cell) {
    return cube.bucket(cell) != ShapeCube.NO_BUCKET;
  }

  private long hash(int cell) {
    return shapes.get(cube.shape(cell)).hash();
  }

  private long stream(int cell) {
    return streams.get(cube.stream(cell)).id();
  }

  private static ArrayData longs(int from, int to, IntPredicate isKnown, IntToLongFunction value) {
    return IntStream.range(from, to).allMatch(isKnown)
        ? UnsafeArrayData.fromPrimitiveArray(IntStream.range(from, to).mapToLong(value).toArray())
        : new GenericArrayData(
            IntStream.range(from, to)
                .mapToObj(i -> isKnown.test(i) ? (Object) value.applyAsLong(i) : null)
                .toArray());
  }

  private static ArrayData ints(int from, int to, IntPredicate isKnown, IntUnaryOperator value) {
    return IntStream.range(from, to).allMatch(isKnown)
        ? UnsafeArrayData.fromPrimitiveArray(IntStream.range(from, to).map(value).toArray())
        : new GenericArrayData(
            IntStream.range(from, to)
                .mapToObj(i -> isKnown.test(i) ? (Object) value.applyAsInt(i) : null)
                .toArray());
  }
}
