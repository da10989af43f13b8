package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void colourIsForATerminalOfSomebodyWhoDidNotRefuseIt() {
    assertThat(Terminal.hasColor(false, true, Map.of("TERM", "xterm"))).isTrue();
    assertThat(Terminal.hasColor(false, false, Map.of("TERM", "xterm"))).isFalse();
    assertThat(Terminal.hasColor(true, true, Map.of())).isFalse();
    assertThat(Terminal.hasColor(false, true, Map.of("NO_COLOR", "1"))).isFalse();
    // By no-color.org an empty value refuses nothing.
    assertThat(Terminal.hasColor(false, true, Map.of("NO_COLOR", ""))).isTrue();
    assertThat(Terminal.hasColor(false, true, Map.of("TERM", "dumb"))).isFalse();
  }

  @Test
  void theLauncherKnowsBetterThanTheJvmWhichStreamsAreATerminal() {
    Map<String, String> onlyErr = Map.of(Terminal.STREAMS, "err");
    assertThat(Terminal.hasColor(false, true, onlyErr)).isFalse();
    assertThat(Terminal.hasProgress(false, onlyErr)).isTrue();
    assertThat(Terminal.hasProgress(true, Map.of(Terminal.STREAMS, "out"))).isFalse();
    assertThat(Terminal.hasProgress(true, Map.of("TERM", "dumb"))).isFalse();
  }

  @Test
  void aLineIsAsWideAsTheWindowAndNeverTooWideToRead() {
    assertThat(Terminal.width(Map.of("COLUMNS", "80"))).isEqualTo(80);
    assertThat(Terminal.width(Map.of("COLUMNS", "200"))).isEqualTo(100);
    assertThat(Terminal.width(Map.of("COLUMNS", "0"))).isEqualTo(60);
    assertThat(Terminal.width(Map.of("COLUMNS", "wide"))).isEqualTo(100);
    assertThat(Terminal.width(Map.of())).isEqualTo(100);
  }
}
