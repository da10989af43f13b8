package dev.faultline.udf.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each letter of a layout reads, as bytes and as a regex. */
class TimeLayoutTest {

  private static final LocalDate REFERENCE = LocalDate.of(2026, 3, 14);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yy/MM/dd HH:mm:ss | 26/03/14 03:30:11 | 2026-03-14T03:30:11Z",
        "yy/MM/dd HH:mm:ss | 00/02/29 03:30:11 | 2000-02-29T03:30:11Z",
        "yyMMdd HHmmss     | 081109 203615     | 2008-11-09T20:36:15Z",
        "yyyyMMdd-H:m:s    | 20171224-0:28:0   | 2017-12-24T00:28:00Z",
        "yyyyMMdd-H:m:s    | 20171224-12:8:59  | 2017-12-24T12:08:59Z",
        "yyyy-M-dd HH:mm:ss | 2026-3-14 03:30:11 | 2026-03-14T03:30:11Z",
        "Mdd HH:mm:ssF     | 314 03:30:11.900123456 | 2026-03-14T03:30:11.900123Z",
        "Mdd HH:mm:ssF     | 1018 10:05:23.5   | 2025-10-18T10:05:23.500Z",
        "MM-dd HH:mm:ssF   | 03-14 03:30:11,25 | 2026-03-14T03:30:11.250Z",
        "epoch             | 1131566461        | 2005-11-09T20:01:01Z",
        "epochf            | 1131566461.25     | 2005-11-09T20:01:01.250Z",
        "epochf            | 1131566461        | 2005-11-09T20:01:01Z",
        "epoch             | 9999999999        | 2286-11-20T17:46:39Z",
        "epochms           | 1696349961228     | 2023-10-03T16:19:21.228Z",
        "yyyy-MM-dd HH:mm:ss X | 2026-03-14 03:30:11 UTC | 2026-03-14T03:30:11Z",
        "yyyy-MM-dd HH:mm:ss X | 2026-03-14 03:30:11 GMT | 2026-03-14T03:30:11Z",
        "yyyy-MM-dd HH:mm:ss X | 2026-03-14 03:30:11 +0130 | 2026-03-14T02:00:11Z"
      })
  void reads(String layout, String text, String expected) {
    TimeLayout time = new TimeLayout(layout);
    Header header = new Header();
    header.clear();
    byte[] bytes = (text + " x").getBytes(UTF_8);
    assertThat(time.match(bytes, 0, bytes.length, header)).isEqualTo(text.length());
    assertThat(text).matches(time.regex()).matches(time.capturing(new ArrayList<>()));
    long micros = new TimeResolver(ZoneOffset.ofHours(0), REFERENCE).resolve(header, 0);
    assertThat(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)).isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mdd HH:mm:ss | 14 03:30:11",
        "Mdd HH:mm:ss | 20314 03:30:11",
        "H:m:s MM-dd  | 0:28: 12-24",
        "MM-dd HH:mm:ssF | 03-14 03:30:11",
        "epoch x | 113156646 x",
        "epochms | 169634996122",
        "yyyy-MM-dd HH:mm:ss X | 2026-03-14 03:30:11 CET"
      })
  void refuses(String layout, String text) {
    TimeLayout time = new TimeLayout(layout.replace(" x", ""));
    byte[] bytes = text.getBytes(UTF_8);
    Header header = new Header();
    header.clear();
    assertThat(time.match(bytes, 0, bytes.length, header)).isEqualTo(-1);
    assertThat(Pattern.compile(time.regex()).matcher(text).lookingAt()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "epoch HH:mm:ss",
        "epochms f",
        "MM-dd HH:mm",
        "MM-M-dd HH:mm:ss",
        "yyyy-yy-MM-dd HH:mm:ss",
        "MM-dd HH:mm:ssfF",
        "Hmm:ss MM-dd",
        "MddHH:mm:ss",
        "MM-dd H:m:sHH"
      })
  void aLayoutThatIsNoneIsRefused(String layout) {
    assertThatThrownBy(() -> new TimeLayout(layout))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layout '" + layout + "'");
  }

  @Test
  void secondsSince1970NeedNoZone() {
    TimeLayout time = new TimeLayout("epoch");
    Header header = new Header();
    header.clear();
    byte[] bytes = "1131566461".getBytes(UTF_8);
    time.match(bytes, 0, bytes.length, header);
    assertThat(new TimeResolver(ZoneOffset.ofHours(5), null).resolve(header, 0))
        .isEqualTo(1_131_566_461_000_000L);
  }
}
