package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

class SettingsTest {

  @Command(name = "test")
  private static final class Host {
    @Mixin private Settings settings;

    @Option(names = "--format")
    private ReportFormat format;

    @Option(names = "--fail-on")
    private FailOn failOn;
  }

  private static Host host(String... args) {
    Host host = new Host();
    new CommandLine(host).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    return host;
  }

  @Test
  void eachKeyHasAValue() {
    Settings settings = host().settings;
    assertThat(settings.values())
        .containsEntry("engine", "auto")
        .containsEntry("max_line_bytes", "1048576")
        .containsEntry("max_unpack_ratio", "500")
        .hasSize(Settings.Key.values().length);
    assertThat(settings.engine()).isEqualTo(Engine.AUTO);
  }

  @Test
  void theLastOfTwoValuesCounts() {
    Settings settings =
        host("--set", "engine=GPU", "--set=split_bytes=64m", "--set", "split_bytes=2k").settings;
    assertThat(settings.engine()).isEqualTo(Engine.GPU);
    assertThat(settings.values())
        .containsEntry("engine", "gpu")
        .containsEntry("split_bytes", "2048");
  }

  @ParameterizedTest
  @CsvSource({
    "engin=cpu,           no key 'engin'; did you mean engine?",
    "max_lines_bytes=1,   did you mean max_line_bytes?",
    "colour=red,          known are:",
    "engine,              lacks a value",
    "engine=tpu,          'must be cpu, gpu or auto'",
    "max_line_bytes=0,    'is ''0'', must be a number from 1 to'",
    "max_line_bytes=big,  'is ''big'', must be a number'",
    "max_unpack_ratio=-1, must be a number from 0 to",
    "split_bytes=-1,      must be a number from 0 to",
    "split_bytes=999999999999g, must be a number from 0 to",
    "shape_budget=,       must be a number from 1 to"
  })
  void whatIsWrongIsOneSentence(String assignment, String message) {
    Settings settings = host("--set", assignment).settings;
    assertThatThrownBy(settings::values)
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(message);
  }

  @Test
  void choicesAreWrittenInLowerCase() {
    Host host = host("--format", "all", "--fail-on", "high");
    assertThat(host.format.wants(ReportFormat.HTML)).isTrue();
    assertThat(ReportFormat.JSON.wants(ReportFormat.HTML)).isFalse();
    assertThat(host.failOn).isEqualTo(FailOn.HIGH).hasToString("high");
    assertThatThrownBy(() -> host("--format", "pdf"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("TEXT, JSON, HTML, ALL");
  }

  @Test
  void failOnCriticalForgivesWhatIsOnlyHigh() {
    assertThat(FailOn.CRITICAL.isMet(0, 7)).isFalse();
    assertThat(FailOn.HIGH.isMet(0, 7)).isTrue();
    assertThat(FailOn.HIGH.isMet(1, 0)).isTrue();
    assertThat(FailOn.CRITICAL.isMet(1, 0)).isTrue();
    assertThat(FailOn.HIGH.isMet(0, 0)).isFalse();
  }

  @Test
  void autoIsTheGpuOnlyWhereThePluginIsActive() {
    String plugin = "org.example.Other, com.nvidia.spark.SQLPlugin";
    assertThat(Engine.AUTO.resolve(plugin, true)).isEqualTo(Engine.GPU);
    assertThat(Engine.AUTO.resolve(plugin, false)).isEqualTo(Engine.CPU);
    assertThat(Engine.AUTO.resolve("", true)).isEqualTo(Engine.CPU);
    assertThat(Engine.GPU.resolve("", false)).isEqualTo(Engine.GPU);
    assertThat(Engine.CPU.resolve(plugin, true)).isEqualTo(Engine.CPU);
  }
}
