package dev.faultline.udf.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of {@link MaskSpec} at its edges, in both engines. */
class MaskRulesTest {

  private static final MaskSpec SHIPPED = MaskFiles.shipped();
  private static final MaskEngines ENGINES = new MaskEngines(SHIPPED);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        // fields: word start, empty value, several, value up to the end
        "GET / HTTP|GET /<*> HTTP",
        "GET /|GET /<*>",
        "WIDGET /x1 b|WIDGET /x# b",
        "trace_id=a request_id=b|trace_id=<*> request_id=<*>",
        "trace_id=request_id=b 7|trace_id=<*> #",
        "xtrace_id=a9 b|xtrace_id=# b",
        "User-Agent: GET /a b9 c|User-Agent: <*>",
        // words
        "0x1f 0x 0xz deadbeef dead1|# # # deadbeef #",
        "_7 a7x a7b abc1 _abc|_# a# # # _abc",
        "x123456789012 x1234567890123|x# #",
        "12345678-abcd-abcd-abcd-abcdefabcdef|#",
        "12345678-abcd-abcd-abcd-abcdefabcdefa|#-abcd-abcd-abcd-abcdefabcdefa",
        "abcdefab-abcd-abcd-abcd-abcdefabcdef-1|#",
        "x-abcdefab-abcd-abcd-abcd-abcdefabcdef|x-#",
        // joining
        "1.2.3 1..2 1- 1-a 1:2/3,4|# #..# #- #-a #",
        "#.1 ##-1 1.#|# ## #",
        // kept
        "status=200 status=2000 xstatus=20a|status=200 status=# xstatus=#",
        "http_status=503|http_status=503",
        "0 errors 00 errors 0 error1|0 errors # errors 0 error#",
        "Xid (a) b): 79|Xid (a) b): #",
        "Xid (Xid (a): 79|Xid (Xid (a): 79",
        "Xid (GET /a): 79): 80|Xid (GET /<*> #): #",
        "Xid (status 5): 79|Xid (status 5): 79",
        "request_id=status= 20|request_id=<*> #",
        "\" HTTP/1.1\" 200 5|\" HTTP/#\" 200 #",
        "0x1f|#",
        "0x1f NVRM: Xid 0x2e 0xg|0x1f NVRM: Xid 0x2e #",
        "0x1f trace_id=NVRM: Xidx|0x1f trace_id=<*> Xidx",
        // not ASCII: never part of a word
        "é1é a١b|é#é a١b",
      })
  void table(String line, String shape) {
    assertThat(ENGINES.shape(line)).isEqualTo(shape);
  }

  @Test
  void controlBytesBecomeSpaces() {
    assertThat(ENGINES.shape("a\t1\u00002\u0001b\u0002c\u0003\n\u007fd"))
        .isEqualTo("a # # b c   d");
    assertThat(ENGINES.shape("status\t200 GET\t/a\tb")).isEqualTo("status 200 GET /<*> b");
  }

  @Test
  void cutCountsCodePoints() {
    MaskEngines three = new MaskEngines(new MaskSpec("1", 3, null, null, null, null, 12, null));
    assertThat(three.shape("")).isEmpty();
    assertThat(three.shape("é😀z")).isEqualTo("é😀z");
    assertThat(three.shape("é😀zz")).isEqualTo("é😀z…");
    assertThat(three.shape("a123")).isEqualTo("#…");
  }

  @Test
  void cutInsideValueLeavesNoEllipsis() {
    MaskSpec spec = new MaskSpec("1", 6, List.of("id="), List.of("to:"), null, null, 12, null);
    MaskEngines six = new MaskEngines(spec);
    assertThat(six.shape("id=12345")).isEqualTo("id=<*>");
    assertThat(six.shape("id=1 2345")).isEqualTo("id=<*> #…");
    assertThat(six.shape("to:1 2345")).isEqualTo("to:<*>");
  }

  @Test
  void bufferGrowsWithTheMessage() {
    String line = "GET / é ".repeat(120);
    assertThat(ENGINES.shape(line)).isEqualTo("GET /<*> é ".repeat(120));
  }
}
