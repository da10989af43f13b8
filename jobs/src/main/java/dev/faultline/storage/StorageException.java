package dev.faultline.storage;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A storage did not answer, or answered with an error that has nothing to do with the file that was
 * asked for. A task that throws it is tried again; in the end it fails the run.
 */
public final class StorageException extends UncheckedIOException {

  private static final long serialVersionUID = 1;

  /**
   * Names what failed.
   *
   * @param message one sentence
   */
  public StorageException(String message, IOException cause) {
    super(message, cause);
  }
}
