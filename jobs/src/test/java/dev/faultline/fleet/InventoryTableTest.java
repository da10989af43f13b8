package dev.faultline.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.ingest.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryTableTest {

  private static final String HEADER = "node,rack,gpu_index,gpu_uuid,pci_address\n";

  private static List<Gpu> gpus(String text) {
    return InventoryTable.of(new TableText("inv.csv", text)).gpus();
  }

  @Test
  void columnsGoByTheirNames() {
    String text =
        """
        slot,gpu_name,host_name,pci_address,gpu_serial,gpu_uuid,gpu_index,rack
        x,NVIDIA H100,n1,00000000:4B:00.0,165,GPU-2d,3,r-01
        y,,n2,,,,,
        """;
    assertThat(gpus(text))
        .containsExactly(
            new Gpu("n1", "r-01", 3, "GPU-2d", "165", "0000:4b:00", "NVIDIA H100"),
            new Gpu("n2", null, null, null, null, null, null));
  }

  /** {@code nvidia-smi --query-gpu=… --format=csv} with the node put before each line. */
  @Test
  void whatNvidiaSmiPrints() {
    String text =
        """
        node, index, uuid, serial, pci.bus_id, name
        n1, 0, GPU-2d, [N/A], 00000000:1B:00.0, NVIDIA H100 80GB HBM3
        """;
    assertThat(gpus(text))
        .containsExactly(
            new Gpu("n1", null, 0, "GPU-2d", null, "0000:1b:00", "NVIDIA H100 80GB HBM3"));
  }

  @Test
  void aTableOfHostsAloneIsOneToo() {
    assertThat(gpus("host_name;rack;model\nn1;r1;\nn1;r1;\n"))
        .containsExactly(new Gpu("n1", "r1", null, null, null, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          n1,r1,0,,                  | GPU 0 of n1 stands in line 2 too
          n2,r1,0,GPU-a,             | the UUID GPU-a stands in line 2 too
          n1,r1,1,,PCI:0000:1b:00    | the PCI address 0000:1b:00 of n1 stands in line 2 too
          n1,r2,1,,                  | n1 is in r2 here and in r1 in line 2
          n1,r1,one,,                | gpu_index is 'one', which is no number
          n1,r1,1,,slot 4            | 'slot 4' is no PCI address; write it as 0000:4b:00.0
          ,r1,1,,                    | the row names no node
          n1,r1                      | the row has 2 values and the header 5
          n1,r1,1,,,,                | the row has 7 values and the header 5
          "n1" x,r1,1,,              | this is no row of a table
          """)
  void aWrongRowIsOneSentenceWithItsLine(String row, String told) {
    assertThatThrownBy(() -> gpus(HEADER + "n1,r1,0,GPU-a,0000:1b:00.0\n" + row + "\n"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("inv.csv:3: ")
        .hasMessageContaining(told)
        .hasMessageEndingWith(".");
  }

  @Test
  void theSameIndexOnTwoHostsIsNotTheSameGpu() {
    assertThat(gpus(HEADER + "n1,,0,GPU-a,1b:00.0\nn2,,0,GPU-b,1b:00.0\n")).hasSize(2);
  }

  @Test
  void theHostMustBeThere() {
    assertThatThrownBy(() -> gpus("rack,gpu_index\nr1,0\n"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("inv.csv:1: no column is called node; write a CSV");
  }
}
