package dev.faultline.udf.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTimeTest {

  /** The moments are those of {@code date -u -d @N}. */
  @ParameterizedTest
  @CsvSource({
    "1773459011, 2026-03-14T03:30:11Z",
    "1773459011.5, 2026-03-14T03:30:11.500Z",
    "1.773459011123456e9, 2026-03-14T03:30:11.123456Z",
    "1773459011123, 2026-03-14T03:30:11.123Z",
    "1773459011123456, 2026-03-14T03:30:11.123456Z",
    "1773459011123456789, 2026-03-14T03:30:11.123456Z",
    "2026-03-14T03:30:11.123456789Z, 2026-03-14T03:30:11.123456789Z",
    "2026-03-14T03:30:11.1234567890123Z, 2026-03-14T03:30:11.123456789Z",
    "'2026-03-14 03:30:11,900', 2026-03-14T03:30:11.900",
    "2026-03-14 03:30:11.900 UTC, 2026-03-14T03:30:11.900UTC",
    "2026-03-14T03:30:11+0100, 2026-03-14T03:30:11+0100",
    "14/Mar/2026:04:30:11 +0100, 2026-03-14T03:30:11Z",
    "14/Mrz/2026:04:30:11 +0100,",
    "12,",
    "99999999,",
    "1e99,",
    "-1773459011,",
    "03:30:11,",
    "soon,",
    "'',"
  })
  void timesAreWrittenAnew(String text, String iso) {
    assertThat(JsonTime.iso(text)).isEqualTo(iso);
  }

  @Property
  void eachUnitIsToldByItsSize(
      @ForAll @LongRange(min = 100_000_000_000_000L, max = 9_999_999_999_999_999L) long micros) {
    Instant moment = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
    assertThat(JsonTime.iso(micros + "000")).isEqualTo(moment.toString());
    assertThat(JsonTime.iso(micros / 1_000_000 + "." + String.format("%06d", micros % 1_000_000)))
        .isEqualTo(moment.toString());
  }
}
