package dev.faultline.fault;

import static dev.faultline.fault.Outcome.assertDone;
import static dev.faultline.fault.Outcome.assertFailed;
import static dev.faultline.server.FaultyStore.SAMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.server.Faultline;
import dev.faultline.server.FaultyProxy.Fault;
import dev.faultline.server.FaultyStore;
import dev.faultline.server.FaultyStore.Stage;
import dev.faultline.server.Sample;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** S3 that fails for a while, and for ever. */
@Tag("full")
class FailingStoreIT {

  private static final String OUTPUT = "s3a://reports/failing";

  @RegisterExtension static final FaultyStore store = new FaultyStore();

  private static String previous;

  @BeforeAll
  static void publish() throws IOException, InterruptedException {
    assertDone(analyze());
    previous = store.reader(OUTPUT).runId();
  }

  private static Faultline.Run analyze() throws IOException, InterruptedException {
    return store.faultline().run("analyze", SAMPLE, "--output", OUTPUT);
  }

  static Stream<Fault> faults() {
    return Fault.PASSING.stream();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void forAWhile(Fault fault) throws IOException, InterruptedException {
    Set<Stage> stages =
        fault == Fault.CUT ? EnumSet.of(Stage.LISTING, Stage.READING) : EnumSet.allOf(Stage.class);
    store.failTwice(fault, stages);
    assertDone(analyze());
    // What is only late is not asked for a second time.
    int once = fault == Fault.DELAY ? stages.size() : 0;
    assertThat(store.proxy().faultsLeft()).isLessThanOrEqualTo(once);
    assertThat(store.reader(OUTPUT).runId()).isNotEqualTo(previous);
    previous = store.reader(OUTPUT).runId();
    assertThat(store.results(OUTPUT)).isEqualTo(Sample.localResults());
  }

  @ParameterizedTest
  @CsvSource({
    "SERVER_ERROR, POINTER, 4",
    "SERVER_ERROR, READING, 4",
    "SERVER_ERROR, LISTING, 3",
    "SERVER_ERROR, TABLES, 4",
    "SLOW_DOWN, TABLES, 4",
    "RESET, READING, 4",
    "CUT, READING, 4",
    "SILENCE, LISTING, 3"
  })
  void forEver(String name, Stage stage, int exitCode) throws Exception {
    Fault fault = (Fault) Fault.class.getField(name).get(null);
    store.fail(fault, stage);
    assertFailed(analyze(), exitCode);
    store.heal();
    assertThat(store.reader(OUTPUT).runId()).isEqualTo(previous);
    assertThat(store.results(OUTPUT)).isEqualTo(Sample.localResults());
  }
}
