package dev.faultline.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The machines of a night. */
final class Nodes {

  private static final long HOUR = 3_600_000_000L;

  private Nodes() {}

  static List<Node> of(SimulateOptions options, Library library) {
    NightSpec night = library.night();
    Range uptime = library.uptimeHours();
    List<Node> nodes = new ArrayList<>();
    for (int number = 0; number < options.nodes(); number++) {
      Dice dice = Dice.of(options.seed(), "node", number);
      List<Node.Gpu> gpus = new ArrayList<>();
      for (String pci : night.gpuPciAddresses()) {
        String serial = String.format(Locale.ROOT, "16%011d", dice.between(0, 99_999_999_999L));
        gpus.add(new Node.Gpu(gpus.size(), pci, "GPU-" + uuid(dice), serial));
      }
      int rack = number / night.nodesPerRack();
      long boot = options.startMicros() - (long) (uptime.draw(dice) * HOUR);
      String address = "10." + (64 + rack / 250) + "." + rack % 250 + "." + (10 + number % 240);
      Node unnamed = new Node(number, "", rack, address, boot, List.copyOf(gpus));
      Scene scene = new Scene();
      scene.dice = dice;
      scene.node = unnamed;
      String host = library.host().text(scene);
      nodes.add(new Node(number, host, rack, address, boot, unnamed.gpus()));
    }
    return List.copyOf(nodes);
  }

  /** Cuts the nodes into those that work together. */
  static List<List<Node>> groups(List<Node> nodes, List<Integer> sizes) {
    List<List<Node>> groups = new ArrayList<>();
    for (int from = 0; from < nodes.size(); ) {
      int to = Math.min(nodes.size(), from + sizes.get(groups.size() % sizes.size()));
      groups.add(nodes.subList(from, to));
      from = to;
    }
    return List.copyOf(groups);
  }

  private static String uuid(Dice dice) {
    Bytes hex = new Bytes(36);
    int[] lengths = {8, 4, 4, 4, 12};
    for (int i = 0; i < lengths.length; i++) {
      if (i > 0) {
        hex.add('-');
      }
      hex.addHex(dice, lengths[i]);
    }
    return hex.toString();
  }
}
