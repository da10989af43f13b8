package dev.faultline.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Where the commands of a test print to. */
final class Console {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Calls Faultline with just these arguments, and returns its exit code. */
  int run(String... args) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(args);
  }

  /** What the commands printed. */
  String out() {
    return out.toString();
  }

  /** What they said about themselves. */
  String err() {
    return err.toString();
  }
}
