package dev.faultline.io;

import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeMap$;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.plans.logical.ColumnStat;
import org.apache.spark.sql.catalyst.plans.logical.Statistics;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.catalyst.plans.physical.SinglePartition$;
import org.apache.spark.sql.catalyst.plans.physical.UnknownPartitioning;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.classic.Dataset$;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import scala.Option;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import scala.math.BigInt;

/**
 * Keeps rows that many queries start from, behind a plan of a single node: Spark analyses the whole
 * plan below a query each time that one is asked, which costs more than running it if the rows are
 * few.
 */
public final class Flat {

  private Flat() {}

  /**
   * Returns the same rows, kept where they were computed. They are kept as rows and not by {@code
   * persist()}, whose columns need code compiled for each query. Rows that are lost with an
   * executor are computed anew, unlike those of a checkpoint.
   */
  public static Dataset<Row> of(Dataset<Row> rows) {
    JavaRDD<InternalRow> kept =
        asQuery(rows, () -> copies(rows).persist(StorageLevel.MEMORY_AND_DISK()));
    return behind(rows, kept, new UnknownPartitioning(0), Option.empty());
  }

  /**
   * Returns the same rows, collected now and then sent to each executor once. A query over them
   * alone is one task without an exchange, and that task carries no memory of where they came from.
   *
   * @param rows no more than fit the driver's memory and that of each executor several times over
   */
  public static Dataset<Row> few(Dataset<Row> rows) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
    // Rows that the driver has need no task.
    List<InternalRow> collected =
        asQuery(rows, () -> List.of(plan(rows).executedPlan().executeCollect()));
    Broadcast<List<InternalRow>> all = context.broadcast(collected);
    JavaRDD<InternalRow> one =
        context.parallelize(List.of(0), 1).mapPartitions(nothing -> all.value().iterator());
    return behind(rows, one, SinglePartition$.MODULE$, Option.apply(size(rows, collected)));
  }

  /** Tells whether rows are in one place, as those of {@link #few} are. */
  public static boolean isFew(Dataset<Row> rows) {
    return plan(rows).analyzed() instanceof LogicalRDD kept
        && kept.outputPartitioning() == SinglePartition$.MODULE$;
  }

  /** Without it Spark takes them for more than may be joined in one place. */
  private static Statistics size(Dataset<Row> rows, List<InternalRow> collected) {
    long each = rows.schema().defaultSize();
    long bytes =
        collected.stream()
            .mapToLong(row -> row instanceof UnsafeRow known ? known.getSizeInBytes() : each)
            .sum();
    return new Statistics(
        BigInt.apply(Math.max(1, bytes)),
        Option.apply(BigInt.apply(collected.size())),
        AttributeMap$.MODULE$.<ColumnStat>empty(),
        false);
  }

  private static JavaRDD<InternalRow> copies(Dataset<Row> rows) {
    // The operators below use one object for all of their rows.
    return plan(rows).toRdd().toJavaRDD().map(InternalRow::copy);
  }

  private static QueryExecution plan(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
  }

  /** Spark's pages and listeners know of queries only what goes through here. */
  private static <T> T asQuery(Dataset<Row> rows, Supplier<T> work) {
    return SQLExecution.withNewExecutionId(plan(rows), Option.apply("keep"), work::get);
  }

  private static Dataset<Row> behind(
      Dataset<Row> rows,
      JavaRDD<InternalRow> kept,
      Partitioning partitioning,
      Option<Statistics> size) {
    SparkSession session = (SparkSession) rows.sparkSession();
    return Dataset$.MODULE$.ofRows(
        session,
        new LogicalRDD(
            attributes(rows.schema()),
            kept.rdd(),
            partitioning,
            noOrder(),
            false,
            Option.empty(),
            session,
            size,
            Option.empty()));
  }

  // Scala's lists may be seen as lists of a supertype; Java cannot know.
  @SuppressWarnings("unchecked")
  private static Seq<Attribute> attributes(StructType schema) {
    return (Seq<Attribute>) (Seq<?>) DataTypeUtils.toAttributes(schema);
  }

  @SuppressWarnings("unchecked")
  private static Seq<SortOrder> noOrder() {
    return (Seq<SortOrder>) (Seq<?>) Nil$.MODULE$;
  }
}
