package dev.faultline.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.Header;
import dev.faultline.udf.format.LineText;
import dev.faultline.udf.format.LogFormat;
import dev.faultline.udf.mask.MaskScanner;
import dev.faultline.udf.mask.MaskSpec;
import java.util.List;

/**
 * Shapes made anew of samples, for runs whose masks differ. They are coarser than shapes: a word
 * with a variable in it is left out whole, since what one mask keeps the other may not, and so are
 * further lines of the record. Not safe for use by several threads.
 */
final class SampleShapes {

  private static final long ALL_FORMATS = -1L;

  private final FormatSet formats;
  private final LineText text;
  private final MaskScanner mask;
  private final Header header = new Header();

  SampleShapes(MaskSpec mask, List<FormatSpec> formats) {
    this.mask = new MaskScanner(mask);
    this.formats = new FormatSet(formats.stream().map(LogFormat::compile).toList());
    text = new LineText(this.formats);
  }

  /** Returns what a line comes down to. */
  String of(String sample) {
    byte[] bytes = sample.getBytes(UTF_8);
    text.read(bytes, 0, bytes.length);
    int format = text.match(ALL_FORMATS, header);
    if (format < 0 && text.isWrapped()) {
      format = text.matchWrapper(header);
    }
    byte[] line = text.bytes();
    int start = 0;
    if (format >= 0) {
      formats.formats().get(format).match(line, 0, line.length, header);
      start = header.bodyStart;
    }
    mask.mask(line, start, line.length);
    return new String(mask.bytes(), 0, mask.length(), UTF_8)
        .replaceAll("[^ ]*([0-9#]|<\\*>)[^ ]*", "<*>");
  }
}
