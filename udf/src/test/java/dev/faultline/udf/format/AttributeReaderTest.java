package dev.faultline.udf.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributeReaderTest {

  private static Map<String, String> read(String line, String body, AttributeSpec... attributes) {
    FormatSpec format =
        new FormatSpec(
            "test",
            "",
            0,
            false,
            false,
            "{body}",
            null,
            null,
            null,
            null,
            null,
            List.of(attributes),
            null,
            null);
    return new AttributeReader(format).read(line, body);
  }

  private static AttributeSpec text(String pattern) {
    return new AttributeSpec("x", null, null, pattern);
  }

  private static AttributeSpec integer(String pattern) {
    return new AttributeSpec("x", "integer", null, pattern);
  }

  @Test
  void readsInTheBodyOrInTheLine() {
    assertThat(read("a b", "b", text("([a-z])"))).containsExactly(Map.entry("x", "b"));
    assertThat(read("a b", "b", new AttributeSpec("x", "text", "line", "([a-z])")))
        .containsExactly(Map.entry("x", "a"));
  }

  @Test
  void nothingAndADashAreNoValue() {
    assertThat(read("", "\"\" \"-\"", text("^\"([^\"]*)\""))).isEmpty();
    assertThat(read("", "\"\" \"-\"", text(" \"([^\"]*)\""))).isEmpty();
    assertThat(read("", "abc", text("(x)?c"))).isEmpty();
    assertThat(read("", "abc", text("d(x)"))).isEmpty();
  }

  @Test
  void anIntegerHasDigitsAlone() {
    assertThat(read("", "size 12", integer("size (.*)"))).containsEntry("x", "12");
    assertThat(read("", "size +12", integer("size (.*)"))).isEmpty();
    assertThat(read("", "size 1.5", integer("size (.*)"))).isEmpty();
    assertThat(read("", "size ٣", integer("size (.*)"))).isEmpty();
    String longest = "9".repeat(18);
    assertThat(read("", "size " + longest, integer("size (.*)"))).containsEntry("x", longest);
    assertThat(read("", "size 1" + longest, integer("size (.*)"))).isEmpty();
  }

  @Test
  void anEscapedQuoteEndsNoField() {
    String first = "^\"([^\"]*)\"";
    String second = "^\"[^\"]*\" \"([^\"]*)\"";
    String body = "\"a \\\"b\\\" c\" \"d\\\\\" \"e\"";
    assertThat(read("", body, text(first))).containsEntry("x", "a \\\"b\\\" c");
    assertThat(read("", body, text(second))).containsEntry("x", "d\\\\");
  }

  @Test
  void aMillionEscapesAreReadToo() {
    String field = "\\x16\\\"".repeat(200_000);
    assertThat(read("", "\"" + field + "\" 400", text("^\"([^\"]*)\" 400")))
        .containsEntry("x", field);
  }
}
