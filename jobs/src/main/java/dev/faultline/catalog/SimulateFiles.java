package dev.faultline.catalog;

import dev.faultline.simulate.FaultSpec;
import dev.faultline.simulate.Library;
import dev.faultline.simulate.LogSpec;
import dev.faultline.simulate.NightSpec;
import dev.faultline.simulate.SimulateException;
import dev.faultline.simulate.SimulateSpec;
import dev.faultline.simulate.WordsSpec;
import dev.faultline.simulate.WriterSpec;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;

/** The folder {@code simulate} of a configuration; only what simulates reads it. */
public final class SimulateFiles {

  static final String FOLDER = "simulate";

  private static final String NIGHT = FOLDER + "/night.yaml";
  private static final String WORDS = FOLDER + "/words.yaml";

  private SimulateFiles() {}

  /**
   * Reads and compiles it.
   *
   * @param folder URI of a folder like {@code conf}, or null for the one in the jar
   * @throws CatalogException naming the file and what is wrong
   */
  public static Library load(String folder, Configuration conf) {
    return library(read(folder == null ? ConfFiles.bundled() : ConfFiles.in(folder, conf)));
  }

  /**
   * Checks it; a configuration need not have it.
   *
   * @throws CatalogException as {@link #load}
   */
  static void check(ConfFiles files) {
    if (!names(files).isEmpty()) {
      library(read(files));
    }
  }

  private static Set<String> names(ConfFiles files) {
    // '0' is the character behind '/'.
    return files.texts().subMap(FOLDER + "/", FOLDER + "0").keySet();
  }

  private static Library library(SimulateSpec spec) {
    try {
      return Library.of(spec);
    } catch (SimulateException e) {
      throw new CatalogException(e.getMessage(), e);
    }
  }

  private static SimulateSpec read(ConfFiles files) {
    checkNames(files);
    return new SimulateSpec(
        files.at(FOLDER),
        Yaml.read(files.required(NIGHT), NightSpec.class, files.at(NIGHT)),
        Yaml.read(files.required(WORDS), WordsSpec.class, files.at(WORDS)),
        all(files, "logs", LogSpec.class, LogSpec::id),
        all(files, "messages", WriterSpec.class, WriterSpec::id),
        all(files, "faults", FaultSpec.class, FaultSpec::id));
  }

  private static void checkNames(ConfFiles files) {
    for (String name : names(files)) {
      boolean known =
          name.equals(NIGHT)
              || name.equals(WORDS)
              || name.matches(FOLDER + "/(logs|messages|faults)/.*");
      if (!known) {
        throw new CatalogException(
            files.at(name)
                + ": nothing reads this file; known are night.yaml, words.yaml and the folders"
                + " logs, messages and faults.");
      }
    }
  }

  private static <T> SortedMap<String, T> all(
      ConfFiles files, String folder, Class<T> type, Function<T, String> id) {
    SortedMap<String, T> specs = new TreeMap<>();
    Map<String, String> places = new TreeMap<>();
    for (Located<T> located : Located.readAll(files, FOLDER + "/" + folder, type)) {
      specs.put(located.place(), located.spec());
      String name = id.apply(located.spec());
      String other = places.putIfAbsent(name, located.place());
      if (other != null) {
        throw new CatalogException(
            located.place() + ": the id '" + name + "' is that of " + other + ", too; rename one.");
      }
    }
    if (specs.isEmpty()) {
      throw new CatalogException("There is no file in " + files.at(FOLDER + "/" + folder) + ".");
    }
    return specs;
  }
}
