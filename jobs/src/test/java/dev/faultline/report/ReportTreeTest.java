package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ReportTreeTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode json(Report report) throws JsonProcessingException {
    return JSON.readTree(JSON.writeValueAsString(ReportTree.of(report)));
  }

  @Test
  void eachSectionIsAtItsPlace() throws JsonProcessingException {
    JsonNode tree = json(SampleReport.NIGHT);
    assertThat(tree.at("/schema_version").asInt()).isEqualTo(1);
    assertThat(tree.at("/dt").asText()).isEqualTo("2026-03-14");
    assertThat(tree.at("/time/first").asText()).isEqualTo("2026-03-13T18:02:09.157682Z");
    assertThat(tree.at("/lines/read").asLong()).isEqualTo(13_845);
    assertThat(tree.at("/levels/INFO").asLong()).isEqualTo(1490);
    assertThat(tree.at("/severities/critical").asLong()).isEqualTo(1234);
    assertThat(tree.at("/errors_by_file/file:~1logs~1node~1kern.log").asLong()).isEqualTo(1234);
    assertThat(tree.at("/errors_by_hour/0/hour").asText()).isEqualTo("2026-03-14T02:00:00Z");
    assertThat(tree.at("/http/status/503").asLong()).isEqualTo(1);
    assertThat(tree.at("/http/latency_ms/mean").decimalValue()).isEqualByComparingTo("756.25");
    assertThat(tree.at("/http/latency_ms/min").decimalValue()).isEqualByComparingTo("12.5");
    assertThat(tree.at("/http/endpoints/0/path").asText()).isEqualTo("/predict");
    assertThat(tree.at("/training/epochs").asLong()).isEqualTo(2);
    assertThat(tree.at("/training/runs/0/last_loss").asText()).isEqualTo("NaN");
    assertThat(tree.at("/training/runs/0/best_val_loss").isNumber()).isTrue();
    assertThat(tree.at("/files/1/problems/0").asText()).startsWith("truncated");
    assertThat(tree.at("/problems/0").asText()).contains("permission denied");
    assertThat(tree.at("/skipped/0").asText()).contains(".hidden");
  }

  @Test
  void unknownIsLeftOut() throws JsonProcessingException {
    JsonNode tree = json(SampleReport.NIGHT);
    assertThat(tree.at("/first_things_first/0/host_name").asText()).isEqualTo("gpu-node-01");
    assertThat(tree.at("/first_things_first/1").has("host_name")).isFalse();
    assertThat(tree.toString()).doesNotContain(":null");
  }

  @Test
  void anEmptyNightHasZerosAndEmptyLists() throws JsonProcessingException {
    JsonNode tree = json(SampleReport.EMPTY);
    assertThat(tree.at("/levels/ERROR").asLong()).isZero();
    assertThat(tree.at("/categories")).isEmpty();
    assertThat(tree.at("/training/epochs").asLong()).isZero();
    assertThat(tree.at("/http/latency_ms")).hasSize(2);
    assertThat(tree.at("/time")).isEmpty();
  }
}
