package dev.faultline.cli;

import dev.faultline.report.ReportText;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * The option {@code --no-color}, and what the terminal can show. Mix it into a command.
 *
 * @see <a href="https://no-color.org">NO_COLOR</a>
 */
final class Terminal {

  /**
   * The environment variable by which bin/faultline says which of "out" and "err" are a terminal.
   */
  static final String STREAMS = "FAULTLINE_TERMINAL";

  /** No table fits into less. */
  private static final int LEAST_WIDTH = 60;

  @Option(names = "--no-color", description = "Plain text, also on a terminal.")
  private boolean noColor;

  /** Whether to colour what goes to stdout. */
  boolean hasColor() {
    return hasColor(noColor, System.console() != null, System.getenv());
  }

  /** Whether to show progress on stderr. */
  boolean hasProgress() {
    return hasProgress(System.console() != null, System.getenv());
  }

  /** How many characters a line on stdout may have. */
  int width() {
    return width(System.getenv());
  }

  /**
   * Decides on colour.
   *
   * @param noColor whether the user refused it
   * @param console whether the JVM has a console; counts where the environment says nothing
   * @param environment of the process
   */
  static boolean hasColor(boolean noColor, boolean console, Map<String, String> environment) {
    boolean refused = noColor || !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return !refused && !isDumb(environment) && isTerminal("out", console, environment);
  }

  /** Decides on progress; arguments as in {@link #hasColor(boolean, boolean, Map)}. */
  static boolean hasProgress(boolean console, Map<String, String> environment) {
    return !isDumb(environment) && isTerminal("err", console, environment);
  }

  /** Reads what a shell that exports it says of its window. */
  static int width(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[0-9]{1,4}")
        ? Math.max(LEAST_WIDTH, Math.min(Integer.parseInt(columns), ReportText.WIDTH))
        : ReportText.WIDTH;
  }

  private static boolean isDumb(Map<String, String> environment) {
    return "dumb".equals(environment.get("TERM"));
  }

  /** Tells whether somebody looks at a stream, "out" or "err". */
  static boolean isTerminal(String stream, boolean console, Map<String, String> environment) {
    String streams = environment.get(STREAMS);
    return streams == null ? console : streams.contains(stream);
  }
}
