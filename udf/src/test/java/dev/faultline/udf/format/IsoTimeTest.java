package dev.faultline.udf.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "2026-03-14,                     2026-03-13T23:00:00Z",
    "2026-03-14T02:00,               2026-03-14T01:00:00Z",
    "2026-03-14 02:00:01,            2026-03-14T01:00:01Z",
    "2026-03-14T02:00:00.250Z,       2026-03-14T02:00:00.250Z",
    "2026-03-14T02:00:00-05:30,      2026-03-14T07:30:00Z",
    "2026-03-14T02:00:00+0530,       2026-03-13T20:30:00Z",
    "2026-03-14T02:00:00+05,         2026-03-13T21:00:00Z",
    "2026-10-25T02:30:00,            2026-10-25T00:30:00Z",
    "2026-03-29T02:30:00,            2026-03-29T01:30:00Z"
  })
  void aTimeWithoutAZoneIsOfTheGivenOne(String text, Instant expected) {
    assertThat(IsoTime.of(text, BERLIN).toInstant()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "T",
        "now",
        "2026-02-30",
        "2026-03-14T25:00",
        "2026-03-14T02:00:00ZZ",
        "2026-03-14T02:00:00 Berlin",
        "14.03.2026",
        "+999999-01-01T00:00:00",
        "0000-01-01"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> IsoTime.of(text, BERLIN)).isInstanceOf(DateTimeException.class);
  }
}
