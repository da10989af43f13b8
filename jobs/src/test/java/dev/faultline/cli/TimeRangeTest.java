package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.udf.format.TimeSpan;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class TimeRangeTest {

  @Command(name = "test")
  private static final class Host {
    @Mixin private TimeRange range;
  }

  private static TimeSpan range(ZoneId zone, String... args) {
    Host host = new Host();
    new CommandLine(host).parseArgs(args);
    return host.range.in(zone);
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  @Test
  void withoutOptionsEverythingCounts() {
    assertThat(range(ZoneOffset.UTC).isAll()).isTrue();
    assertThat(range(ZoneOffset.UTC, "--from", "2026-03-14").isAll()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-14,                     2026-03-13T23:00:00Z",
    "2026-03-14T02:00,               2026-03-14T01:00:00Z",
    "2026-03-14 02:00:01,            2026-03-14T01:00:01Z",
    "2026-03-14T02:00:00.250Z,       2026-03-14T02:00:00.250Z",
    "2026-03-14T02:00Z,              2026-03-14T02:00:00Z",
    "2026-03-14T02:00:00-05:30,      2026-03-14T07:30:00Z",
    "2026-07-01,                     2026-06-30T22:00:00Z"
  })
  void aTimeWithoutAZoneIsOfTheGivenOne(String text, Instant expected) {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertThat(time(range(berlin, "--from", text).fromMicros())).isEqualTo(expected);
    assertThat(time(range(berlin, "--to", text).toMicros())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "2026-02-30", "2026-03-14T25:00", "14.03.2026", "+999999-01-01", ""})
  void whatIsNoTimeIsSaidWithAnExample(String text) {
    assertThatThrownBy(() -> range(ZoneOffset.UTC, "--from", text))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--from '" + text + "' is no time; write 2026-03-14");
  }

  @Test
  void theEndIsExclusiveAndSoMustBeLater() {
    String day = "2026-03-14";
    assertThatThrownBy(() -> range(ZoneOffset.UTC, "--from", day, "--to", day))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("must be later");
    assertThat(time(range(ZoneOffset.UTC, "--from", day, "--to", "2026-03-15").toMicros()))
        .isEqualTo(Instant.parse("2026-03-15T00:00:00Z"));
  }
}
