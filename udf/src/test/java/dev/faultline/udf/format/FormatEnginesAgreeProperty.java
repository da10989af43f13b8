package dev.faultline.udf.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Byte matcher and regex agree on every format for samples with random damage. */
class FormatEnginesAgreeProperty {

  private static final List<LogFormat> FORMATS = FormatFiles.shippedSet().formats();
  private static final List<Pattern> REGEXES =
      FORMATS.stream().map(format -> Pattern.compile(format.regex())).toList();
  private static final List<Pattern> PARTS =
      FORMATS.stream().map(format -> Pattern.compile(format.partsRegex())).toList();
  private static final List<String> LINES =
      FORMATS.stream()
          .flatMap(
              format ->
                  Stream.concat(
                      format.spec().matches().stream().map(FormatSpec.Sample::line),
                      format.spec().rejects().stream()))
          .toList();
  private static final String CHARACTERS = " 0019[]<>()-:.,TZ+_/aInWé€\t\"{}";

  @Property(tries = 20_000, shrinking = ShrinkingMode.BOUNDED)
  void agree(@ForAll long seed) {
    String line = mutated(new Random(seed));
    byte[] bytes = ("#" + line + "0 ").getBytes(UTF_8);
    int end = bytes.length - 2;
    Header header = new Header();
    for (int i = 0; i < FORMATS.size(); i++) {
      LogFormat format = FORMATS.get(i);
      Matcher matcher = REGEXES.get(i).matcher(line);
      boolean matched = format.match(bytes, 1, end, header);
      String as = format.spec().id() + ": " + line;
      assertThat(matched).as(as).isEqualTo(matcher.find());
      assertThat(matched).as(as).isEqualTo(PARTS.get(i).matcher(line).find());
      if (matched) {
        assertThat(end == 1 || format.mayBegin(bytes[1])).as(as).isTrue();
        assertThat(matcher.groupCount()).isEqualTo(format.groups().size());
        for (int group = 0; group < format.groups().size(); group++) {
          check(format, format.groups().get(group), matcher.group(group + 1), bytes, end, header);
        }
      }
    }
  }

  private static void check(
      LogFormat format, String name, String text, byte[] bytes, int end, Header header) {
    String as = format.spec().id() + " " + name + ": " + new String(bytes, 1, end - 1, UTF_8);
    switch (name) {
      case "body" ->
          assertThat(new String(bytes, header.bodyStart, end - header.bodyStart, UTF_8))
              .as(as)
              .isEqualTo(text);
      case "time" -> {
        if (text == null) {
          assertThat(header.hasTime).as(as).isFalse();
        }
      }
      case "level" -> {
        int expected = text == null ? 0 : Severity.ofToken(format.spec(), text);
        assertThat(header.severityNumber).as(as).isEqualTo(expected);
      }
      case "priority" -> {
        int value = text == null ? 999 : Integer.parseInt(text);
        int expected =
            value > 191
                ? 0
                : Severity.NUMBERS.get(format.spec().levels().get(Severity.SYSLOG.get(value % 8)));
        assertThat(header.severityNumber).as(as).isEqualTo(expected);
      }
      case "uptime_seconds" -> {
        long expected = Header.NO_UPTIME;
        if (text != null && (text + ".").indexOf('.') <= 11) {
          expected =
              new BigDecimal(text).setScale(6, RoundingMode.DOWN).unscaledValue().longValueExact();
        }
        assertThat(header.uptimeMicros).as(as).isEqualTo(expected);
      }
      default -> {
        Header.Slice slice = Header.Slice.valueOf(name.toUpperCase(Locale.ROOT));
        int start = header.start(slice);
        String found =
            start < 0 ? null : new String(bytes, start, header.end(slice) - start, UTF_8);
        assertThat(found).as(as).isEqualTo("-".equals(text) ? null : text);
      }
    }
  }

  private static String mutated(Random random) {
    StringBuilder line = new StringBuilder(LINES.get(random.nextInt(LINES.size())));
    for (int left = random.nextInt(5); left > 0 && !line.isEmpty(); left--) {
      // Most damage is done to the header, not to the body.
      int at = random.nextInt(Math.min(line.length(), 70));
      char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
      switch (random.nextInt(5)) {
        case 0 -> line.setCharAt(at, c);
        case 1 -> line.insert(at, c);
        case 2 -> line.deleteCharAt(at);
        case 3 -> line.insert(at, line.substring(at, Math.min(at + 6, line.length())));
        default -> {
          String other = LINES.get(random.nextInt(LINES.size()));
          line.setLength(at);
          line.append(other.substring(Math.min(at, other.length())));
        }
      }
    }
    return line.toString();
  }
}
