package dev.faultline.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.server.Faultline;

/** What may become of a run that a fault happens to. */
final class Outcome {

  private Outcome() {}

  static void assertDone(Faultline.Run run) {
    assertThat(run.exitCode()).as("%s", run).isZero();
  }

  /** The exit code, and one sentence: no stack trace, no line of a log. */
  static void assertFailed(Faultline.Run run, int exitCode, String... words) {
    assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
    assertThat(run.err().lines()).as("%s", run).hasSize(1);
    assertThat(run.err()).startsWith("faultline: ");
    for (String word : words) {
      assertThat(run.err()).contains(word);
    }
    assertThat(run.out()).isEmpty();
  }
}
