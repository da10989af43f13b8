package dev.faultline.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.catalog.Catalog;
import dev.faultline.udf.mask.MaskScanner;
import dev.faultline.udf.rule.CauseSpec;
import dev.faultline.udf.rule.RuleSet;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is written in ordinary times. */
class BackgroundTest {

  private static final int SAMPLES = 60_000;

  private final Catalog catalog = Catalog.bundled();
  private final MaskScanner mask = new MaskScanner(catalog.mask());
  private final RuleSet<CauseSpec> causes = new RuleSet<>(catalog.causes());
  private final Set<String> shapes = new HashSet<>();
  private final Set<String> alarming = new TreeSet<>();
  private final Set<String> taken = new TreeSet<>();

  /** Alarming words are welcome there, faults are not: the truth would not know of them. */
  @Test
  void noOrdinaryMessageIsAFaultAndMostShapesAreRare() {
    SimulateOptions options =
        new SimulateOptions(2, 4, 1 << 20, 1, Instant.parse("2026-03-13T22:00:00Z"));
    Plan plan = Plan.of(options, SimulatedNight.LIBRARY);
    Job job = plan.jobs().get(0);
    for (Library.Log log : SimulatedNight.LIBRARY.logs()) {
      boolean ofNode = log.spec().per().equals(LogSpec.NODE);
      boolean ofJob = log.frames().containsKey("training");
      Place place =
          ofNode
              ? Place.of(plan, plan.nodes().get(0))
              : ofJob ? Place.of(plan, job, -1) : Place.ofCluster(plan);
      log.frames().keySet().forEach(channel -> draw(log, channel, place));
    }
    assertThat(taken).isEmpty();
    assertThat(alarming.size()).isGreaterThan(500);
    assertThat(shapes.size()).isGreaterThan(10_000);
  }

  private void draw(Library.Log log, String channel, Place place) {
    Library.Pool pool = SimulatedNight.LIBRARY.pool(log, channel);
    Scene scene = new Scene();
    scene.dice = Dice.of(3, channel, 0);
    for (int i = 0; i < SAMPLES; i++) {
      Library.Spoken message = pool.messages().get(pool.choice().draw(scene.dice));
      Background.set(scene, place, message, place.plan().options().startMicros() + 30_000_000L);
      message.text().write(scene.message, scene);
      String text = scene.message.toString().lines().findFirst().orElseThrow();
      byte[] bytes = text.getBytes(UTF_8);
      int length = mask.mask(bytes, 0, bytes.length);
      String shape = RuleSet.lower(new String(mask.bytes(), 0, length, UTF_8));
      if (shapes.add(shape)) {
        if (shape.matches(".*(error|fail|panic|fatal|xid|fallen).*")) {
          alarming.add(shape);
        }
        if (causes.choose(shape) != RuleSet.NONE) {
          taken.add(shape);
        }
      }
    }
  }
}
