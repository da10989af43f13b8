package dev.faultline.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.catalog.Catalog;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;

/** Log lines that somebody has spoilt: by accident, or to do harm. A seed gives the same ones. */
public final class HostileLines {

  /** What does harm where it is not escaped, cut, counted or refused. */
  private static final List<byte[]> TOKENS =
      tokens(
          "<script>alert(1)</script>",
          "</script><img src=x onerror=alert(1)>",
          "<!--",
          "]]>",
          "&lt;&#0;&amp",
          "\" onmouseover=\"alert(1)",
          "=cmd|' /C calc'!A0",
          "@SUM(A1:A9)",
          "+1+1",
          "-1+1",
          "=HYPERLINK(\"http://127.0.0.1:1/\")",
          "\",\"",
          "'",
          "`",
          "{\"a\":[{\"b\":",
          "}]}\\u0000\\ud800",
          "\\",
          "\\\"",
          "$1 \\1 ${0}",
          "%s%n%d%x%%",
          "${jndi:ldap://127.0.0.1:1/a}",
          "{{body}} {{script}}",
          "../../../../etc/passwd",
          "file:///etc/passwd",
          "s3a://key:secret@bucket/x",
          "\r",
          "\r\r\r",
          "\t",
          "\0",
          "\0\0\0\0\0\0\0\0",
          "\u001b[31m",
          "\u001b[2J\u001b[H",
          "\u001b]0;title\u0007",
          "\u001b[",
          "\u001b",
          "\u009b31m",
          "\u0007\b\u007f",
          "\u0001\u001f\u0085",
          "\u2028",
          "\u2029",
          "\ufeff",
          "\u202e",
          "\u2066\u2069",
          "\u200b\u00ad",
          "\ud83d\ude00",
          "e\u0301\u0301\u0301",
          "\uffff\ufffd",
          "İıẞK",
          "99/99/9999 99:99:99",
          "0000-00-00 00:00:00",
          "0000-01-01 00:00:00 ERROR ",
          "9999-12-31 23:59:59 ERROR ",
          "2026-02-30T25:61:61Z ",
          "-292275055-05-16T16:47:04Z ",
          "Feb 30 24:60:60 ",
          "1e309",
          "NaN",
          "-0",
          "0x7fffffffffffffff",
          "9223372036854775808",
          "18446744073709551616",
          "Duration: 1e400ms",
          "Epoch 99999999999/0 - loss: nan",
          "[RESPONSE] 999 - ",
          "[REQUEST] GET /%2e%2e/%00?a=<b>&c='d' - IP: ",
          "NVRM: Xid (PCI:0000:3b:00): 79, ",
          "Xid (PCI:0000:3b:00): 4294967296, ",
          "out of memory",
          "(((((((((((((((((((((((",
          "[[[[[[[[[[[[[[[[[[[[[[[",
          "{{{{{{{{{{{{{{{{{{{{{{{",
          "########",
          "<*>",
          "request_id=",
          "  ",
          "\n",
          "\n\n    at com.example.Main(Main.java:1)\n",
          "\nNVRM: Xid (PCI:0000:3b:00): 48, pid=1, name=a\n",
          "\nTraceback (most recent call last):\n  File \"a.py\", line 1\nValueError: =1+1\n",
          "\nTraceback (most recent call last):\n");

  /** No UTF-8: lone, missing and overlong parts, surrogates, what lies beyond Unicode. */
  private static final List<byte[]> NO_TEXT =
      List.of(
          bytes(0xff),
          bytes(0xfe, 0xff),
          bytes(0xc0, 0xaf),
          bytes(0xe2, 0x82),
          bytes(0x80, 0x80, 0x80),
          bytes(0xed, 0xa0, 0x80),
          bytes(0xf4, 0x90, 0x80, 0x80),
          bytes(0xf8, 0x88, 0x80, 0x80, 0x80),
          bytes(0xe0, 0x80, 0xbc));

  /** One line of so many is very long. */
  private static final int LONG_ONES = 20_000;

  private final Random random;
  private final List<byte[]> corpus;
  private final int longest;

  /**
   * Prepares for lines.
   *
   * @param corpus good lines, which are spoilt
   * @param longest about how long the longest run in a line is, in bytes
   */
  public HostileLines(long seed, List<byte[]> corpus, int longest) {
    random = new Random(seed);
    this.corpus = List.copyOf(corpus);
    this.longest = longest;
  }

