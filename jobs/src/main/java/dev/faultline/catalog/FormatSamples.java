package dev.faultline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.Header;
import dev.faultline.udf.format.LineText;
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
   * @param regexes compiles those of their attributes
   * @throws CatalogException naming the file, the format and the line
   */
  static void check(List<Located<FormatSpec>> located, String folder, RuleRegex regexes) {
    FormatAttributes.check(located, regexes);
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
    LineText text = new LineText(set);
    List<LogFormat> before = new ArrayList<>();
    for (LogFormat format : set.formats()) {
      before.add(format);
      for (FormatSpec.Sample sample : format.spec().matches()) {
        checkMatch(format, sample, taker(format, sample.line(), text, before), places.get(format));
      }
      for (String reject : format.spec().rejects()) {
        if (taker(format, reject, text, List.of(format)).format() == format) {
          throw wrong(places.get(format), format, reject, "must be refused but is taken");
        }
      }
    }
  }

  /** Who takes a line, and what it then reads in which text; null for none. */
  private record Taker(LogFormat format, byte[] line, Header header) {}

  /** Tries a line with those formats that are tried before one of them, and with that one. */
  private static Taker taker(
      LogFormat format, String sample, LineText text, List<LogFormat> before) {
    byte[] raw = sample.getBytes(UTF_8);
    Header header = new Header();
    text.read(raw, 0, raw.length);
    if (text.isJson() || text.isWrapped()) {
      int index = text.match(-1L, header);
      index = index < 0 && text.isWrapped() ? text.matchWrapper(header) : index;
      header.rebase(text.start());
      return new Taker(index < 0 ? null : text.format(index), text.bytes(), header);
    }
    // The format that takes the line is the last one tried, so the header is as it read it.
    LogFormat taker =
        before.stream()
            .filter(f -> f.spec().isPlain())
            .filter(f -> f == format || !f.spec().sniffOnly())
            .filter(f -> f.match(raw, 0, raw.length, header))
            .findFirst()
            .orElse(null);
    return new Taker(taker, raw, header);
  }

  private static LogFormat compile(Located<FormatSpec> located) {
    try {
      return LogFormat.compile(located.spec());
    } catch (IllegalArgumentException e) {
      throw new CatalogException(located.place() + ": " + e.getMessage(), e);
    }
  }

  private static void checkMatch(
      LogFormat format, FormatSpec.Sample sample, Taker taker, String place) {
    if (taker.format() != format) {
      String what =
          taker.format() == null
              ? "is not taken"
              : "is taken by '" + taker.format().spec().id() + "'";
      throw wrong(place, format, sample.line(), what);
    }
    String differences =
        SampleCheck.differences(sample, taker.line(), taker.header()).stream()
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
