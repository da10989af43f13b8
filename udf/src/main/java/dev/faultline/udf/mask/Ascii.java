package dev.faultline.udf.mask;

/** Character classes of the mask: ASCII only, so that bytes and characters agree. */
final class Ascii {

  private Ascii() {}

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isHex(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean isWord(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean isControl(int c) {
    return c < 0x20 || c == 0x7f;
  }

  static boolean allPrintable(String text) {
    return text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }

  static boolean allDigits(String text) {
    return text.chars().allMatch(Ascii::isDigit);
  }

  static boolean hasDigit(String text) {
    return text.chars().anyMatch(Ascii::isDigit);
  }
}
