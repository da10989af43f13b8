package dev.faultline.simulate;

import java.util.List;

/**
 * A machine.
 *
 * @param number from 0
 * @param host its name
 * @param rack number of its rack, from 0; a rack has one leaf switch
 * @param address of its management network
 * @param bootMicros when it was last started before the night, since 1970
 * @param gpus in the order of their index
 */
record Node(int number, String host, int rack, String address, long bootMicros, List<Gpu> gpus) {

  /**
   * A GPU.
   *
   * @param index as nvidia-smi numbers it
   * @param pci address as the kernel writes it: {@code 0000:3b:00.0}
   * @param uuid as the driver writes it, with {@code GPU-} in front
   * @param serial of the board
   */
  record Gpu(int index, String pci, String uuid, String serial) {

    /** The address as the driver's Xid lines have it, without the function. */
    String xidPci() {
      return pci.substring(0, pci.lastIndexOf('.'));
    }
  }
}
