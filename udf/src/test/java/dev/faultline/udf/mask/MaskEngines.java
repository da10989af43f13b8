package dev.faultline.udf.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** Both engines of one spec, held equal on every message. */
final class MaskEngines {

  private final MaskSpec spec;
  private final MaskChain chain;
  private final MaskScanner scanner;

  MaskEngines(MaskSpec spec) {
    this.spec = spec;
    chain = new MaskChain(spec);
    scanner = new MaskScanner(spec);
  }

  /** The shape of {@code line}, after checking that the two engines agree on it. */
  String shape(String line) {
    String expected = chain.mask(line);
    assertThat(scan(line)).as("scanner on <%s> with %s", line, spec).isEqualTo(expected);
    return expected;
  }

  private String scan(String line) {
    byte[] text = line.getBytes(StandardCharsets.UTF_8);
    // Word bytes around the message: the scanner must not look beyond its range.
    byte[] in = new byte[text.length + 4];
    in[0] = '0';
    in[1] = 'a';
    in[text.length + 2] = '7';
    in[text.length + 3] = 'b';
    System.arraycopy(text, 0, in, 2, text.length);
    int length = scanner.mask(in, 2, 2 + text.length);
    assertThat(scanner.length()).isEqualTo(length);
    return new String(scanner.bytes(), 0, length, StandardCharsets.UTF_8);
  }
}
