package dev.faultline.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The values of the setting {@code engine}: what scans the lines. Both give the same records. */
enum Engine {
  /** The byte scanner inside the reader. */
  CPU,
  /** Spark SQL expressions, which a GPU plug-in can place. */
  GPU,
  /** {@link #GPU} where the RAPIDS plug-in is active, else {@link #CPU}. */
  AUTO;

  private static final String PLUGIN = "com.nvidia.spark.SQLPlugin";

  /**
   * Decides between cpu and gpu.
   *
   * @param plugins the value of {@code spark.plugins}, class names separated by commas
   * @param rapidsEnabled the value of {@code spark.rapids.sql.enabled}
   */
  Engine resolve(String plugins, boolean rapidsEnabled) {
    if (this != AUTO) {
      return this;
    }
    List<String> active = Arrays.stream(plugins.split(",", -1)).map(String::strip).toList();
    return rapidsEnabled && active.contains(PLUGIN) ? GPU : CPU;
  }

  /** What the user writes. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
