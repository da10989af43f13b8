package dev.faultline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class ConfigurationHashTest {

  private static String hash(Map<String, String> texts) {
    return ConfigurationHash.of(new TreeMap<>(texts));
  }

  @Test
  void itIsTheSha256OfLengthsNamesAndContents() {
    // printf '\0\0\0\1a\0\0\0\2xy\0\0\0\1b\0\0\0\0' | sha256sum
    assertThat(hash(Map.of("b", "", "a", "xy")))
        .isEqualTo("6607362d6b5981d3456791efacd0185650a263157198b9364c0edb6cbceae788");
  }

  @Test
  void anyChangeOfNameOrContentChangesIt() {
    String one = hash(Map.of("a", "xy", "b", ""));
    assertThat(hash(Map.of("a", "x", "b", "y"))).isNotEqualTo(one);
    assertThat(hash(Map.of("axy", "", "b", ""))).isNotEqualTo(one);
    assertThat(hash(Map.of("a", "xy"))).isNotEqualTo(one);
  }

  @Test
  void whatShipsHasTheSameInTheJarAndInTheFolder() {
    assertThat(ConfigurationHash.of(ConfFiles.in("../conf", new Configuration()).texts()))
        .isEqualTo(ConfigurationHash.of(ConfFiles.bundled().texts()));
  }
}
