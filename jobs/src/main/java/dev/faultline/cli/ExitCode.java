package dev.faultline.cli;

/** The exit codes of every command; README.md lists them. */
final class ExitCode {

  static final int DONE = 0;

  /** Wrong usage or configuration: another call may work. */
  static final int USAGE = 2;

  /** The input is missing, empty, or cannot be read. */
  static final int INPUT = 3;

  /** The run failed; a result of an earlier run still stands. */
  static final int FAILED = 4;

  /**
   * Done, and published if there was something to publish: --fail-on was met, or --min-recall or
   * --min-precision was not.
   */
  static final int FAIL_ON = 10;

  /** gpu-plan found what is not placed on a GPU and is no exception. */
  static final int NOT_PLACED = 11;

  private ExitCode() {}
}
