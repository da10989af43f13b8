package dev.faultline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class StorageSettingsTest {

  @Test
  void whatTheUserSetStays() {
    Configuration conf = new Configuration();
    conf.set("fs.s3a.retry.limit", "99");
    StorageSettings.complete(conf);
    assertThat(conf.get("fs.s3a.retry.limit")).isEqualTo("99");
    assertThat(conf.get("fs.s3a.attempts.maximum")).isEqualTo("1");
    assertThat(conf.get("fs.s3a.committer.name")).isEqualTo("magic");
  }

  @Test
  void anEndpointOfOnesOwnIsAddressedByPath() {
    Configuration amazon = StorageSettings.withoutSpark(Map.of());
    assertThat(amazon.getBoolean("fs.s3a.path.style.access", false)).isFalse();
    assertThat(amazon.get("fs.s3a.endpoint.region", "")).isEmpty();
    Configuration own =
        StorageSettings.withoutSpark(Map.of("AWS_ENDPOINT_URL", "http://minio:9000"));
    assertThat(own.get("fs.s3a.endpoint")).isEqualTo("http://minio:9000");
    assertThat(own.getBoolean("fs.s3a.path.style.access", false)).isTrue();
    assertThat(own.get("fs.s3a.endpoint.region")).isEqualTo("us-east-1");
  }

  @Test
  void sparkOptionsOfTheEnvironmentCount() {
    Configuration conf =
        StorageSettings.withoutSpark(
            Map.of(
                "FAULTLINE_SPARK_OPTS",
                " --master yarn --conf spark.hadoop.fs.s3a.endpoint=http://a:1 "
                    + " --conf=spark.hadoop.dfs.replication=2 --conf spark.x=y --conf"));
    assertThat(conf.get("fs.s3a.endpoint")).isEqualTo("http://a:1");
    assertThat(conf.get("dfs.replication")).isEqualTo("2");
    assertThat(conf.get("spark.x")).isNull();
  }
}
