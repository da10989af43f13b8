package dev.faultline.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlatTest {

  static Stream<UnaryOperator<Dataset<Row>>> ways() {
    return Stream.of(Flat::of, Flat::few);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void theRowsAreTheSameAndComputedOnce(UnaryOperator<Dataset<Row>> way) {
    SparkSession session = LocalSpark.session();
    // A random number would be another one if it were computed again.
    Dataset<Row> rows =
        session.sql(
            "SELECT id, RAND() AS r, ARRAY(id, NULL) AS list, IF(id = 3, NULL, STRUCT(id, 'é'))"
                + " AS s FROM RANGE(0, 1000, 1, 7)");
    Dataset<Row> kept = way.apply(rows);
    assertThat(kept.schema()).isEqualTo(rows.schema());
    assertThat(kept.orderBy("id").drop("r").collectAsList())
        .isEqualTo(rows.orderBy("id").drop("r").collectAsList());
    assertThat(kept.orderBy("id").select("r").collectAsList())
        .isEqualTo(kept.orderBy("id").select("r").collectAsList());
    assertThat(kept.groupBy("list").count().count()).isEqualTo(1000);
    assertThat(kept.join(kept.selectExpr("id AS other"), kept.col("id").equalTo(1)).count())
        .isEqualTo(1000);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void noRowsAreNone(UnaryOperator<Dataset<Row>> way) {
    Dataset<Row> none = way.apply(LocalSpark.session().sql("SELECT 1 AS n WHERE FALSE"));
    assertThat(none.collectAsList()).isEmpty();
    assertThat(none.groupBy().count().first().getLong(0)).isZero();
  }
}
