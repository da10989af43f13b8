package dev.faultline.fleet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.ingest.InputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTextTest {

  private static final String OPTION = "--jobs";

  @TempDir private Path folder;

  private static TableText read(String uri) {
    return TableText.read(uri, OPTION, new Configuration());
  }

  private String file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("table"), bytes).toString();
  }

  @Test
  void theTextIsWithoutItsByteOrderMark() throws IOException {
    String name = file("\ufeffnöde\nn1\n".getBytes(UTF_8));
    assertThat(read(name)).isEqualTo(new TableText(name, "nöde\nn1\n"));
    assertThat(read("file://" + name).text()).isEqualTo("nöde\nn1\n");
  }

  @Test
  void whatIsNoUtf8IsToldWithItsLine() throws IOException {
    String latin = file("node\nn1\nnö2\n".getBytes(ISO_8859_1));
    assertThatThrownBy(() -> read(latin))
        .isInstanceOf(InputException.class)
        .hasMessage(latin + ":3: this is no text in UTF-8; unpack it, or convert it with iconv.");
    String wide = file("node\nn1\n".getBytes(UTF_16));
    assertThatThrownBy(() -> read(wide)).hasMessageContaining(":1: this is no text in UTF-8");
    String nul = file("node\nn\0\n".getBytes(ISO_8859_1));
    assertThatThrownBy(() -> read(nul)).hasMessageContaining(":2: this is no text in UTF-8");
  }

  @Test
  void aPlaceThatCannotBeReadIsOneSentence() throws IOException {
    String none = folder.resolve("none").toString();
    assertThatThrownBy(() -> read(none)).hasMessage(none + " does not exist; check --jobs.");
    assertThatThrownBy(() -> read(folder.toString()))
        .hasMessage(folder + " is a folder; name a file with --jobs.");
    assertThatThrownBy(() -> read("nosuch://host/jobs"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "nosuch://host/jobs cannot be read: there is no file system nosuch:");
    assertThatThrownBy(() -> read(" "))
        .hasMessage("--jobs names no file; name one, or leave the option out.");
  }

  @Test
  void credentialsAreNotRepeated() {
    assertThatThrownBy(() -> read("nosuch://me:secret@host/jobs"))
        .hasMessageStartingWith("nosuch://host/jobs cannot be read")
        .message()
        .doesNotContain("secret");
  }

  @Test
  void aFileThatTheDriverCouldNotHoldIsNotRead() throws IOException {
    Path large = folder.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(200L << 20);
    }
    assertThatThrownBy(() -> read(large.toString()))
        .hasMessage(
            large
                + " has 209,715,200 bytes, and a table may have 134,217,728; export fewer days or"
                + " columns for --jobs.");
  }
}
