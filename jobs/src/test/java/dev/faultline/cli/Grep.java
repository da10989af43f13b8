package dev.faultline.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Counts lines as {@code grep} does, without any of Faultline's code. */
record Grep(List<String> lines) {

  /** Reads a file, or all files in a folder and below it; compressed ones are unpacked. */
  static Grep in(Path root) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      new String(content(file), ISO_8859_1).lines().forEach(lines::add);
    }
    return new Grep(lines);
  }

  /** The bytes of a file, unpacked if it is named .gz or .bz2. */
  static byte[] content(Path file) throws IOException {
    String name = file.toString();
    try (InputStream raw = Files.newInputStream(file)) {
      if (name.endsWith(".gz")) {
        return new GZIPInputStream(raw).readAllBytes();
      }
      return name.endsWith(".bz2")
          ? new BZip2CompressorInputStream(raw, true).readAllBytes()
          : raw.readAllBytes();
    }
  }

  /** As {@code wc -l}, plus one for a last line without a line end. */
  static long lines(byte[] content) {
    long lines = 0;
    for (byte b : content) {
      lines += b == '\n' ? 1 : 0;
    }
    return content.length > 0 && content[content.length - 1] != '\n' ? lines + 1 : lines;
  }

  /** As {@code grep -c}. */
  long count(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return lines.stream().filter(line -> pattern.matcher(line).find()).count();
  }

  /** What the first group of the regex finds, once a line. */
  List<String> find(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return lines.stream().map(pattern::matcher).filter(Matcher::find).map(m -> m.group(1)).toList();
  }

  /** As {@link #find} {@code | sort | uniq -c}. */
  Map<String, Long> tally(String regex) {
    Map<String, Long> tally = new TreeMap<>();
    find(regex).forEach(found -> tally.merge(found, 1L, Long::sum));
    return tally;
  }
}
