package dev.faultline.catalog;

import java.util.List;

/**
 * What a file of the configuration holds, and which file that is.
 *
 * @param place name of the file, for messages
 * @param spec its content
 */
record Located<T>(String place, T spec) {

  /** Reads all YAML files in a folder and below it, in the order of their names. */
  static <T> List<Located<T>> readAll(ConfFiles files, String folder, Class<T> type) {
    return files.yamlIn(folder).stream()
        .map(
            name ->
                new Located<>(
                    files.at(name), Yaml.read(files.required(name), type, files.at(name))))
        .toList();
  }

  static <T> List<T> specs(List<Located<T>> located) {
    return located.stream().map(Located::spec).toList();
  }
}
