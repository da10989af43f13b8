package dev.faultline.udf.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped format reads its samples as it says, and no earlier format takes one of them. */
class FormatContractTest {

  private static final FormatSet SET = FormatFiles.shippedSet();

  static Stream<LogFormat> formats() {
    return SET.formats().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void matchesMeanWhatTheySay(LogFormat format) {
    Header header = new Header();
    assertThat(format.spec().matches()).hasSizeGreaterThanOrEqualTo(3);
    for (FormatSpec.Sample sample : format.spec().matches()) {
      byte[] line = sample.line().getBytes(UTF_8);
      assertThat(format.match(line, 0, line.length, header)).as(sample.line()).isTrue();
      assertThat(meaning(sample, line, header)).isEqualTo(normal(sample));
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void rejectsAreRejected(LogFormat format) {
    Header header = new Header();
    assertThat(format.spec().rejects()).hasSizeGreaterThanOrEqualTo(3);
    for (String reject : format.spec().rejects()) {
      byte[] line = reject.getBytes(UTF_8);
      assertThat(format.match(line, 0, line.length, header)).as(reject).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void noOtherFormatTakesASample(LogFormat format) {
    int own = SET.formats().indexOf(format);
    Header header = new Header();
    for (FormatSpec.Sample sample : format.spec().matches()) {
      byte[] line = sample.line().getBytes(UTF_8);
      int first = SET.match(line, 0, line.length, -1L, header);
      assertThat(first).as(sample.line()).isEqualTo(own);
    }
  }

  @Test
  void thereAreFormats() {
    assertThat(SET.formats()).hasSizeGreaterThanOrEqualTo(10);
  }

  private static FormatSpec.Sample normal(FormatSpec.Sample sample) {
    String uptime = sample.uptimeSeconds();
    return new FormatSpec.Sample(
        sample.line(),
        sample.reference(),
        sample.timestamp() == null ? null : Instant.parse(sample.timestamp()).toString(),
        sample.level(),
        sample.host(),
        sample.service(),
        sample.pid(),
        sample.rank(),
        sample.component(),
        uptime == null ? null : new BigDecimal(uptime).setScale(6).toPlainString(),
        sample.body());
  }

  private static FormatSpec.Sample meaning(FormatSpec.Sample sample, byte[] line, Header header) {
    LocalDate reference = sample.reference() == null ? null : LocalDate.parse(sample.reference());
    long micros = new TimeResolver(ZoneOffset.UTC, reference).resolve(header, TimeResolver.NONE);
    return new FormatSpec.Sample(
        sample.line(),
        sample.reference(),
        micros == TimeResolver.NONE
            ? null
            : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString(),
        Severity.NUMBERS.entrySet().stream()
            .filter(level -> Objects.equals(level.getValue(), header.severityNumber))
            .map(level -> level.getKey())
            .findFirst()
            .orElse(null),
        text(line, header, Header.Slice.HOST),
        text(line, header, Header.Slice.SERVICE),
        text(line, header, Header.Slice.PID),
        text(line, header, Header.Slice.RANK),
        text(line, header, Header.Slice.COMPONENT),
        header.uptimeMicros == Header.NO_UPTIME
            ? null
            : BigDecimal.valueOf(header.uptimeMicros, 6).toPlainString(),
        new String(line, header.bodyStart, line.length - header.bodyStart, UTF_8));
  }

  private static String text(byte[] line, Header header, Header.Slice slice) {
    int start = header.start(slice);
    return start < 0 ? null : new String(line, start, header.end(slice) - start, UTF_8);
  }
}
