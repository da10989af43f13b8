package dev.faultline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.Header;
import dev.faultline.udf.format.LogFormat;
import dev.faultline.udf.format.SampleCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tries the lines that the log formats bring along. */
final class FormatSamples {

  private FormatSamples() {}

  /**
   * Compiles the formats and checks that each takes its own lines and reads in them what they
   * state, that no format tried before it takes them away, and that it refuses the lines that it
   * must refuse.
   *
   * @param folder of the formats, for messages
   * @throws CatalogException naming the file, the format and the line
   */
  static void check(List<Located<FormatSpec>> located, String folder) {
    Map<LogFormat, String> places = new LinkedHashMap<>();
    for (Located<FormatSpec> one : located) {
      places.put(compile(one), one.place());
    }
    FormatSet set;
    try {
      set = new FormatSet(List.copyOf(places.keySet()));
    } catch (IllegalArgumentException e) {
      throw new CatalogException(folder + ": " + e.getMessage(), e);
    }
    List<LogFormat> before = new ArrayList<>();
    for (LogFormat format : set.formats()) {
      before.add(format);
      for (FormatSpec.Sample sample : format.spec().matches()) {
        checkMatch(format, sample, before, places.get(format));
      }
      for (String reject : format.spec().rejects()) {
        byte[] line = reject.getBytes(UTF_8);
        if (format.match(line, 0, line.length, new Header())) {
          throw wrong(places.get(format), format, reject, "must be refused but is taken");
        }
      }
    }
  }

  private static LogFormat compile(Located<FormatSpec> located) {
    try {
      return LogFormat.compile(located.spec());
    } catch (IllegalArgumentException e) {
      throw new CatalogException(located.place() + ": " + e.getMessage(), e);
    }
  }

  private static void checkMatch(
      LogFormat format, FormatSpec.Sample sample, List<LogFormat> before, String place) {
    byte[] line = sample.line().getBytes(UTF_8);
    Header header = new Header();
    // The format that takes the line is the last one tried, so the header is as it read it.
    LogFormat taker =
        before.stream()
            .filter(f -> f == format || !f.spec().sniffOnly())
            .filter(f -> f.match(line, 0, line.length, header))
            .findFirst()
            .orElse(null);
    if (taker != format) {
      String what = taker == null ? "is not taken" : "is taken by '" + taker.spec().id() + "'";
      throw wrong(place, format, sample.line(), what);
    }
    String differences =
        SampleCheck.differences(sample, line, header).stream()
            .map(FormatSamples::told)
            .collect(Collectors.joining(" and "));
    if (!differences.isEmpty()) {
      throw wrong(place, format, sample.line(), "has " + differences);
    }
  }

  private static String told(SampleCheck.Difference difference) {
    String found = difference.found() == null ? "none" : "'" + difference.found() + "'";
    return difference.stated() == null
        ? String.format("the %s %s, which the sample does not state", difference.field(), found)
        : String.format("the %s %s, not '%s'", difference.field(), found, difference.stated());
  }

  private static CatalogException wrong(String place, LogFormat format, String line, String what) {
    return new CatalogException(
        String.format(
            "%s: format '%s': the line '%s' %s; change the format or the sample.",
            place, format.spec().id(), line, what));
  }
}
