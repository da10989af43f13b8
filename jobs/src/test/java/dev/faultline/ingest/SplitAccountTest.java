package dev.faultline.ingest;

import static dev.faultline.ingest.TestFiles.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplitAccountTest {

  private static String problem(byte[] content) {
    return SplitAccount.contentProblem(content, content.length);
  }

  @Test
  void textIsText() {
    assertThat(problem(new byte[0])).isNull();
    assertThat(problem(TestFiles.logText(20_000))).isNull();
    assertThat(problem(bytes("\u001b[31mred\u001b[0m\tand\r\n"))).isNull();
    assertThat(problem(bytes("温度が高すぎます\n".repeat(1000)))).isNull();
    assertThat(problem("d\u00e9connexion \u00e0 l'h\u00f4te\n".repeat(500).getBytes(ISO_8859_1)))
        .isNull();
  }

  @Test
  void aHeadThatEndsInsideACharacterIsText() {
    byte[] text = bytes("€".repeat(10));
    for (int n = 3; n <= text.length; n++) {
      assertThat(SplitAccount.looksBinary(text, n)).as("%d bytes", n).isFalse();
    }
  }

  @Test
  void randomBytesAndZerosAreBinary() {
    byte[] random = new byte[SplitAccount.HEAD_BYTES];
    new Random(7).nextBytes(random);
    assertThat(problem(random)).isEqualTo("binary content, not log text");
    assertThat(problem(new byte[100])).isEqualTo("binary content, not log text");
  }

  @Test
  void aLogWithSomeZerosIsText() {
    byte[] text = TestFiles.logText(SplitAccount.HEAD_BYTES);
    Arrays.fill(text, 1000, 3000, (byte) 0);
    assertThat(problem(text)).isNull();
  }

  @Test
  void utf16HasItsOwnAdvice() {
    assertThat(problem("\ufeffone\r\n".getBytes(UTF_16LE)))
        .isEqualTo("UTF-16 text; convert it with iconv");
    assertThat(SplitAccount.looksBinary("\ufeffone".getBytes(UTF_16LE), 8)).isFalse();
  }
}
