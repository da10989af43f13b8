package dev.faultline.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same options give the same bytes, however many files are written at once. */
class SimulationSeedTest {

  private static final long SIZE = 2L << 20;

  @TempDir private Path temp;

  private SimulatedNight night(String name, long seed, int threads) {
    return SimulatedNight.of(temp.resolve(name), 3, 5, SIZE, seed, threads);
  }

  @Test
  void theNumberOfThreadsChangesNoByte() {
    Map<String, String> alone = night("alone", 7, 1).hashes();
    assertThat(alone).hasSizeGreaterThan(50);
    assertThat(night("four", 7, 4).hashes()).isEqualTo(alone);
  }

  @Test
  void anotherSeedIsAnotherNight() {
    SimulatedNight one = night("one", 1, 2);
    SimulatedNight two = night("two", 2, 2);
    assertThat(two.hashes().get("truth/incidents.csv"))
        .isNotEqualTo(one.hashes().get("truth/incidents.csv"));
    String kern = "logs/2026-03-14/gpu-node-001/kern.log";
    assertThat(two.hashes().get(kern)).isNotNull().isNotEqualTo(one.hashes().get(kern));
  }

  @Test
  void whatIsInTheFolderStays() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("mine"));
    Files.writeString(folder.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> night("mine", 1, 1))
        .isInstanceOf(Simulation.OccupiedException.class)
        .hasMessageEndingWith(" is not empty; name a folder that is, or a new one.");
    assertThat(folder).isDirectoryContaining("glob:**notes.txt");
    assertThat(Files.list(folder)).hasSize(1);
  }

  @Test
  void aNightTooShortForAFamilySaysSo() {
    SimulatedNight small = SimulatedNight.of(temp.resolve("small"), 1, 1, SIZE, 1, 1);
    assertThat(small.outcome().leftOut()).isNotEmpty();
    assertThat(small.incidents()).hasSize(small.outcome().incidents());
  }
}
