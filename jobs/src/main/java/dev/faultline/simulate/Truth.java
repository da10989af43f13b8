package dev.faultline.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What really happened in the night, for who wants to score what was found. */
final class Truth {

  private static final Comparator<Label> BY_TIME =
      Comparator.comparingLong((Label label) -> label.fault().micros())
          .thenComparing(Label::path)
          .thenComparing(Label::line);

  private Truth() {}

  /**
   * Returns a row per incident. The first and last lines are those of the first and last message in
   * time; of copies of a message, the one in the file that comes first by its name. An incident
   * without any line (a node falls silent) has empty cells there.
   */
  static String incidents(Plan plan, List<Written> files) {
    Map<Integer, List<Label>> byIncident = new HashMap<>();
    for (Written file : files) {
      for (Label label : file.labels()) {
        int number = label.fault().incident().number();
        byIncident.computeIfAbsent(number, n -> new ArrayList<>()).add(label);
      }
    }
    StringBuilder table =
        new StringBuilder(
            "incident_id,family,node,gpu_index,gpu_uuid,pci_address,job_id,rank,start_time,"
                + "first_time,last_time,first_path,first_line,last_path,last_line,lines,action\n");
    for (Incident incident : plan.incidents()) {
      List<Label> labels = byIncident.getOrDefault(incident.number(), new ArrayList<>());
      labels.sort(BY_TIME);
      table.append(String.join(",", row(incident, labels))).append('\n');
    }
    return table.toString();
  }

  private static List<String> row(Incident incident, List<Label> labels) {
    Node.Gpu gpu = incident.gpu();
    List<String> row = new ArrayList<>();
    row.add(incident.id());
    row.add(incident.family().spec().id());
    row.add(incident.nodes().stream().map(Node::host).collect(Collectors.joining(";")));
    row.add(gpu == null ? "" : String.valueOf(gpu.index()));
    row.add(gpu == null ? "" : gpu.uuid());
    row.add(gpu == null ? "" : gpu.pci());
    row.add(
        incident.jobs().stream().map(j -> String.valueOf(j.id())).collect(Collectors.joining(";")));
    row.add(incident.rank() < 0 ? "" : String.valueOf(incident.rank()));
    row.add(Tables.iso(incident.start()));
    if (labels.isEmpty()) {
      row.addAll(List.of("", "", "", "", "", ""));
    } else {
      Label first = labels.get(0);
      Label last = labels.get(labels.size() - 1);
      row.add(Tables.iso(first.fault().micros()));
      row.add(Tables.iso(last.fault().micros()));
      row.add(first.path());
      row.add(String.valueOf(first.line()));
      row.add(last.path());
      row.add(String.valueOf(last.line()));
    }
    row.add(String.valueOf(labels.size()));
    row.add(incident.family().spec().action());
    return row;
  }

  /** Returns a row per message of a fault, in the order of files and lines. */
  static String labels(List<Written> files) {
    StringBuilder table = new StringBuilder("path,line,time,incident_id,role\n");
    for (Written file : files) {
      for (Label label : file.labels()) {
        table
            .append(label.path())
            .append(',')
            .append(label.line())
            .append(',')
            .append(Tables.iso(label.fault().micros()))
            .append(',')
            .append(label.fault().incident().id())
            .append(',')
            .append(label.fault().said().spec().role())
            .append('\n');
      }
    }
    return table.toString();
  }

  /** Returns how the night was made, and how many lines and bytes each file has. */
  static String manifest(Plan plan, List<Written> files, String version) {
    SimulateOptions options = plan.options();
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode manifest = json.createObjectNode();
    manifest.put("faultline", version);
    manifest.put("seed", options.seed());
    manifest.put("hours", options.hours());
    manifest.put("nodes", options.nodes());
    manifest.put("size_bytes", options.sizeBytes());
    manifest.put("start", options.start().toString());
    manifest.put("end", Tables.iso(options.endMicros()));
    manifest.put("jobs", plan.jobs().size());
    manifest.put("incidents", plan.incidents().size());
    ArrayNode leftOut = manifest.putArray("families_left_out");
    plan.leftOut().forEach(leftOut::add);
    ArrayNode all = manifest.putArray("files");
    for (Written file : files) {
      ObjectNode one = all.addObject();
      one.put("path", file.path());
      one.put("lines", file.lines());
      one.put("bytes", file.bytes());
    }
    try {
      return json.writeValueAsString(manifest) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of texts and numbers is always JSON", e);
    }
  }
}
