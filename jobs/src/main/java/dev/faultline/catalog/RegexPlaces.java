package dev.faultline.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * Where the regular expressions of a configuration stand, for who finds one in a query.
 *
 * @param places file and line of each
 */
public record RegexPlaces(Map<String, String> places) {

  private static final Set<String> FOLDERS =
      Set.of("formats", "causes", "signals", "categories", "severities.yaml");
  private static final Set<String> KEYS = Set.of("pattern", "code", "critical", "high");

  /**
   * Reads a configuration.
   *
   * @param folder as in {@link Catalog#load}
   */
  public static RegexPlaces of(String folder, Configuration conf) {
    ConfFiles files = folder == null ? ConfFiles.bundled() : ConfFiles.in(folder, conf);
    Map<String, String> places = new LinkedHashMap<>();
    files
        .texts()
        .forEach(
            (name, text) -> {
              if (FOLDERS.contains(name.replaceFirst("/.*", ""))) {
                Yaml.values(text, KEYS)
                    .forEach(
                        (regex, line) -> places.putIfAbsent(regex, files.at(name) + ":" + line));
              }
            });
    return new RegexPlaces(places);
  }

  /** Returns the place of the longest regular expression that is in an expression of SQL. */
  public Optional<String> in(String expression) {
    return places.keySet().stream()
        .filter(regex -> !regex.isEmpty() && expression.contains(regex))
        .max((one, other) -> Integer.compare(one.length(), other.length()))
        .map(places::get);
  }
}
