package dev.faultline.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @TempDir private Path folder;

  private RunFolder run(Path output) throws IOException {
    return new RunFolder(output.toString(), Instant.EPOCH, new Configuration());
  }

  @Test
  void whatARunMadeAndDidNotFillIsRemoved() throws IOException {
    RunFolder run = run(folder.resolve("deep/out"));
    assertThat(folder.resolve("deep/out/_runs")).isEmptyDirectory();
    run.removeIfEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatWasThereBeforeStays() throws IOException {
    Path output = Files.createDirectory(folder.resolve("out"));
    run(output).removeIfEmpty();
    assertThat(output).isEmptyDirectory();
    Files.createDirectory(output.resolve("_runs"));
    run(output).removeIfEmpty();
    assertThat(output.resolve("_runs")).isEmptyDirectory();
  }

  @Test
  void whatHoldsAFileStays() throws IOException {
    Path output = folder.resolve("out");
    RunFolder run = run(output);
    run.write("report.txt", "text");
    run.removeIfEmpty();
    assertThat(output.resolve("_runs").resolve(run.runId()).resolve("report.txt"))
        .hasContent("text");
  }
}
