package dev.faultline.score;

import static dev.faultline.score.Incidents.NO_DEVICE;
import static dev.faultline.score.Incidents.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidatesTest {

  private static final TruthIncident TRUTH = Incidents.truth("T", "n", NO_DEVICE, 0, 60);

  @ParameterizedTest
  @CsvSource({"-2000, true", "-2001, false", "0, true", "62000, true", "62001, false"})
  void itBeginsWhileTheTruthGoesOn(long millis, boolean may) {
    FoundIncident found =
        Incidents.found("F", Set.of("n"), NO_DEVICE, START.plus(Duration.ofMillis(millis)));
    assertThat(Candidates.mayStandFor(found, TRUTH)).isEqualTo(may);
  }

  @ParameterizedTest
  @CsvSource({
    "-90, -3, false",
    "-90, -2, true",
    "-90, 900, true",
    "62, 900, true",
    "63, 900, false"
  })
  void itGoesOnAtTheSameTime(long from, long to, boolean may) {
    FoundIncident found = Incidents.lasting(START.plusSeconds(from), START.plusSeconds(to));
    assertThat(Candidates.mayStandFor(found, TRUTH)).isEqualTo(may);
  }

  @Test
  void itHasATime() {
    FoundIncident found = Incidents.found("F", Set.of("n"), NO_DEVICE, null);
    assertThat(Candidates.mayStandFor(found, TRUTH)).isFalse();
  }

  @Test
  void oneOfItsHostsIsOneOfTheTruths() {
    FoundIncident two = Incidents.found("F", Set.of("m", "n"), NO_DEVICE, START);
    assertThat(Candidates.mayStandFor(two, TRUTH)).isTrue();
    FoundIncident other = Incidents.found("F", Set.of("m"), NO_DEVICE, START);
    assertThat(Candidates.mayStandFor(other, TRUTH)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "file:/night/logs/a.log, 1, true",
    "logs/a.log, 1, true",
    "s3a://b/other-logs/a.log, 1, false",
    "file:/night/logs/b.log, 1, false",
    "file:/night/logs/a.log.gz, 1, true",
    "file:/night/logs/a.log.gz.1, 1, false",
    "file:/night/logs/b.log, 71, true",
    "'', 71, true"
  })
  void withoutAHostItsFileOrAJobCounts(String path, String job, boolean may) {
    assertThat(Candidates.mayStandFor(Incidents.hostless(path, Set.of(job)), TRUTH)).isEqualTo(may);
  }

  /** A line of the right file does not help an incident that names another host. */
  @Test
  void aHostGoesBeforeTheFile() {
    FoundIncident found =
        new FoundIncident(
            "F",
            "title",
            "cause",
            Set.of("m"),
            NO_DEVICE,
            Set.of("71"),
            "",
            START,
            START,
            "file:/night/logs/a.log",
            "");
    assertThat(Candidates.mayStandFor(found, TRUTH)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "gpu_metrics_silent, 900, true",
    "host_SILENCE, -900, true",
    "host_silence, 901, false",
    "host_silence, -901, false",
    "gpu_off_bus, 0, false"
  })
  void aTruthWithoutLinesIsASilence(String cause, long seconds, boolean may) {
    FoundIncident found = Incidents.ofCause(cause, START.plusSeconds(seconds));
    assertThat(Candidates.mayStandFor(found, Incidents.silence("n"))).isEqualTo(may);
  }
}
