package dev.faultline.udf.cube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparkHashTest {

  @Test
  void itIsSparksXxhash64() {
    // The value in the documentation of pyspark.sql.functions.xxhash64.
    assertThat(SparkHash.of("ABCD".getBytes(UTF_8), 3)).isEqualTo(4105715581806190027L);
  }
}
