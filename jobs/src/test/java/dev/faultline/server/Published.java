package dev.faultline.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * What a reader finds who starts at the manifest of the day.
 *
 * @param manifest the one of the day
 * @param files the content of the files of the run that it names, by their paths in its folder
 */
public record Published(JsonNode manifest, Map<String, byte[]> files) {

  /** Follows the only manifest of a day in an output folder to its run. */
  public static Published in(Map<String, byte[]> output) throws IOException {
    List<String> pointers =
        output.keySet().stream().filter(path -> path.matches("dt=[^/]*/manifest.json")).toList();
    if (pointers.size() != 1) {
      throw new AssertionError("Not one manifest of a day in " + output.keySet());
    }
    JsonNode manifest = new ObjectMapper().readTree(output.get(pointers.get(0)));
    String run = manifest.get("run_path").asText().replaceFirst("^\\.\\./", "") + "/";
    Map<String, byte[]> files = new TreeMap<>();
    output.forEach(
        (path, content) -> {
          if (path.startsWith(run)) {
            files.put(path.substring(run.length()), content);
          }
        });
    return new Published(manifest, files);
  }

  /** Follows the only manifest of a day in an output folder on this machine's disk. */
  public static Published ofDisk(Path output) throws IOException {
    return in(new RemoteFiles(new Configuration()).read(output.toUri().toString()));
  }

  /**
   * Returns what must be the same for the same logs, wherever they are: the reports and the CSV
   * files, by path.
   *
   * @param places where the logs are, in the ways that reports name it; each becomes {@code LOGS}
   */
  public Map<String, String> results(String... places) {
    Map<String, String> results = new TreeMap<>();
    files.forEach(
        (path, content) -> {
          if (path.startsWith("report.") || path.startsWith("csv/")) {
            String text = new String(content, StandardCharsets.UTF_8);
            for (String place : places) {
              text = text.replace(place, "LOGS");
            }
            results.put(path, text);
          }
        });
    return results;
  }
}
