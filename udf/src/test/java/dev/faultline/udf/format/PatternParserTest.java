package dev.faultline.udf.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        new FormatSpec("test", "Test", 0, false, pattern, fields, null, null, null, null));
  }
}