  /** Returns what all samples of the shipped configuration say, as lines. */
  public static List<byte[]> samples() {
    Catalog catalog = Catalog.load(null, new Configuration());
    List<String> lines = new ArrayList<>();
    catalog
        .formats()
        .forEach(
            format -> {
              format.matches().forEach(sample -> lines.add(sample.line()));
              lines.addAll(format.rejects());
            });
    List<String> messages = new ArrayList<>();
    catalog.causes().forEach(c -> c.matches().forEach(sample -> messages.add(sample.message())));
    catalog.causes().forEach(c -> messages.addAll(c.rejects()));
    catalog.signals().forEach(s -> s.matches().forEach(sample -> messages.add(sample.message())));
    catalog.categories().forEach(c -> messages.addAll(c.matches()));
    catalog.mask().samples().forEach(sample -> messages.add(sample.line()));
    for (String message : messages) {
      lines.add("2026-03-14 02:11:09 ERROR " + message);
      lines.add("Mar 14 02:11:09 gpu-node-01 kernel: [29345.120417] " + message);
    }
    return lines.stream().map(line -> line.getBytes(UTF_8)).toList();
  }

  /** Returns the next line, without the line end behind it; there may be others in it. */
  public byte[] next() {
    byte[] line = any(corpus);
    if (random.nextInt(LONG_ONES) == 0) {
      return insert(line, run());
    }
    for (int left = random.nextInt(5); left > 0; left--) {
      line = spoilt(line);
    }
    return line;
  }

  private byte[] spoilt(byte[] line) {
    int from = random.nextInt(line.length + 1);
    int to = from + random.nextInt(Math.min(40, line.length - from + 1));
    return switch (random.nextInt(12)) {
      case 0 -> flipped(line);
      case 1 -> Arrays.copyOf(line, from);
      case 2 -> Arrays.copyOfRange(line, from, line.length);
      case 3 -> joined(Arrays.copyOf(line, from), Arrays.copyOfRange(line, to, line.length));
      case 4 -> repeated(line, from, to);
      case 5 -> insert(line, any(NO_TEXT));
      case 6 -> otherDigits(line);
      case 7 -> joined(Arrays.copyOf(line, from), any(corpus));
      case 8 -> joined(any(TOKENS), line);
      case 9 -> insert(line, digits(random.nextInt(400)));
      default -> insert(line, any(TOKENS));
    };
  }

  private byte[] flipped(byte[] line) {
    byte[] flipped = line.clone();
    for (int i = random.nextInt(8); i >= 0 && line.length > 0; i--) {
      flipped[random.nextInt(line.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private byte[] repeated(byte[] line, int from, int to) {
    byte[] piece = Arrays.copyOfRange(line, from, to);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(line, 0, to);
    for (int i = random.nextInt(50); i > 0; i--) {
      out.writeBytes(piece);
    }
    out.write(line, to, line.length - to);
    return out.toByteArray();
  }

  private byte[] otherDigits(byte[] line) {
    byte[] other = line.clone();
    for (int i = 0; i < other.length; i++) {
      if (other[i] >= '0' && other[i] <= '9' && random.nextInt(4) == 0) {
        other[i] = (byte) ('0' + random.nextInt(10));
      }
    }
    return other;
  }

  private byte[] digits(int count) {
    byte[] digits = new byte[count];
    for (int i = 0; i < count; i++) {
      digits[i] = (byte) ('0' + random.nextInt(10));
    }
    return digits;
  }

  private byte[] run() {
    byte[] piece =
        switch (random.nextInt(4)) {
          case 0 -> any(TOKENS);
          case 1 -> any(NO_TEXT);
          case 2 -> bytes("([{<\"'=. a0#/".charAt(random.nextInt(13)));
          default -> any(corpus);
        };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int bytes = random.nextInt(longest); out.size() < bytes; ) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }

  private byte[] insert(byte[] line, byte[] what) {
    // Often at the front: there the formats look.
    int at = random.nextInt(random.nextInt(line.length + 1) + 1);
    return joined(joined(Arrays.copyOf(line, at), what), Arrays.copyOfRange(line, at, line.length));
  }

  private byte[] any(List<byte[]> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static List<byte[]> tokens(String... texts) {
    return Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toList();
  }

  private static byte[] bytes(int... values) {
    StringBuilder text = new StringBuilder();
    Arrays.stream(values).forEach(value -> text.append((char) value));
    return text.toString().getBytes(ISO_8859_1);
  }
}
