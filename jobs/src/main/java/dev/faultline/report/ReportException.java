package dev.faultline.report;

/** A section of the report cannot be made. The message names its file and says what to do. */
public final class ReportException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final boolean ofConfiguration;

  private ReportException(String message, Throwable cause, boolean ofConfiguration) {
    super(message, cause);
    this.ofConfiguration = ofConfiguration;
  }

  /** A query or its declaration is wrong: another configuration would do. */
  static ReportException wrong(String message, Throwable cause) {
    return new ReportException(message, cause, true);
  }

  /** Something failed while a query ran. */
  static ReportException failed(String message, Throwable cause) {
    return new ReportException(message, cause, false);
  }

  /** Whether the configuration is to be mended. */
  public boolean isOfConfiguration() {
    return ofConfiguration;
  }
}
