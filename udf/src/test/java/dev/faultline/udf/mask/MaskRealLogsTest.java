package dev.faultline.udf.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both engines agree on every line of the real logs, where this checkout has them. */
class MaskRealLogsTest {

  @Test
  void enginesAgreeOnEveryLine() throws IOException {
    Optional<Path> folder = MaskFiles.realLogs();
    assumeTrue(folder.isPresent(), "no real logs: set FAULTLINE_DATA to their folder to run this");
    MaskEngines engines = new MaskEngines(MaskFiles.shipped());
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder.get())) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    long lines = 0;
    for (Path file : files) {
      // Decoding replaces what is not UTF-8, so any file will do as text.
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      for (String line : text.split("\n", -1)) {
        engines.shape(line);
        lines++;
      }
    }
    assertThat(lines).isPositive();
  }
}
