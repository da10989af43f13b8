package dev.faultline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** One number for a whole configuration: two runs of one hash know the same. */
final class ConfigurationHash {

  private ConfigurationHash() {}

  /**
   * Returns the SHA-256 of the files in lower-case hex: for each file in the order of the names,
   * name and content in UTF-8, each behind its length in bytes (four bytes, big-endian), so that
   * nothing can move from one to the other unseen.
   *
   * @param texts name to content, see {@link ConfFiles#texts()}
   */
  static String of(SortedMap<String, String> texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      texts.forEach(
          (name, text) -> {
            add(digest, name);
            add(digest, text);
          });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }
}
