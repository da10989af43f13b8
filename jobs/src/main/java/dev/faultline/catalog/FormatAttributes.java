package dev.faultline.catalog;

import dev.faultline.udf.format.AttributeReader;
import dev.faultline.udf.format.AttributeSpec;
import dev.faultline.udf.format.FormatSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Checks the attributes of log formats, and reads them in the formats' own lines. */
final class FormatAttributes {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
  private static final Set<String> TYPES = Set.of(AttributeSpec.TEXT, AttributeSpec.INTEGER);
  private static final Set<String> PLACES = Set.of(AttributeSpec.LINE, AttributeSpec.BODY);

  /** Columns that every record has. */
  static final Set<String> TAKEN =
      Set.of(
          "file_id",
          "log_file_path",
          "offset",
          "format_id",
          "text",
          "time_micros",
          "severity_number",
          "host_name",
          "service_name",
          "process_pid",
          "rank",
          "component",
          "uptime_seconds",
          "body",
          "shape",
          "shape_hash",
          "stream_id");

  private FormatAttributes() {}

  /**
   * Checks that names are new, types the same in all formats, patterns have one group, and that the
   * samples of each format state what is read in them.
   *
   * @throws CatalogException naming the file and what is wrong
   */
  static void check(List<Located<FormatSpec>> formats, RuleRegex regexes) {
    Map<String, String> types = new HashMap<>();
    for (Located<FormatSpec> format : formats) {
      Set<String> names = new HashSet<>();
      for (AttributeSpec attribute : format.spec().attributes()) {
        checkDeclared(format.place(), attribute, regexes);
        if (!names.add(attribute.name())) {
          throw wrong(format.place(), attribute, "stands twice");
        }
        String type = types.putIfAbsent(attribute.name(), attribute.type());
        if (type != null && !type.equals(attribute.type())) {
          throw wrong(
              format.place(), attribute, "is of type " + type + " in another format; keep to one");
        }
      }
      checkSamples(format.place(), format.spec());
    }
  }

  private static void checkDeclared(String place, AttributeSpec attribute, RuleRegex regexes) {
    if (!NAME.matcher(attribute.name()).matches()) {
      throw wrong(place, attribute, "needs a name in snake_case");
    }
    if (TAKEN.contains(attribute.name())) {
      throw wrong(place, attribute, "has the name of a column that every record has");
    }
    if (!TYPES.contains(attribute.type())) {
      throw wrong(place, attribute, "must be of type text or integer");
    }
    if (!PLACES.contains(attribute.in())) {
      throw wrong(place, attribute, "must be in line or body");
    }
    String key = "attributes '" + attribute.name() + "' pattern";
    Pattern pattern = regexes.compileOfLine(place, key, attribute.pattern());
    if (pattern == null || pattern.matcher("").groupCount() != 1) {
      throw wrong(place, attribute, "needs a pattern with one group");
    }
  }

  private static void checkSamples(String place, FormatSpec format) {
    AttributeReader reader = new AttributeReader(format);
    Set<String> unread = new TreeSet<>();
    format.attributes().forEach(attribute -> unread.add(attribute.name()));
    for (FormatSpec.Sample sample : format.matches()) {
      Map<String, String> found = reader.read(sample.line(), sample.body());
      unread.removeAll(found.keySet());
      Set<String> names = new TreeSet<>(sample.attributes().keySet());
      names.addAll(found.keySet());
      List<String> differences = new ArrayList<>();
      for (String name : names) {
        String stated = sample.attributes().get(name);
        if (!Objects.equals(stated, found.get(name))) {
          differences.add(
              String.format("%s %s, not %s", name, told(found.get(name)), told(stated)));
        }
      }
      if (!differences.isEmpty()) {
        throw new CatalogException(
            String.format(
                "%s: format '%s': the line '%s' has the attribute %s; change the pattern or the"
                    + " sample.",
                place, format.id(), sample.line(), String.join(" and ", differences)));
      }
    }
    if (!unread.isEmpty()) {
      throw new CatalogException(
          String.format(
              "%s: format '%s': no line in matches has the attribute %s; add one and state it.",
              place, format.id(), String.join(", ", unread)));
    }
  }

  private static String told(String value) {
    return value == null ? "none" : "'" + value + "'";
  }

  private static CatalogException wrong(String place, AttributeSpec attribute, String what) {
    return new CatalogException(
        String.format("%s: the attribute '%s' %s.", place, attribute.name(), what));
  }
}
