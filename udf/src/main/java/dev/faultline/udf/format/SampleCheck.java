package dev.faultline.udf.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Compares what a format reads in a line with what the sample of that line states. */
public final class SampleCheck {

  /**
   * A field that is not read as the sample states it.
   *
   * @param field its key in the sample
   * @param stated its value in the sample, or null
   * @param found what the format reads, or null
   */
  public record Difference(String field, String stated, String found) {}

  private SampleCheck() {}

  /**
   * Returns the fields that differ. What the sample leaves out, the line must not say.
   *
   * @param line the sample's line as UTF-8
   * @param header what the format read in it
   */
  public static List<Difference> differences(FormatSpec.Sample sample, byte[] line, Header header) {
    return Stream.of(
            new Difference("timestamp", sample.timestamp(), timestamp(sample, header)),
            new Difference("level", sample.level(), level(header)),
            new Difference("host", sample.host(), text(line, header, Header.Slice.HOST)),
            new Difference("service", sample.service(), text(line, header, Header.Slice.SERVICE)),
            new Difference("pid", sample.pid(), text(line, header, Header.Slice.PID)),
            new Difference("rank", sample.rank(), text(line, header, Header.Slice.RANK)),
            new Difference(
                "component", sample.component(), text(line, header, Header.Slice.COMPONENT)),
            new Difference("uptime_seconds", sample.uptimeSeconds(), uptimeSeconds(header)),
            new Difference("body", sample.body(), text(line, header.bodyStart, line.length)))
        .filter(difference -> !Objects.equals(difference.stated(), difference.found()))
        .toList();
  }

  private static String timestamp(FormatSpec.Sample sample, Header header) {
    LocalDate reference = sample.reference() == null ? null : LocalDate.parse(sample.reference());
    long micros = new TimeResolver(ZoneOffset.UTC, reference).resolve(header, TimeResolver.NONE);
    return micros == TimeResolver.NONE
        ? null
        : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  private static String level(Header header) {
    return Severity.NUMBERS.entrySet().stream()
        .filter(level -> level.getValue() == header.severityNumber)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private static String uptimeSeconds(Header header) {
    return header.uptimeMicros == Header.NO_UPTIME
        ? null
        : BigDecimal.valueOf(header.uptimeMicros, 6).toPlainString();
  }

  private static String text(byte[] line, Header header, Header.Slice slice) {
    return header.start(slice) < 0 ? null : text(line, header.start(slice), header.end(slice));
  }

  private static String text(byte[] line, int start, int end) {
    return new String(line, start, end - start, UTF_8);
  }
}
