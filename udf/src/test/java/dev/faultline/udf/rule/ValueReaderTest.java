package dev.faultline.udf.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueReaderTest {

  static String read(ValueSpec spec, String message) {
    ValueReader reader = new ValueReader(spec);
    byte[] text = message.getBytes(UTF_8);
    // Digits around the message: the reader must not look beyond its range.
    byte[] in = ("12" + message + "34").getBytes(UTF_8);
    return reader.find(in, 2, 2 + text.length)
        ? new String(in, reader.start(), reader.end() - reader.start(), UTF_8)
        : null;
  }

  @ParameterizedTest
  @CsvSource({
    "Duration: 45ms, 45",
    "Duration: 1.5e-3ms, 1.5e-3",
    "Duration: -infms, -inf",
    "Duration: x Duration: 7ms, 7",
    "Duration: 45s,",
    "Duration: ,",
    "Duration: 45,",
  })
  void aNumberStandsBetweenItsLiterals(String message, String value) {
    assertThat(read(new ValueSpec("d", "number", "Duration: ", "ms", null), message))
        .isEqualTo(value);
  }

  @Test
  void aGapIsAnyRunWithoutWhatFollowsIt() {
    ValueSpec path = new ValueSpec("path", "text", "[REQUEST] … ", null, " ?");
    assertThat(read(path, "[REQUEST] GET /v1/run?x=1 - IP")).isEqualTo("/v1/run");
    assertThat(read(path, "[REQUEST] GET")).isNull();
    assertThat(read(path, "[REQUEST]  /v1")).isNull();
    ValueSpec limit = new ValueSpec("limit", "number", "Rate limit: …/", null, null);
    assertThat(read(limit, "GET /7/x - Rate limit: 90/100")).isEqualTo("100");
    assertThat(read(limit, "Rate limit: é\u0001/100")).isNull();
  }

  @Test
  void aGapThatLeadsNowhereIsLookedAtOnce() {
    ValueSpec limit = new ValueSpec("limit", "number", "Rate limit: …/", "ms", null);
    byte[] in = "Rate limit: ".repeat(100_000).getBytes(UTF_8);
    byte[] late = ("Rate limit: ".repeat(100_000) + "/7s").getBytes(UTF_8);
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> {
          assertThat(new ValueReader(limit).find(in, 0, in.length)).isFalse();
          assertThat(new ValueReader(limit).find(late, 0, late.length)).isFalse();
        });
    assertThat(read(limit, "Rate limit: Rate limit: 1/2s Rate limit: 3/4ms")).isEqualTo("4");
    assertThat(read(limit, "Rate limit: /2ms")).isNull();
    assertThat(read(limit, "Rate limit: / Rate limit: 1/2ms")).isEqualTo("2");
  }

  @Test
  void whatCannotBeReadAlikeByBothIsRefused() {
    assertRefused(new ValueSpec("D", "number", "a", null, null), "snake_case");
    assertRefused(new ValueSpec("d", "date", "a", null, null), "number or text");
    assertRefused(new ValueSpec("d", "text", "", null, null), "after is missing");
    assertRefused(new ValueSpec("d", "text", "…a", null, null), "starts with the gap");
    assertRefused(new ValueSpec("d", "text", "a…", null, null), "end with the gap");
    assertRefused(new ValueSpec("d", "text", "a…b…c", null, null), "printable ASCII");
    assertRefused(new ValueSpec("d", "text", "a", "b", null), "before is for numbers");
    assertRefused(new ValueSpec("d", "number", "a", "e", null), "rest of a number");
  }

  private static void assertRefused(ValueSpec spec, String why) {
    assertThatThrownBy(() -> new ValueReader(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
