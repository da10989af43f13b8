package dev.faultline.udf.redact;

import java.nio.charset.StandardCharsets;

/** Bytes as a text of as many characters, so that what a regex finds has places in the bytes. */
final class ByteText implements CharSequence {

  private byte[] bytes = {};
  private int start;
  private int end;

  /** Shows the bytes in {@code [from, to)}; they are not copied. */
  void show(byte[] b, int from, int to) {
    bytes = b;
    start = from;
    end = to;
  }

  @Override
  public int length() {
    return end - start;
  }

  @Override
  public char charAt(int index) {
    return (char) (bytes[start + index] & 0xff);
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    ByteText part = new ByteText();
    part.show(bytes, start + from, start + to);
    return part;
  }

  @Override
  public String toString() {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
