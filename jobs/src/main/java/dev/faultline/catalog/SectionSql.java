package dev.faultline.catalog;

import dev.faultline.schema.SectionSpec;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** Reads the queries of sections as Spark will, so that a typo shows before a run. */
final class SectionSql {

  private static final Pattern KEY = Pattern.compile("^sql:[ \t]*([|>])?", Pattern.MULTILINE);

  private SectionSql() {}

  /**
   * Checks the grammar of the queries; whether the views and columns in them exist is known in a
   * run only.
   *
   * @throws CatalogException naming the file, the line, and what Spark does not understand
   */
  static void check(List<SectionSpec> sections, ConfFiles files) {
    CatalystSqlParser parser = new CatalystSqlParser();
    for (SectionSpec section : sections) {
      try {
        parser.parseQuery(section.sql().stripTrailing());
      } catch (Exception e) {
        // A checked exception that Spark throws without declaring it.
        throw e instanceof ParseException problem
            ? wrong(section, files, problem)
            : new IllegalStateException(e);
      }
    }
  }

  private static CatalogException wrong(SectionSpec section, ConfFiles files, ParseException e) {
    int line = e.start().line().isDefined() ? (Integer) e.start().line().get() : 1;
    String text = files.required(section.file());
    return new CatalogException(
        String.format(
            "%s:%d: the query is no SQL: %s",
            files.at(section.file()), linesBefore(text) + line, sentence(e)),
        e);
  }

  /** A block begins on the line behind its key, all else on that of its key. */
  private static long linesBefore(String text) {
    Matcher key = KEY.matcher(text);
    if (!key.find()) {
      return 0;
    }
    long before = text.substring(0, key.start()).lines().count();
    return key.group(1) == null ? before : before + 1;
  }

  /** The first sentence of a message that goes on with the query. */
  private static String sentence(ParseException e) {
    return e.getMessage()
        .strip()
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("^\\[[A-Z_.]+] ", "")
        .replaceFirst(" SQLSTATE: .*", "");
  }
}
