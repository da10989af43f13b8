package dev.faultline.gpu;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The planner of NVIDIA's RAPIDS Accelerator, which tells without a GPU what it would run on one.
 * Its jar of 1.0 GB is no dependency: it is there where Spark was started with it.
 */
public final class Rapids {

  private static final String PLANNER = "com.nvidia.spark.rapids.ExplainPlan";
  private static final String METHOD = "explainPotentialGpuPlan";

  private final MethodHandle explain;

  private Rapids(MethodHandle explain) {
    this.explain = explain;
  }

  /** Returns the planner, if its jar is among those of this Spark. */
  public static Optional<Rapids> find() {
    try {
      // Spark's --jars are not in the class loader that loaded us.
      Class<?> planner =
          Class.forName(PLANNER, true, Thread.currentThread().getContextClassLoader());
      MethodType type = MethodType.methodType(String.class, Dataset.class, String.class);
      return Optional.of(
          new Rapids(MethodHandles.publicLookup().findStatic(planner, METHOD, type)));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns what the planner says of each part of a query.
   *
   * @throws IllegalStateException if the planner fails
   */
  public String explain(Dataset<Row> query) {
    try {
      return (String) explain.invoke(query, "ALL");
    } catch (Throwable e) {
      throw new IllegalStateException("RAPIDS cannot explain a query: " + e.getMessage(), e);
    }
  }
}
