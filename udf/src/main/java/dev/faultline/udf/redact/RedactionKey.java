package dev.faultline.udf.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that makes pseudonyms of secrets. Who has it can try out which secret a pseudonym stands
 * for, so it is never shown: not in a message, a log, a manifest or the text of this object.
 */
public final class RedactionKey implements Serializable {

  /** Variable of the environment that names the key; without it there is a new one per process. */
  public static final String VARIABLE = "FAULTLINE_REDACTION_KEY";

  private static final long serialVersionUID = 1;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int RANDOM_BYTES = 32;
  private static final int LEAST_CHARACTERS = 16;

  /** All scans of a process share it, so that their pseudonyms are the same. */
  private static final RedactionKey OF_PROCESS = random();

  private final byte[] bytes;

  private RedactionKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns a new key that nobody knows. */
  public static RedactionKey random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new RedactionKey(bytes);
  }

  /**
   * Returns the key that the environment names, else that of this process.
   *
   * @throws IllegalArgumentException if it is so short that it could be guessed
   */
  public static RedactionKey of(Map<String, String> environment) {
    String key = environment.get(VARIABLE);
    if (key == null || key.isEmpty()) {
      return OF_PROCESS;
    }
    if (key.length() < LEAST_CHARACTERS) {
      throw new IllegalArgumentException(
          String.format(
              "%s has %d characters and could be guessed; give it %d or more, as of"
                  + " `openssl rand -hex 32`.",
              VARIABLE, key.length(), LEAST_CHARACTERS));
    }
    return new RedactionKey(key.getBytes(UTF_8));
  }

  /** Returns what hashes with this key; not safe for use by several threads. */
  Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks " + ALGORITHM + ".", e);
    }
  }

  @Override
  public String toString() {
    return "RedactionKey";
  }
}
