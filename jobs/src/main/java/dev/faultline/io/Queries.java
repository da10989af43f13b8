package dev.faultline.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.encoders.RowEncoder;
import org.apache.spark.sql.execution.CommandResultExec;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.execution.command.ExecutedCommandExec;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;

/**
 * Remembers each query that Spark runs, as Spark planned it: those of actions, of writes, and of
 * rows that are kept for others. Commands that touch no rows, as making a view, are left out.
 */
public final class Queries extends SparkListener {

  /**
   * A query.
   *
   * @param name what {@link Named} called it; else the place in the code that asked it
   * @param plan its plan, in the form of rows that need not be asked again
   */
  public record Query(String name, Dataset<Row> plan) {}

  private final SparkSession session;
  private final Map<Long, String> names = new HashMap<>();
  private final List<Query> queries = new ArrayList<>();
  private final Set<SparkPlan> kept = Collections.newSetFromMap(new IdentityHashMap<>());

  private Queries(SparkSession session) {
    this.session = session;
  }

  /** Begins to remember. */
  public static Queries of(SparkSession session) {
    Queries queries = new Queries(session);
    session.sparkContext().addSparkListener(queries);
    return queries;
  }

  /**
   * Returns all queries so far, in the order of their ends.
   *
   * @throws InterruptedException if the caller is to stop
   * @throws java.util.concurrent.TimeoutException if Spark does not tell of them within its time
   */
  public List<Query> soFar() throws InterruptedException, java.util.concurrent.TimeoutException {
    session.sparkContext().listenerBus().waitUntilEmpty();
    synchronized (this) {
      return List.copyOf(queries);
    }
  }

  @Override
  public synchronized void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof SparkListenerSQLExecutionStart start) {
      names.put(start.executionId(), start.description());
    } else if (event instanceof SparkListenerSQLExecutionEnd end && end.qe() != null) {
      add(names.remove(end.executionId()), end.qe(), end.qe().executedPlan());
    }
  }

  private void add(String name, QueryExecution query, SparkPlan plan) {
    if (plan instanceof ExecutedCommandExec || plan instanceof CommandResultExec) {
      return;
    }
    for (SparkPlan node : nodes(plan)) {
      if (node instanceof InMemoryTableScanExec scan) {
        SparkPlan of = scan.relation().cachedPlan();
        if (kept.add(of)) {
          add(name + " (kept)", query, of);
        }
      }
    }
    queries.add(new Query(name, rows(query, plan)));
  }

  private static List<SparkPlan> nodes(SparkPlan plan) {
    List<SparkPlan> nodes = new ArrayList<>(List.of(plan));
    for (int i = 0; i < nodes.size(); i++) {
      scala.jdk.javaapi.CollectionConverters.asJava(nodes.get(i).children()).forEach(nodes::add);
    }
    return nodes;
  }

  /** Who explains asks a data set for its plan: this one has the plan that was run. */
  private static Dataset<Row> rows(QueryExecution query, SparkPlan plan) {
    return new org.apache.spark.sql.classic.Dataset<>(
        new Planned(query, plan), RowEncoder.encoderFor(query.analyzed().schema()));
  }

  private static final class Planned extends QueryExecution {

    private final SparkPlan plan;

    Planned(QueryExecution query, SparkPlan plan) {
      super(
          query.sparkSession(),
          query.logical(),
          query.tracker(),
          query.mode(),
          query.shuffleCleanupMode());
      this.plan = plan;
    }

    @Override
    public SparkPlan executedPlan() {
      return plan;
    }
  }
}
