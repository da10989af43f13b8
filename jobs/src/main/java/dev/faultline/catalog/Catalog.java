package dev.faultline.catalog;

import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.mask.MaskChain;
import dev.faultline.udf.mask.MaskScanner;
import dev.faultline.udf.mask.MaskSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * What Faultline knows: the content of {@code conf}, read and checked. Every sample in it was tried
 * while it was loaded, so a rule that does not do what its sample says never runs.
 *
 * @param place where it was read from, for messages
 * @param mask how messages become shapes
 * @param formats how lines begin
 */
public record Catalog(String place, MaskSpec mask, List<FormatSpec> formats) {

  private static final String MASK = "mask.yaml";

  /**
   * Reads and checks a configuration.
   *
   * @param folder URI of a folder like {@code conf}, or null for the one in the jar
   * @throws CatalogException naming the file, the line if there is one, and what is wrong
   */
  public static Catalog load(String folder, Configuration conf) {
    ConfFiles files = folder == null ? ConfFiles.bundled() : ConfFiles.in(folder, conf);
    MaskSpec mask = Yaml.read(files.required(MASK), MaskSpec.class, files.at(MASK));
    checkSamples(mask, files.at(MASK));
    List<FormatSpec> formats =
        files.yamlIn("formats").stream()
            .map(name -> Yaml.read(files.required(name), FormatSpec.class, files.at(name)))
            .toList();
    FormatSamples.check(formats, files.at("formats"));
    return new Catalog(files.place(), mask, formats);
  }

  /** Returns what was read, in one line. */
  public String summary() {
    return String.format(
        "%d log formats with %d lines that must match and %d that must not, "
            + "mask version %s with %d samples, all as they should be",
        formats.size(),
        formats.stream().mapToInt(format -> format.matches().size()).sum(),
        formats.stream().mapToInt(format -> format.rejects().size()).sum(),
        mask.version(),
        mask.samples().size());
  }

  private static void checkSamples(MaskSpec mask, String place) {
    MaskScanner scanner = new MaskScanner(mask);
    MaskChain chain = new MaskChain(mask);
    for (MaskSpec.Sample sample : mask.samples()) {
      byte[] line = sample.line().getBytes(StandardCharsets.UTF_8);
      scanner.mask(line, 0, line.length);
      String scanned = new String(scanner.bytes(), 0, scanner.length(), StandardCharsets.UTF_8);
      check(sample, scanned, place);
      check(sample, chain.mask(sample.line()), place);
    }
  }

  private static void check(MaskSpec.Sample sample, String shape, String place) {
    if (!shape.equals(sample.shape())) {
      throw new CatalogException(
          String.format(
              "%s: the sample '%s' has the shape '%s', not '%s'; change the rule or the sample.",
              place, sample.line(), shape, sample.shape()));
    }
  }
}
