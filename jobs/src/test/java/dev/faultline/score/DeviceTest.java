package dev.faultline.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

  private static Device device(String pci, String index, String uuid) {
    return Device.of(
        new CsvTable.Row(
            "file:2", Map.of("pci_address", pci, "gpu_index", index, "gpu_uuid", uuid)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0000:3b:00.0", "0000:3b:00", "00000000:3B:00.0", "3b:00.0", "0:3B:00", ":3b:00"})
  void anAddressIsWrittenInManyWays(String pci) {
    assertThat(device(pci, "", "").pci()).isEqualTo("0000:3b:00");
  }

  @ParameterizedTest
  @CsvSource({
    "0001:3b:00.0, 0001:3b:00",
    "00000002:3b:00.0, 0002:3b:00",
    "10000:E1:00.0, 10000:e1:00",
    "Bus 7, bus 7",
    "'', ''"
  })
  void otherAddressesStayOthers(String pci, String expected) {
    assertThat(device(pci, "", "").pci()).isEqualTo(expected);
  }

  @Test
  void theFirstThatBothHaveDecides() {
    Device truth = device("0000:3b:00.0", "3", "GPU-AA");
    assertThat(truth.isSameAs(device("3b:00", "4", "GPU-bb"))).isTrue();
    assertThat(truth.isSameAs(device("3c:00", "3", "GPU-aa"))).isFalse();
    assertThat(truth.isSameAs(device("", "3", "GPU-bb"))).isTrue();
    assertThat(truth.isSameAs(device("", "4", "GPU-aa"))).isFalse();
    assertThat(truth.isSameAs(device("", "", "gpu-aa"))).isTrue();
    assertThat(truth.isSameAs(device("", "", "GPU-bb"))).isFalse();
  }

  @Test
  void twoThatNobodyKnowsAreNotTheSame() {
    Device unknown = device("", "", "");
    assertThat(unknown.isKnown()).isFalse();
    assertThat(unknown.isSameAs(unknown)).isFalse();
    assertThat(device("", "0", "").isKnown()).isTrue();
  }
}
