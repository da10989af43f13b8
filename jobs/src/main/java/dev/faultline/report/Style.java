package dev.faultline.report;

/** Whether a text has colours: a file has none, a terminal may. */
public enum Style {
  /** Characters only. */
  PLAIN,
  /** With ANSI escape sequences. */
  ANSI;

  private static final String RESET = "\u001b[0m";

  /** Returns a heading. */
  String title(String text) {
    return paint("1", text);
  }

  /** Returns something less important. */
  String faint(String text) {
    return paint("2", text);
  }

  /**
   * Returns a cell, coloured if its value is a severity or a level.
   *
   * @param value what it says
   * @param padded the same, filled up with spaces
   */
  String cell(String value, String padded) {
    return switch (value) {
      case "critical", "FATAL", "DOES NOT BALANCE" -> paint("1;31", padded);
      case "high", "ERROR" -> paint("31", padded);
      case "medium", "warning", "WARN" -> paint("33", padded);
      default -> padded;
    };
  }

  private String paint(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + RESET;
  }
}
