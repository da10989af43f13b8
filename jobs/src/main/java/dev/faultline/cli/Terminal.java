package dev.faultline.cli;

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

  /**
   * Decides on colour.
   *
   * @param noColor whether the user refused it
   * @param console whether the JVM has a console; counts where the environment says nothing
   * @param environment of the process
   */
  static boolean hasColor(boolean noColor, boolean console, Map<String, String> environment) {
    boolean refused = noColor || !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return !refused && isTerminal("out", console, environment);
  }

  /** Decides on progress; arguments as in {@link #hasColor(boolean, boolean, Map)}. */
  static boolean hasProgress(boolean console, Map<String, String> environment) {
    return isTerminal("err", console, environment);
  }

  private static boolean isTerminal(
      String stream, boolean console, Map<String, String> environment) {
    if ("dumb".equals(environment.get("TERM"))) {
      return false;
    }
    String streams = environment.get(STREAMS);
    return streams == null ? console : streams.contains(stream);
  }
}
