package dev.faultline.udf.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnsiEscapesTest {

  @ParameterizedTest
  @CsvSource({
    "'no colours', 'no colours'",
    "'^[[31mred^[[0m', 'red'",
    "'^[[1;38;5;196mERROR^[[m: x', 'ERROR: x'",
    "'^[[?25l^[[2Kdone^[[?25h', 'done'",
    "'^[]0;title^Gtext', 'text'",
    "'^[]8;;https://a.b^[\\link^[]8;;^[\\', 'link'",
    "'^[(Bplain^[=', 'plain'",
    "'^[]8;;never ends', ']8;;never ends'",
    "'^[] NVRM: Xid 79^G ok', '] NVRM: Xid 79^G ok'",
    "'^[P NVRM: Xid 79^G ok', 'P NVRM: Xid 79^G ok'",
    "'^[2026-03-14 ERROR x', '2026-03-14 ERROR x'",
    "'^[ ERROR x', ' ERROR x'",
    "'a^[[31', 'a[31'",
    "'a^[', 'a'",
    "'^[[31^[[32mx', '[31x'",
    "'^[[3é', '[3é'",
    "'^[é', 'é'"
  })
  void sequencesGoAndTextStays(String text, String plain) {
    assertThat(AnsiEscapes.removed(text.replace("^[", "\u001b").replace("^G", "\u0007")))
        .isEqualTo(plain.replace("^G", "\u0007"));
  }

  @Property
  void noEscapeIsLeftAndTheRestIsOfTheText(@ForAll String text) {
    String plain = AnsiEscapes.removed(text);
    assertThat(plain).doesNotContain("\u001b");
    if (!text.contains("\u001b")) {
      assertThat(plain).isEqualTo(text);
    }
  }

  @Test
  void aBombOfCommandsThatNeverEndIsBounded() {
    String bomb = "\u001b]0;".repeat(250_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(AnsiEscapes.removed(bomb)).hasSize(750_000));
  }
}
