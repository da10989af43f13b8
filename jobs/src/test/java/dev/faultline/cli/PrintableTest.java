package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintableTest {

  private static final String HOSTILE =
      "a\u001b]0;title\u0007b\r\n\tc\u202ed\u009be\u0000\ud83d\ude00";

  @TempDir private Path folder;

  @Test
  void aTerminalGetsNoControls() {
    assertThat(Printable.onOut(HOSTILE, false, Map.of(Terminal.STREAMS, "out,err")))
        .isEqualTo("a\\u001b]0;title\\u0007b\\u000d\n\tc\\u202ed\\u009be\\u0000\ud83d\ude00");
  }

  @Test
  void whatTellsOfNoColoursIsATerminalAllTheSame() {
    Map<String, String> dumb = Map.of(Terminal.STREAMS, "out", "TERM", "dumb", "NO_COLOR", "1");
    assertThat(Printable.onOut("\u001b", false, dumb)).isEqualTo("\\u001b");
  }

  @Test
  void aPipeGetsTheBytesAsTheyAre() {
    assertThat(Printable.onOut(HOSTILE, true, Map.of(Terminal.STREAMS, "err"))).isEqualTo(HOSTILE);
    assertThat(Printable.onOut(HOSTILE, false, Map.of())).isEqualTo(HOSTILE);
  }

  @Test
  void aMessageIsOneLine() {
    Console console = new Console();
    String name = folder + "/no\u001b]2;such\nfile\u202e";
    assertThat(console.run("analyze", name, "--output", folder.resolve("out").toString()))
        .isEqualTo(ExitCode.INPUT);
    assertThat(console.err())
        .startsWith("faultline: The input " + folder + "/no\\u001b]2;such\\u000afile\\u202e does");
    assertThat(console.err().strip().lines()).hasSize(1);
  }
}
