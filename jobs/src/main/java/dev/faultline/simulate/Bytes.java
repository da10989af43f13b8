package dev.faultline.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Text in the making, as UTF-8. It grows, and is used again for the next line. */
final class Bytes {

  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);
  private static final byte[] BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(UTF_8);
  private static final int MOST_DIGITS = 20;

  private byte[] bytes;
  private int length;

  Bytes(int capacity) {
    bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  /** Forgets all that stands from a position on. */
  void cut(int end) {
    length = end;
  }

  void add(byte[] text) {
    add(text, 0, text.length);
  }

  /** Adds names and other text of ASCII only. */
  void addAscii(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  void add(Bytes text) {
    add(text.bytes, 0, text.length);
  }

  void add(Bytes text, int start, int end) {
    add(text.bytes, start, end);
  }

  private void add(byte[] text, int start, int end) {
    room(end - start);
    System.arraycopy(text, start, bytes, length, end - start);
    length += end - start;
  }

  void add(char ascii) {
    room(1);
    bytes[length++] = (byte) ascii;
  }

  /** Adds a decimal number of at least some digits, filled up in front. */
  void add(long number, int digits, char fill) {
    room(MOST_DIGITS + digits);
    long rest = number;
    if (rest < 0) {
      bytes[length++] = '-';
      rest = -rest;
    }
    int count = 1;
    for (long r = rest; r >= 10; r /= 10) {
      count++;
    }
    for (int i = count; i < digits; i++) {
      bytes[length++] = (byte) fill;
    }
    for (int i = length + count - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
  }

  void add(long number) {
    add(number, 1, '0');
  }

  /** Adds {@code number / 10^places} as a decimal fraction. */
  void addDecimal(long number, int places) {
    long scale = 1;
    for (int i = 0; i < places; i++) {
      scale *= 10;
    }
    if (number < 0) {
      add('-');
    }
    long absolute = Math.abs(number);
    add(absolute / scale);
    if (places > 0) {
      add('.');
      add(absolute % scale, places, '0');
    }
  }

  /** Adds the lowest bits as digits of base 16, at most 16 of them. */
  void addHex(long bits, int digits) {
    room(digits);
    for (int i = digits - 1; i >= 0; i--) {
      bytes[length++] = HEX[(int) (bits >>> (4 * i)) & 15];
    }
  }

  void addHex(Dice dice, int digits) {
    for (int left = digits; left > 0; left -= 16) {
      addHex(dice.next(), Math.min(16, left));
    }
  }

  void addBase64(Dice dice, int characters) {
    room(characters);
    long bits = 0;
    for (int i = 0; i < characters; i++) {
      bits = i % 10 == 0 ? dice.next() : bits >>> 6;
      bytes[length++] = BASE64[(int) bits & 63];
    }
  }

  /** Adds a text as it stands inside of a JSON string (RFC 8259, section 7). */
  void addJson(Bytes text) {
    room(6 * text.length);
    for (int i = 0; i < text.length; i++) {
      byte b = text.bytes[i];
      if (b == '"' || b == '\\') {
        bytes[length++] = '\\';
        bytes[length++] = b;
      } else if (b >= 0 && b < ' ') {
        addControl(b);
      } else {
        bytes[length++] = b;
      }
    }
  }

  private void addControl(byte b) {
    int letter = "\b\t\n\f\r".indexOf(b);
    if (letter >= 0) {
      bytes[length++] = '\\';
      bytes[length++] = (byte) "btnfr".charAt(letter);
      return;
    }
    add(new byte[] {'\\', 'u'});
    addHex(b, 4);
  }

  /** Returns how many line ends stand from a position on. */
  int lineEnds(int start) {
    int count = 0;
    for (int i = start; i < length; i++) {
      if (bytes[i] == '\n') {
        count++;
      }
    }
    return count;
  }

  /** Hands all of it to a stream, and is empty. */
  void moveTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, UTF_8);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
