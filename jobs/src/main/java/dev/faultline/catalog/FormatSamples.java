package dev.faultline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.Header;
import dev.faultline.udf.format.LogFormat;
import java.util.ArrayList;
import java.util.List;

/** Tries the lines that the log formats bring along. */
final class FormatSamples {

  private FormatSamples() {}

  /**
   * Compiles the formats and checks that each takes its own lines, that no format tried before it
   * takes them away, and that it refuses the lines that it must refuse.
   *
   * @param place the folder of the formats, for messages
   * @throws CatalogException naming the format and the line
   */
  static void check(List<FormatSpec> specs, String place) {
    FormatSet set;
    try {
      set = new FormatSet(specs.stream().map(LogFormat::compile).toList());
    } catch (IllegalArgumentException e) {
      throw new CatalogException(place + ": " + e.getMessage(), e);
    }
    Header header = new Header();
    List<LogFormat> before = new ArrayList<>();
    for (LogFormat format : set.formats()) {
      before.add(format);
      FormatSpec spec = format.spec();
      for (FormatSpec.Sample sample : spec.matches()) {
        byte[] line = sample.line().getBytes(UTF_8);
        LogFormat taker =
            before.stream()
                .filter(f -> f == format || !f.spec().sniffOnly())
                .filter(f -> f.match(line, 0, line.length, header))
                .findFirst()
                .orElse(null);
        if (taker != format) {
          String what = taker == null ? "is not taken" : "is taken by '" + taker.spec().id() + "'";
          throw wrong(place, spec, sample.line(), what);
        }
      }
      for (String reject : spec.rejects()) {
        byte[] line = reject.getBytes(UTF_8);
        if (format.match(line, 0, line.length, header)) {
          throw wrong(place, spec, reject, "must be refused but is taken");
        }
      }
    }
  }

  private static CatalogException wrong(String place, FormatSpec spec, String line, String what) {
    return new CatalogException(
        String.format(
            "%s: format '%s': the line '%s' %s; change the pattern or the line.",
            place, spec.id(), line, what));
  }
}
