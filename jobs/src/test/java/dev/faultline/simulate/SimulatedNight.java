package dev.faultline.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.catalog.SimulateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * A night on a local disk, read back without the code that wrote it.
 *
 * @param folder of the night
 * @param outcome what the simulation said of it
 */
record SimulatedNight(Path folder, Simulation.Outcome outcome) {

  static final Instant START = Instant.parse("2026-03-13T22:00:00Z");

  static final Library LIBRARY = SimulateFiles.load(null, new Configuration());

  /** Writes a night. */
  static SimulatedNight of(Path folder, int hours, int nodes, long size, long seed, int threads) {
    SimulateOptions options = new SimulateOptions(hours, nodes, size, seed, START);
    try {
      Simulation.Outcome outcome =
          Simulation.write(
              LIBRARY,
              options,
              FileSystem.getLocal(new Configuration()),
              new org.apache.hadoop.fs.Path(folder.toUri()),
              "test",
              threads);
      return new SimulatedNight(folder, outcome);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The paths of all files below the folder, in order. */
  List<String> files() {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SHA-256 of each file as it is stored. */
  Map<String, String> hashes() {
    Map<String, String> hashes = new TreeMap<>();
    for (String file : files()) {
      try {
        byte[] stored = Files.readAllBytes(folder.resolve(file));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(stored);
        hashes.put(file, HexFormat.of().formatHex(digest));
      } catch (IOException | NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
    return hashes;
  }

  /** The content of a file, unpacked. */
  byte[] content(String path) {
    try (InputStream in = Files.newInputStream(folder.resolve(path))) {
      if (path.endsWith(".gz")) {
        return new GZIPInputStream(in).readAllBytes();
      }
      return path.endsWith(".bz2")
          ? new BZip2CompressorInputStream(in, true).readAllBytes()
          : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a file, unpacked; only a line feed ends one. */
  List<String> lines(String path) {
    return Arrays.asList(new String(content(path), UTF_8).split("\n", -1));
  }

  /** The rows of a table, each by the names in its first line. */
  List<Map<String, String>> table(String path, String separator) {
    List<String> lines = lines(path);
    String[] names = lines.get(0).split(separator, -1);
    return lines.subList(1, lines.size() - 1).stream()
        .map(
            line -> {
              String[] cells = line.split(separator, -1);
              Map<String, String> row = new LinkedHashMap<>();
              for (int i = 0; i < names.length; i++) {
                row.put(names[i], cells[i]);
              }
              return row;
            })
        .toList();
  }

  List<Map<String, String>> incidents() {
    return table("truth/incidents.csv", ",");
  }

  List<Map<String, String>> labels() {
    return table("truth/labels.csv", ",");
  }
}
