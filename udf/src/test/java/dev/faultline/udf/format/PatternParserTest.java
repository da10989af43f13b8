package dev.faultline.udf.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the pattern language refuses, and what it says then. */
class PatternParserTest {

  private static final Map<String, FieldSpec> FIELDS =
      Map.of(
          "host", new FieldSpec("chars", null, "^ "),
          "service", new FieldSpec("chars", null, "a-z:"),
          "pid", new FieldSpec("number", null, null));

  @Test
  void refusesAFieldThatSwallowsWhatFollows() {
    refused("{service}: {body}", "{service} may go on with the first character");
    refused("{host}({pid})?x{body}", "{host} may go on");
    refused("{pid}.{body}", "{pid} may go on");
  }

  @Test
  void refusesAGroupThatBeginsLikeWhatFollows() {
    refused("({pid} )?{host} {body}", "may begin like what follows it");
  }

  @Test
  void allowsAnyGroupRightBeforeTheBody() {
    LogFormat format = compile("{host} (- )?([{pid}] )?{body}");
    assertThat(format.groups()).isEqualTo(List.of("host", "pid", "body"));
    assertThat(format.regex())
        .isEqualTo("^([^\\n ]+) (?:- )?(?:\\[ *([0-9]+(?:\\.[0-9]+)?)\\] )?([^\\n]*)");
  }

  @Test
  void refusesMalformedPatterns() {
    refused("{host} ", "it lacks {body}");
    refused("{host} {body} x", "behind {body} must stand in an optional group");
    refused("{who} {body}", "{who} is not among the fields");
    refused("{host} {host} {body}", "{host} stands in it twice");
    refused("({host} ", "must end in ')?'");
    refused("({host} {body})?", "{body} must stand once, and in no group");
    refused("{host {body", "not closed");
    refused("x) {body}", "closes nothing");
    refused("ä {body}", "printable ASCII");
  }

  @Test
  void namesTheFieldAtFault() {
    assertThatThrownBy(
            () -> compile("{time} {body}", Map.of("time", new FieldSpec("time", "yyyy-QQ", null))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("format 'test', field 'time': layout 'yyyy-QQ': 'Q' has no meaning");
  }

  @Test
  void refusesTwoTimes() {
    FieldSpec time = new FieldSpec("time", "MM/dd HH:mm:ss", null);
    assertThatThrownBy(() -> compile("{time} {seen} {body}", Map.of("time", time, "seen", time)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two fields of type time");
  }

  @Test
  void keepsThePriorityWhereTheOptionalLevelIsNotThere() {
    Map<String, String> levels = new HashMap<>(Map.of("info", "INFO"));
    for (int i = 0; i < 8; i++) {
      levels.put(String.valueOf(i), "WARN");
    }
    Map<String, FieldSpec> fields =
        Map.of(
            "priority", new FieldSpec("priority", null, null),
            "level", new FieldSpec("level", null, null));
    LogFormat format =
        LogFormat.compile(
            new FormatSpec(
                "test",
                "Test",
                0,
                false,
                false,
                "<{priority}>({level}: )?{body}",
                fields,
                levels,
                null,
                null,
                null,
                null,
                null,
                null));
    assertThat(match(format, "<3>info: x").severityNumber).isEqualTo(9);
    assertThat(match(format, "<3>info x").severityNumber).isEqualTo(13);
  }

  @Test
  void dashAmongWordsStandsForNone() {
    LogFormat format =
        compile("{host} {body}", Map.of("host", new FieldSpec("words", null, "-|here")));
    assertThat(match(format, "- x").start(Header.Slice.HOST)).isEqualTo(-1);
    assertThat(match(format, "here x").start(Header.Slice.HOST)).isZero();
  }

  @Test
  void aDottedNameHasThreeParts() {
    LogFormat format =
        compile("{service}: {body}", Map.of("service", new FieldSpec("dotted", null, null)));
    for (String name : List.of("a.b.c", "org.example.Main$Inner", "train-7.step.of.1", "_a.1.$")) {
      Header header = match(format, name + ": x");
      assertThat(header.end(Header.Slice.SERVICE)).isEqualTo(name.length());
    }
    for (String other :
        List.of("Epoch", "model.h5", "10.20.0.4", ".a.b", "a.b.", "a..b", "a b.c.d", "")) {
      byte[] bytes = (other + ": x").getBytes(UTF_8);
      assertThat(format.match(bytes, 0, bytes.length, new Header())).as(other).isFalse();
      assertThat(Pattern.compile(format.regex()).matcher(other + ": x").find()).isFalse();
    }
  }

  @Test
  void aHostIsNotDigitsAlone() {
    LogFormat format = compile("{host}:{body}", Map.of("host", new FieldSpec("host", null, null)));
    for (String name : List.of("gpu-node-01", "10.20.0.4", "3a", "_")) {
      assertThat(match(format, name + ":x").end(Header.Slice.HOST)).isEqualTo(name.length());
      assertThat(Pattern.compile(format.regex()).matcher(name + ":x").find()).isTrue();
    }
    for (String other : List.of("03", "", "a b", "7 a")) {
      byte[] bytes = (other + ":x").getBytes(UTF_8);
      assertThat(format.match(bytes, 0, bytes.length, new Header())).as(other).isFalse();
      assertThat(Pattern.compile(format.regex()).matcher(other + ":x").find()).isFalse();
    }
  }

  @Test
  void namesThePartsOfATime() {
    LogFormat format =
        compile(
            "({host} )?{time}: {body}",
            Map.of(
                "host", new FieldSpec("chars", null, "a-z"),
                "time", new FieldSpec("time", "MMM d HH:mm:ssfX", null)));
    assertThat(String.join(" ", format.partsGroups()))
        .isEqualTo(
            "host time_month_name time_day time_hour time_minute time_second time_fraction"
                + " time_zone body");
    Matcher matcher = Pattern.compile(format.partsRegex()).matcher("Mar  4 02:11:09,25Z: x");
    assertThat(matcher.replaceAll("$1|$2|$3|$4|$5|$6|$7|$8|$9"))
        .isEqualTo("|Mar| 4|02|11|09|25|Z|x");
  }

  private static Header match(LogFormat format, String line) {
    Header header = new Header();
    byte[] bytes = line.getBytes(UTF_8);
    assertThat(format.match(bytes, 0, bytes.length, header)).isTrue();
    return header;
  }

  private static void refused(String pattern, String message) {
    assertThatThrownBy(() -> compile(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("format 'test'")
        .hasMessageContaining(message);
  }

  private static LogFormat compile(String pattern) {
    Map<String, FieldSpec> used = new HashMap<>(FIELDS);
    used.keySet().removeIf(name -> !pattern.contains("{" + name));
    return compile(pattern, used);
  }

  private static LogFormat compile(String pattern, Map<String, FieldSpec> fields) {
    return LogFormat.compile(
        new FormatSpec(
            "test", "Test", 0, false, false, pattern, fields, null, null, null, null, null, null,
            null));
  }
}
