package dev.faultline.simulate;

/** What {@code conf/simulate} says cannot be made. The message names the file. */
public final class SimulateException extends RuntimeException {

  SimulateException(String message) {
    super(message);
  }

  SimulateException(String message, Throwable cause) {
    super(message, cause);
  }
}
