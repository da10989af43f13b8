package dev.faultline.catalog;

import dev.faultline.storage.StorageProblem;
import dev.faultline.storage.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The files of a configuration folder, read whole: they are small. What is neither YAML nor CSV
 * (notes, settings of Spark) is no part of what Faultline knows.
 *
 * @param place where they come from, for messages
 * @param texts name relative to the folder ({@code formats/dmesg.yaml}) to content
 */
record ConfFiles(String place, SortedMap<String, String> texts) {

  private static final String BUNDLED = "/faultline-conf/";

  /** Returns the configuration that travels in the jar. */
  static ConfFiles bundled() {
    URL url = ConfFiles.class.getResource(BUNDLED);
    if (url == null) {
      throw new CatalogException(
          "This build has no configuration in its jar; name one by --conf-dir.");
    }
    try {
      URI uri = url.toURI();
      if (!"jar".equals(uri.getScheme())) {
        return new ConfFiles("conf", texts(java.nio.file.Path.of(uri)));
      }
      // Not FileSystems.newFileSystem(uri): that one is shared, and a second opener would fail.
      String jar = uri.getSchemeSpecificPart();
      URI file = URI.create(jar.substring(0, jar.indexOf("!/")));
      try (var zip = FileSystems.newFileSystem(java.nio.file.Path.of(file), Map.of())) {
        return new ConfFiles("conf", texts(zip.getPath(BUNDLED)));
      }
    } catch (IOException | URISyntaxException e) {
      throw new CatalogException("The jar's configuration cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isKnowledge(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".csv");
  }

  private static SortedMap<String, String> texts(java.nio.file.Path root) throws IOException {
    List<java.nio.file.Path> files;
    try (Stream<java.nio.file.Path> walk = Files.walk(root)) {
      files =
          walk.filter(file -> isKnowledge(file.toString())).filter(Files::isRegularFile).toList();
    }
    SortedMap<String, String> texts = new TreeMap<>();
    for (java.nio.file.Path file : files) {
      texts.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
    }
    return texts;
  }

  /** Returns the configuration in a folder on any Hadoop file system. */
  static ConfFiles in(String folder, Configuration conf) {
    try {
      Path path = new Path(folder);
      FileSystem fs = path.getFileSystem(conf);
      Path root = fs.makeQualified(path);
      if (fs instanceof LocalFileSystem) {
        // Hadoop takes milliseconds a file, and every start reads them all.
        return new ConfFiles(folder, texts(java.nio.file.Path.of(root.toUri()).toRealPath()));
      }
      SortedMap<String, String> texts = new TreeMap<>();
      RemoteIterator<LocatedFileStatus> files = fs.listFiles(root, true);
      while (files.hasNext()) {
        Path file = files.next().getPath();
        if (isKnowledge(file.getName())) {
          String name = file.toString().substring(root.toString().length() + 1);
          texts.put(name, WholeFile.read(fs, file));
        }
      }
      return new ConfFiles(folder, texts);
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new CatalogException("The configuration folder " + folder + " does not exist.", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new CatalogException(
          "The configuration folder " + folder + " cannot be read: " + StorageProblem.sentence(e),
          e);
    }
  }

  /** Returns what messages call a file. */
  String at(String name) {
    return place + "/" + name;
  }

  /**
   * Returns the same with the line in which a value stands.
   *
   * @param at what {@link #at} returned
   */
  String atLine(String at, String value) {
    String text = texts.get(at.substring(Math.min(at.length(), place.length() + 1)));
    int line = text == null ? 0 : Yaml.lineOf(text, value);
    return line == 0 ? at : at + ":" + line;
  }

  /** Returns the content of a file that has to be there. */
  String required(String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new CatalogException("There is no " + name + " in " + place + ".");
    }
    return text;
  }

  /** Returns the names of the YAML files in a folder and below it, sorted. */
  List<String> yamlIn(String folder) {
    return texts.keySet().stream()
        .filter(name -> name.startsWith(folder + "/") && name.endsWith(".yaml"))
        .toList();
  }
}
