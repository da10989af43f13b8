package dev.faultline.ingest;

/**
 * The inputs as a whole cannot be read: a name that does not exist, a pattern that matches nothing,
 * a store that does not answer. The message is one sentence for the user. Damage inside one file is
 * never an exception; it is a problem text beside that file's counts.
 */
public final class InputException extends RuntimeException {

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
