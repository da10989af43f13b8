package dev.faultline.udf.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineTextTest {

  private static final FormatSet SET = FormatFiles.shippedSet();
  private static final TimeResolver TIMES = new TimeResolver(ZoneOffset.UTC, null);

  private final LineText text = new LineText(SET);

  /** What was read: its lines, the format of the first, and what its wrapper says. */
  private record Read(List<String> lines, String format, String wrapperTime) {

    String first() {
      return lines.get(0);
    }
  }

  private Read read(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    text.read(bytes, 0, bytes.length);
    Header header = new Header();
    int index = text.match(-1L, header);
    index = index < 0 && text.isWrapped() ? text.matchWrapper(header) : index;
    long micros = text.wrapperMicros(TIMES);
    List<String> lines = new ArrayList<>();
    do {
      lines.add(new String(text.bytes(), UTF_8));
    } while (text.nextLine());
    return new Read(
        lines,
        index < 0 ? null : text.format(index).spec().id(),
        micros == TimeResolver.NONE
            ? null
            : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2026-03-14T03:30:11Z stdout F I0314 03:29:00.5    1 a.go:1] x | glog | I0314 03:29:00.5    1 a.go:1] x",
        "2026-03-14T03:30:11Z stderr F {\"level\":\"warn\",\"msg\":\"m\",\"time\":\"2026-03-14T03:29:00Z\"} | json | 2026-03-14T03:29:00Z <warn> : m",
        "{\"log\":\"{\\\"level\\\":\\\"warn\\\",\\\"msg\\\":\\\"m\\\"}\\n\",\"stream\":\"stdout\",\"time\":\"2026-03-14T03:30:11Z\"} | json | <warn> : m",
        "{\"log\":\"2026-03-14T03:20:00Z stdout F INFO:     up\\n\",\"time\":\"2026-03-14T03:30:11Z\"} | uvicorn | INFO:     up",
        "{\"log\":\"hello\\n\",\"stream\":\"stdout\",\"time\":\"2026-03-14T03:30:11Z\"} | docker-json | 2026-03-14T03:30:11Z stdout: hello",
        "2026-03-14T03:30:11Z stdout F hello | cri | 2026-03-14T03:30:11Z stdout F hello"
      })
  void whatIsInsideIsReadAndTheOutermostWrapperTellsTheTime(
      String line, String format, String first) {
    assertThat(read(line)).isEqualTo(new Read(List.of(first), format, "2026-03-14T03:30:11Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}",
        "{ not JSON }",
        "{\"a\":1}",
        "{\"message\":\"a\"}{\"message\":\"b\"}",
        "{\"message\":\"a\",}",
        "{\"message\":\"\\ud800",
        "Mar 14 02:11:09 node-1 kernel: x"
      })
  void anyOtherLineStays(String line) {
    byte[] bytes = ("..." + line + "...").getBytes(UTF_8);
    text.read(bytes, 3, bytes.length - 3);
    assertThat(text.buffer()).isSameAs(bytes);
    assertThat(text.start()).isEqualTo(3);
    assertThat(text.end()).isEqualTo(bytes.length - 3);
    assertThat(text.nextLine()).isFalse();
    assertThat(text.isWrapped() || text.isJson()).isFalse();
  }

  @Test
  void aMessageOfSeveralLinesAndAStackTraceMakeARecordOfSeveral() {
    String json =
        "{\"level\":\"ERROR\",\"message\":\"boom\\nsecond\",\"shard\":7,"
            + "\"stack_trace\":\"java.io.IOException: disk\\n\\tat a.B.c(B.java:1)\\n\"}";
    assertThat(read(json).lines())
        .containsExactly(
            "<error> : boom shard=7",
            "second",
            "java.io.IOException: disk",
            "\tat a.B.c(B.java:1)",
            "");
  }

  @Test
  void keysThatNoTemplateNamesStandBehindTheMessage() {
    String json =
        "{\"msg\":\"m\",\"a\":1.50,\"b c\":\"d e\",\"f\":\"\",\"g\":null,\"h\":{\"i\":[1,{\"j\":2}]},"
            + "\"a\":\"again\",\"k\":\"l\\nm\",\"caller\":\"x.go:1\"}";
    assertThat(read(json).first())
        .isEqualTo("<> : m a=1.50 \"b c\"=\"d e\" f=\"\" h.i=[1,{\"j\":2}] k=\"l\\nm\"");
  }

  /** In a field of the header only what the header can hold; in the message all that was there. */
  @Test
  void valuesCannotForgeAHeader() {
    Read read =
        read(
            "{\"msg\":\"2026-01-01 <fatal> x: y\",\"hostname\":\"a b> c\",\"logger\":\"s: <fatal>\","
                + "\"level\":\"no level\",\"time\":\"2026-03-14T03:30:11Z\"}");
    assertThat(read.first())
        .isEqualTo("2026-03-14T03:30:11Z @a_b__c <> s___fatal_: 2026-01-01 <fatal> x: y");
  }

  @Test
  void aPartOfALineSaysSo() {
    assertThat(read("2026-03-14T03:30:11Z stdout P abc").format()).isEqualTo("cri-part");
    assertThat(text.isPart()).isTrue();
    read("{\"log\":\"" + "x".repeat(16 << 10) + "\",\"time\":\"2026-03-14T03:30:11Z\"}");
    assertThat(text.isPart()).isTrue();
    read("{\"log\":\"x\",\"time\":\"2026-03-14T03:30:11Z\"}");
    assertThat(text.isPart()).isFalse();
  }

  @Test
  void withoutWrappersOnlyJsonIsTakenOff() {
    text.onlyJson();
    assertThat(read("2026-03-14T03:30:11Z stdout F hello").format()).isNull();
    assertThat(read("{\"log\":\"hello\",\"time\":\"2026-03-14T03:30:11Z\"}").format())
        .isEqualTo("docker-json");
  }

  @Test
  void hostileObjectsTakeNoTimeAndNoMemory() {
    int megabyte = 1 << 20;
    String name = "n".repeat(500);
    Map<String, String> lines =
        Map.of(
            "deep",
                ("{\"" + name + "\":").repeat(megabyte / 500) + "1" + "}".repeat(megabyte / 500),
            "lists", "{\"message\":" + "[".repeat(megabyte / 2) + "]".repeat(megabyte / 2) + "}",
            "keys", "{\"message\":\"m\"" + ",\"k\":1".repeat(megabyte / 6) + "}",
            "digits", "{\"message\":\"m\",\"time\":" + "9".repeat(megabyte) + "}",
            "wrapped", "{\"log\":\"".repeat(megabyte / 9) + "}");
    lines.forEach(
        (what, line) ->
            Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> read(line), "took too long: " + what));
  }

  @Provide
  Arbitrary<String> damaged() {
    List<String> samples =
        FormatFiles.shipped().stream()
            .filter(format -> !format.isPlain())
            .flatMap(format -> format.matches().stream().map(FormatSpec.Sample::line))
            .toList();
    Arbitrary<String> pieces =
        Arbitraries.of("", "\"", "\\", "{", "}", "[", ",", "\\n", "\u0000", "\n", "é", "\\ud800");
    return Arbitraries.of(samples)
        .flatMap(
            line ->
                Arbitraries.integers()
                    .between(0, line.length())
                    .flatMap(
                        at ->
                            Arbitraries.integers()
                                .between(at, Math.min(line.length(), at + 4))
                                .flatMap(
                                    to ->
                                        pieces.map(
                                            piece ->
                                                line.substring(0, at)
                                                    + piece
                                                    + line.substring(to)))));
  }

  /** Whatever it holds, a line is read the same again, and its text is read by its format. */
  @Property
  void damagedLinesAreReadOrStay(@ForAll("damaged") String line) {
    Read once = read(line);
    assertThat(read(line)).isEqualTo(once);
    if (once.format() != null) {
      byte[] first = once.first().getBytes(UTF_8);
      LogFormat taker =
          SET.formats().stream()
              .filter(format -> format.spec().id().equals(once.format()))
              .findFirst()
              .orElseThrow();
      assertThat(taker.match(first, 0, first.length, new Header())).isTrue();
    }
  }
}
