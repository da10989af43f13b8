package dev.faultline.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class CompiledTest {

  private static String plan(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows)
        .queryExecution()
        .executedPlan()
        .treeString();
  }

  private static Dataset<Row> query(SparkSession session) {
    return session.sql("SELECT id % 3 AS n, COUNT(*) AS c FROM RANGE(10) GROUP BY id % 3");
  }

  @Test
  void onlyWhatIsPlannedInsideIsCompiled() {
    SparkSession session = LocalSpark.session().newSession();
    session.conf().set("spark.sql.adaptive.enabled", "false");
    session.conf().set("spark.sql.codegen.wholeStage", "false");
    session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    // Spark marks what it compiles with a star.
    assertThat(Compiled.plan(session, () -> plan(query(session)))).contains("*(1)");
    assertThat(plan(query(session))).doesNotContain("*(");
    assertThat(Compiled.plan(session, () -> query(session).orderBy("n").collectAsList()))
        .isEqualTo(query(session).orderBy("n").collectAsList())
        .hasSize(3);
  }
}
