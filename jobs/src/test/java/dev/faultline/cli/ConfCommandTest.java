package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(args);
  }

  @Test
  void whatShipsIsAsItShouldBe() {
    assertThat(run("conf", "check")).isZero();
    assertThat(out.toString()).startsWith("conf: ").endsWith("all as they should be\n");
  }

  @Test
  void aQueryThatIsNoSqlIsOneSentence() throws IOException {
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
    Path section = folder.resolve("report/50-levels.yaml");
    String text = Files.readString(section);
    Files.writeString(section, text.replace("ORDER BY", "ODER BY"));
    long line = text.lines().takeWhile(l -> !l.contains("ORDER BY")).count() + 1;

    assertThat(run("conf", "check", "--conf-dir", folder.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().lines())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("faultline: " + section + ":" + line + ": the query is no SQL: ");
  }
}
