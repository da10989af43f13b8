package dev.faultline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir private java.nio.file.Path folder;
  private FileSystem fs;
  private Path file;
  private Path aside;

  @BeforeEach
  void open() throws IOException {
    file = new Path(folder.toString(), "with space/manifest.json");
    aside = new Path(folder.toString(), "aside");
    fs = file.getFileSystem(new Configuration());
  }

  @Test
  void replacesAndLeavesNothingBeside() throws IOException {
    WholeFile.replace(fs, file, "one", aside);
    WholeFile.replace(fs, file, "zwei €", aside);
    assertThat(WholeFile.read(fs, file)).isEqualTo("zwei €");
    assertThat(Arrays.stream(fs.listStatus(file.getParent())).map(FileStatus::getPath))
        .extracting(Path::getName)
        .containsExactly("manifest.json");
    assertThat(fs.exists(aside)).isFalse();
  }

  @Test
  void aReaderNeverFindsHalfOfIt() throws Exception {
    List<String> texts = List.of("a".repeat(1 << 16), "b".repeat(1 << 10));
    WholeFile.replace(fs, file, texts.get(0), aside);
    var pool = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> writes =
          pool.submit(
              () -> {
                for (int i = 0; i < 300; i++) {
                  WholeFile.replace(fs, file, texts.get(i % 2), aside);
                }
                return 300;
              });
      List<Integer> torn = new ArrayList<>();
      while (!writes.isDone()) {
        String text = WholeFile.read(fs, file);
        if (!texts.contains(text)) {
          torn.add(text.length());
        }
      }
      assertThat(writes.get()).isEqualTo(300);
      assertThat(torn).isEmpty();
    } finally {
      pool.shutdown();
    }
  }
}
