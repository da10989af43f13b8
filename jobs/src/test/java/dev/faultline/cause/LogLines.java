package dev.faultline.cause;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.catalog.Catalog;
import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.Header;
import dev.faultline.udf.format.LogFormat;
import dev.faultline.udf.format.Sniffer;
import dev.faultline.udf.mask.MaskScanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A line of a log as rules see it. Continuation lines stand alone here.
 *
 * @param shape the masked message
 * @param isError whether its level is ERROR or FATAL
 */
record LogLines(String text, String shape, boolean isError) {

  private static final int ERROR = 17;

  /** Reads all lines in a file, or in the files of a folder and below it. */
  static List<LogLines> in(Path root, Catalog catalog) throws IOException {
    FormatSet set = new FormatSet(catalog.formats().stream().map(LogFormat::compile).toList());
    MaskScanner mask = new MaskScanner(catalog.mask());
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    List<LogLines> all = new ArrayList<>();
    for (Path file : files) {
      List<byte[]> lines = read(file);
      Sniffer sniffer = new Sniffer(set);
      lines.stream().limit(200).forEach(line -> sniffer.feed(line, 0, line.length, false));
      Header header = new Header();
      for (byte[] line : lines) {
        boolean matched = set.match(line, 0, line.length, sniffer.candidates(), header) >= 0;
        int from = matched ? header.bodyStart : 0;
        int length = mask.mask(line, from, line.length);
        String shape = new String(mask.bytes(), 0, length, UTF_8);
        boolean isError = matched && header.severityNumber >= ERROR;
        all.add(new LogLines(new String(line, UTF_8), shape, isError));
      }
    }
    return all;
  }

  private static List<byte[]> read(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .map(line -> line.getBytes(UTF_8))
          .toList();
    }
  }
}
