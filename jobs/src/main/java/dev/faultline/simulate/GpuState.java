package dev.faultline.simulate;

import dev.faultline.simulate.Template.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What the sensors and counters of a GPU show at one moment. */
final class GpuState {

  /** What a fault may change ({@code metrics} of a family), in the units of nvidia-smi. */
  static final List<String> METRICS =
      List.of(
          "temperature",
          "memory_temperature",
          "power",
          "utilization",
          "memory_utilization",
          "memory_used",
          "sm_clock",
          "ecc_corrected",
          "ecc_uncorrected",
          "remapped_rows",
          "remap_pending",
          "thermal_slowdown",
          "power_brake");

  private static final int POWER = METRICS.indexOf("power");
  private static final int MEMORY_USED = METRICS.indexOf("memory_used");

  static final Map<String, Function<String, Part>> PLACEHOLDERS = new TreeMap<>();

  static {
    for (int i = 0; i < METRICS.size(); i++) {
      int metric = i;
      plain("gpu_" + METRICS.get(i), (out, s) -> out.add(s.gpuState.values[metric]));
    }
    plain("gpu_power", (out, s) -> out.addDecimal(s.gpuState.values[POWER] * 100 + 37, 2));
    plain(
        "gpu_memory_free",
        (out, s) -> out.add(s.gpuState.memoryMib - s.gpuState.values[MEMORY_USED]));
    plain("gpu_memory_total", (out, s) -> out.add(s.gpuState.memoryMib));
    word("gpu_remap_pending", METRICS.indexOf("remap_pending"), "No", "Yes");
    word("gpu_thermal_slowdown", METRICS.indexOf("thermal_slowdown"), "Not Active", "Active");
    word("gpu_power_brake", METRICS.indexOf("power_brake"), "Not Active", "Active");
  }

  private final long[] values = new long[METRICS.size()];
  private final int memoryMib;

  GpuState(int memoryMib) {
    this.memoryMib = memoryMib;
  }

  private static void plain(String name, Part part) {
    PLACEHOLDERS.put(name, arguments -> part);
  }

  private static void word(String name, int metric, String no, String yes) {
    Part ifNo = Template.literal(no);
    Part ifYes = Template.literal(yes);
    plain(name, (out, s) -> (s.gpuState.values[metric] == 0 ? ifNo : ifYes).write(out, s));
  }

  /** Draws what a healthy GPU shows. */
  void draw(boolean busy, Dice dice) {
    Arrays.fill(values, 0);
    set("temperature", busy ? dice.between(52, 71) : dice.between(29, 36));
    set("memory_temperature", busy ? dice.between(60, 82) : dice.between(35, 44));
    set("power", busy ? dice.between(540, 697) : dice.between(66, 78));
    set("utilization", busy ? dice.between(88, 100) : 0);
    set("memory_utilization", busy ? dice.between(22, 61) : 0);
    set("memory_used", busy ? memoryMib * dice.between(78, 93) / 100 : 4);
    set("sm_clock", busy ? dice.between(1680, 1980) : 345);
  }

  void set(String metric, long value) {
    values[METRICS.indexOf(metric)] = value;
  }
}
