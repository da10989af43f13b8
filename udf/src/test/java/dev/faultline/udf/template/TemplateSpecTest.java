package dev.faultline.udf.template;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateSpecTest {

  private static TemplateSpec spec(String version, int mostTokens, int words, List<String> values) {
    return new TemplateSpec(
        version, mostTokens, words, 10, 3, 3, 3, values, null, null, null, null, null, null);
  }

  @Test
  void aSettingThatMakesNoSenseIsNamed() {
    assertThatThrownBy(() -> spec(" ", 200, 5, null)).hasMessageContaining("templates.version");
    assertThatThrownBy(() -> spec("1", 5, 5, null))
        .hasMessageContaining("templates.most_tokens is 5");
    assertThatThrownBy(() -> spec("1", 200, 1, null)).hasMessageContaining("templates.words is 1");
    assertThatThrownBy(() -> spec("1", 200, 5, List.of("True")))
        .hasMessageContaining("templates.values 'True'");
  }

  @Test
  void aSampleNeedsLines() {
    assertThatThrownBy(() -> new TemplateSpec.Sample(List.of(), "x"))
        .hasMessageContaining("templates.samples");
  }
}
