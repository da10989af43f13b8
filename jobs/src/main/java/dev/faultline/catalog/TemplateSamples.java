package dev.faultline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.udf.mask.MaskScanner;
import dev.faultline.udf.mask.MaskSpec;
import dev.faultline.udf.template.Shape;
import dev.faultline.udf.template.Template;
import dev.faultline.udf.template.TemplateMiner;
import dev.faultline.udf.template.TemplateSpec;

/** Tries the lines that the template miner's settings bring along. */
final class TemplateSamples {

  private TemplateSamples() {}

  /**
   * Masks and mines the lines of each sample, and compares the template of each with the stated
   * one.
   *
   * @param place the file, for messages
   * @throws CatalogException naming the file, the line and both templates
   */
  static void check(TemplateSpec spec, MaskSpec mask, String place) {
    TemplateMiner miner = new TemplateMiner(spec);
    MaskScanner scanner = new MaskScanner(mask);
    for (TemplateSpec.Sample sample : spec.samples()) {
      var templates = miner.mine(sample.lines().stream().map(l -> shape(scanner, l)).toList());
      for (int i = 0; i < templates.size(); i++) {
        Template mined = templates.get(i);
        if (!mined.text().equals(sample.template())) {
          throw new CatalogException(
              String.format(
                  "%s: the sample '%s' has the template '%s', not '%s'; change a setting or the"
                      + " sample.",
                  place, sample.lines().get(i), mined.text(), sample.template()));
        }
      }
    }
  }

  private static Shape shape(MaskScanner scanner, String line) {
    byte[] bytes = line.getBytes(UTF_8);
    int length = scanner.mask(bytes, 0, bytes.length);
    return new Shape(new String(scanner.bytes(), 0, length, UTF_8), line);
  }
}
