package dev.faultline.report;

/** A section of the report cannot be made. The message names its file and says what to do. */
public final class ReportException extends RuntimeException {

  public ReportException(String message) {
    super(message);
  }

  public ReportException(String message, Throwable cause) {
    super(message, cause);
  }
}
