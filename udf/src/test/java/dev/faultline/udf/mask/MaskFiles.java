package dev.faultline.udf.mask;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds and reads the files that the mask's tests need: the shipped rules and real logs. */
final class MaskFiles {

  private static final Pattern SCALAR =
      Pattern.compile("([a-z_]+): (\\d+|\"(?:[^\"\\\\]|\\\\.)*\")");

  private MaskFiles() {}

  /** The rules of conf/mask.yaml, read as the subset of YAML that this file is written in. */
  static MaskSpec shipped() {
    String version = "";
    int maxCharacters = 0;
    int blobLength = 0;
    List<String> untilSpace = new ArrayList<>();
    List<String> untilEnd = new ArrayList<>();
    List<KeepRule> keep = new ArrayList<>();
    List<String> keepHexIn = new ArrayList<>();
    List<MaskSpec.Sample> samples = new ArrayList<>();
    String key = "";
    String line = "";
    for (String row : readRules()) {
      if (row.isBlank() || row.strip().startsWith("#")) {
        continue;
      }
      if (row.matches("[a-z_]+:.*")) {
        key = row.substring(0, row.indexOf(':'));
      }
      switch (key) {
        case "version" -> version = value(row, key);
        case "max_characters" -> maxCharacters = Integer.parseInt(value(row, key));
        case "blob_length" -> blobLength = Integer.parseInt(value(row, key));
        case "value_until_space" -> addItem(row, untilSpace);
        case "value_until_end" -> addItem(row, untilEnd);
        case "keep_hex_in" -> addItem(row, keepHexIn);
        case "keep" -> {
          if (row.startsWith("  - {")) {
            String digits = value(row, "max_digits");
            keep.add(
                new KeepRule(
                    value(row, "after"),
                    value(row, "before"),
                    digits.isEmpty() ? 0 : Integer.parseInt(digits),
                    value(row, "only_value")));
          }
        }
        case "samples" -> {
          if (row.startsWith("  - line: ")) {
            line = unquote(row.substring("  - line: ".length()));
          } else if (row.startsWith("    shape: ")) {
            samples.add(new MaskSpec.Sample(line, unquote(row.substring("    shape: ".length()))));
          }
        }
        default -> throw new IllegalStateException("conf/mask.yaml: unknown key " + key);
      }
    }
    return new MaskSpec(
        version, maxCharacters, untilSpace, untilEnd, keep, keepHexIn, blobLength, samples);
  }

  /** The folder of real logs, where this checkout has one. */
  static Optional<Path> realLogs() {
    String set = System.getenv("FAULTLINE_DATA");
    Path folder = set == null ? root().resolve("../shared/data") : Path.of(set);
    return Optional.of(folder).filter(Files::isDirectory);
  }

  private static List<String> readRules() {
    Path file = root().resolve("conf/mask.yaml");
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("conf/mask.yaml"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        "no conf/mask.yaml in " + here + " or above; run from the repo");
  }

  private static void addItem(String row, List<String> items) {
    if (row.startsWith("  - ")) {
      items.add(unquote(row.substring(4)));
    }
  }

  private static String value(String row, String key) {
    Matcher scalar = SCALAR.matcher(row);
    while (scalar.find()) {
      if (scalar.group(1).equals(key)) {
        return unquote(scalar.group(2));
      }
    }
    return "";
  }

  private static String unquote(String scalar) {
    if (!scalar.startsWith("\"")) {
      return scalar;
    }
    return scalar.substring(1, scalar.length() - 1).replaceAll("\\\\(.)", "$1");
  }
}
