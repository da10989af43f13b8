package dev.faultline.udf.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link MaskSpec} and {@link KeepRule} refuse, and what the expressions may use. */
class MaskSpecTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "=x=", "a", "a1=", "é=", "a\t=", "beef-", "facadefacade-"})
  void refusesFieldLiteral(String literal) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fields(List.of(literal), null))
        .withMessageContaining("mask.value_until_space '" + literal + "'");
  }

  @Test
  void refusesFieldsThatBeginAlike() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fields(List.of("id="), List.of("id=a=")))
        .withMessageContaining("begin alike");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|''|0|''|exactly one",
        "'a '|' b'|0|''|exactly one",
        "'a '|''|8|''|max_digits",
        "'a '|''|-1|''|max_digits",
        "'a '|''|0|x|only_value",
        "a|''|0|''|must end with",
        "a-|''|0|''|must end with",
        "'<a '|''|0|''|must not hold",
        "'1 '|''|0|''|overlap",
        "'a 1 a '|''|0|''|overlap",
        "'a…b '|''|0|''|followed by ')'",
        "'…) '|''|0|''|not empty",
        "'a)…) '|''|0|''|come again",
        "'a…)a '|''|0|''|come again",
        "'a1(…) '|''|0|''|no digit",
        "''|a|0|''|must start with",
        "''|-a|0|''|must start with",
        "''|' a1'|0|''|no digit",
      })
  void refusesKeepRule(String after, String before, int digits, String only, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeepRule(after, before, digits, only))
        .withMessageContaining("after '" + after + "'")
        .withMessageContaining(message);
  }

  @Test
  void refusesKeepLiteralThatHoldsAField() {
    KeepRule rule = new KeepRule("", " id=x", 0, "");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MaskSpec("1", 9, List.of("id="), null, List.of(rule), null, 12, null))
        .withMessageContaining("holds the field literal 'id='");
  }

  @Test
  void refusesMissingNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MaskSpec("1", 0, null, null, null, null, 12, null))
        .withMessageContaining("mask.max_characters is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MaskSpec("1", 9, null, null, null, null, 0, null))
        .withMessageContaining("mask.blob_length is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MaskSpec(" ", 9, null, null, null, null, 12, null))
        .withMessageContaining("mask.version");
  }

  @Test
  void patternsKeepToWhatAGpuRuns() {
    for (MaskStep step : MaskFiles.shipped().expressions()) {
      String pattern = "";
      if (step instanceof MaskStep.Replace replace) {
        pattern = replace.pattern();
      } else if (step instanceof MaskStep.ReplaceIfContains replace) {
        pattern = replace.pattern();
      }
      String bare = pattern.replaceAll("\\\\[\\\\^$.|?*+()\\[\\]{}]", "").replace("[^", "[");
      assertThat(bare.replaceAll("\\[[^\\]]*\\]", "")).as(pattern).doesNotContain(".", "^", "$");
      assertThat(bare.replace("\\n", "")).as(pattern).doesNotContain("\\");
      assertThat(bare.replace("(?:", "")).as(pattern).doesNotContain("(?", "*?", "+?", "*+", "++");
    }
  }

  @Test
  void survivesSerialization() throws Exception {
    MaskSpec spec = MaskFiles.shipped();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(spec);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(spec);
    }
  }

  private static MaskSpec fields(List<String> untilSpace, List<String> untilEnd) {
    return new MaskSpec("1", 1024, untilSpace, untilEnd, null, null, 12, null);
  }
}
