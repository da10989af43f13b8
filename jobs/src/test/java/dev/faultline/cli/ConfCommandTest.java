package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfCommandTest {

  @TempDir private Path folder;
  private final Console console = new Console();

  @Test
  void whatShipsIsAsItShouldBe() {
    assertThat(console.run("conf", "check")).isZero();
    assertThat(console.out()).startsWith("conf: ").endsWith("all as they should be\n");
  }

  /** Without RAPIDS; gpu-plan asks RAPIDS itself. */
  @Test
  void aRegexThatNoGpuRunsIsOneSentenceWithFileAndLine() throws IOException {
    copyShipped();
    Path cause = folder.resolve("causes/gpu/gpu-off-bus.yaml");
    String text = Files.readString(cause);
    Files.writeString(cause, text.replace("(?:79[^0-9]|79$)", "79(?:[^0-9]|$)"));
    long line = text.lines().takeWhile(l -> !l.contains("pattern:")).count() + 1;

    assertThat(console.run("conf", "check", "--conf-dir", folder.toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(console.err())
        .isEqualTo(
            "faultline: "
                + cause
                + ":"
                + line
                + ": when.pattern 'nvrm: xid \\([^)]*\\): 79(?:[^0-9]|$)': a GPU could not run it: a"
                + " branch of only ^, $ or \\b is not supported; write ^x|yx for (?:^|y)x, and"
                + " x[^0-9]|x$ for x(?:[^0-9]|$).\n");
  }

  @Test
  void aQueryThatIsNoSqlIsOneSentence() throws IOException {
    copyShipped();
    Path section = folder.resolve("report/50-levels.yaml");
    String text = Files.readString(section);
    Files.writeString(section, text.replace("ORDER BY", "ODER BY"));
    long line = text.lines().takeWhile(l -> !l.contains("ORDER BY")).count() + 1;

    assertThat(console.run("conf", "check", "--conf-dir", folder.toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(console.err().lines())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("faultline: " + section + ":" + line + ": the query is no SQL: ");
  }

  private void copyShipped() throws IOException {
    Path shipped = Path.of("../conf");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(shipped)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path copy = folder.resolve(shipped.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }
}
