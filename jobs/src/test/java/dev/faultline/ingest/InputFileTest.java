package dev.faultline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.catalog.Catalog;
import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.Header;
import dev.faultline.udf.format.LogFormat;
import dev.faultline.udf.format.TimeResolver;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which year a line lies that names none. */
class InputFileTest {

  private static final FormatSet FORMATS =
      new FormatSet(Catalog.bundled().formats().stream().map(LogFormat::compile).toList());

  private static InputFile file(Instant modified, LocalDate dateInPath) {
    return new InputFile(0, "file:/log", 1, modified, Compression.NONE, dateInPath);
  }

  private static LocalDate day(String syslogTime, LocalDate reference) {
    byte[] line = (syslogTime + " node-1 kernel: x").getBytes(UTF_8);
    Header header = new Header();
    assertThat(FORMATS.match(line, 0, line.length, -1L, header)).isNotNegative();
    long micros = new TimeResolver(ZoneOffset.UTC, reference).resolve(header, TimeResolver.NONE);
    return LocalDate.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-10-18T12:00:00Z, Dec 31 23:59:59, 2023-12-31",
    "2024-10-18T12:00:00Z, Oct 18 11:59:59, 2024-10-18",
    "2024-10-18T12:00:00Z, Mar  1 00:00:00, 2024-03-01",
    "2024-10-18T12:00:00Z, Feb 29 00:00:00, 2024-02-29",
    "2024-10-18T12:00:00Z, Nov  1 00:00:00, 2023-11-01",
    // Clocks go wrong, and local ones are ahead of UTC.
    "2024-10-18T00:00:01Z, Oct 19 12:00:00, 2024-10-19",
    "2024-10-18T23:59:59Z, Oct 19 14:00:00, 2024-10-19",
    "2024-10-18T23:59:59Z, Oct 21 00:00:00, 2023-10-21",
    "2025-01-01T00:05:00Z, Dec 31 23:59:59, 2024-12-31",
    "2025-01-01T00:05:00Z, Jan  1 00:04:59, 2025-01-01",
    "2025-12-31T23:59:59Z, Jan  1 01:00:00, 2026-01-01",
    "2023-12-31T12:00:00Z, Feb  1 00:00:00, 2023-02-01"
  })
  void noLineIsLaterThanTheLastChangeOfItsFile(Instant modified, String line, LocalDate day) {
    assertThat(day(line, file(modified, null).referenceDate(null))).isEqualTo(day);
  }

  @Test
  void aDayThatWasNamedIsNearestOnBothSides() {
    LocalDate named = LocalDate.of(2024, 10, 18);
    Instant changed = Instant.parse("2024-10-18T12:00:00Z");
    assertThat(day("Dec 31 00:00:00", file(changed, named).referenceDate(null)))
        .isEqualTo("2024-12-31");
    assertThat(day("Dec 31 00:00:00", file(changed, null).referenceDate(named)))
        .isEqualTo("2024-12-31");
  }
}
