package dev.faultline.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.catalog.CodeRow;
import dev.faultline.catalog.Codes;
import dev.faultline.udf.format.FormatProbe;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.rule.CauseSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An explanation as lines for a terminal. */
public final class ExplanationText {

  private static final int NAME_WIDTH = 10;
  private static final String NONE = "none";
  private static final String INDENT = " ".repeat(2 + NAME_WIDTH + 1);
  private static final int LONGEST_SHOWN = 60;

  private ExplanationText() {}

  /**
   * Returns the page of one record; it ends in a newline.
   *
   * @param codes what codes stand for
   */
  public static String of(Explanation e, Codes codes) {
    boolean isListed = e.cause() != null && e.code() != null && !e.cause().codes().isEmpty();
    CodeRow known = isListed ? codes.row(e.cause().codes(), e.code()) : null;
    StringBuilder page = new StringBuilder();
    page.append(e.line()).append('\n');
    format(page, e);
    e.fields().forEach((name, value) -> row(page, name, value));
    row(page, "body", e.body());
    if (e.detail() != null) {
      row(page, "detail", e.detail());
    }
    row(page, "shape", e.shape());
    row(page, "hash", String.format(Locale.ROOT, "%016x (%d)", e.shapeHash(), e.shapeHash()));
    row(page, "signal", e.signal() == null ? NONE : named(e.signal().id(), e.signal().title()));
    cause(page, e.cause(), known, codes);
    row(page, "category", e.category() == null ? NONE + ", as it is no error" : e.category());
    row(page, "severity", e.severity() == null ? NONE : e.severity());
    row(page, "matched", e.matched().isEmpty() ? NONE : String.join(", ", e.matched()));
    if (e.code() != null) {
      row(page, "code", known == null ? e.code() : named(e.code(), known));
    }
    named(page, "values", e.values());
    named(page, "attributes", e.attributes());
    return page.toString();
  }

  private static void named(StringBuilder page, String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      row(
          page,
          name,
          values.entrySet().stream()
              .map(value -> value.getKey() + " = " + value.getValue())
              .collect(Collectors.joining("\n" + INDENT)));
    }
  }

  private static void format(StringBuilder page, Explanation e) {
    if (e.format() == null) {
      row(page, "format", "none takes this line");
      nearest(page, e);
      return;
    }
    row(page, "format", named(e.format().id(), e.format().title()));
    if (e.format().sniffOnly()) {
      more(page, "tried only in files whose head shows it");
    }
    if (!e.alsoFit().isEmpty()) {
      String others =
          e.alsoFit().stream().map(FormatSpec::id).sorted().collect(Collectors.joining(", "));
      row(page, "also fits", others + " (tried later)");
    }
  }

  private static void nearest(StringBuilder page, Explanation e) {
    FormatProbe.Reach reach = e.nearest();
    if (reach == null) {
      more(page, "not even its beginning fits one");
    } else {
      more(
          page,
          String.format(
              Locale.ROOT,
              "nearest is %s, up to byte %d: it wants %s",
              reach.spec().id(),
              reach.length(),
              reach.wanted()));
      more(page, "  pattern  " + reach.spec().pattern());
      byte[] bytes = e.line().getBytes(UTF_8);
      String rest = new String(bytes, reach.length(), bytes.length - reach.length(), UTF_8);
      boolean isLong = rest.length() > LONGEST_SHOWN;
      String shown = isLong ? rest.substring(0, LONGEST_SHOWN) + "..." : rest;
      more(page, rest.isEmpty() ? "  but the line ends there" : "  but there is  " + shown);
    }
    more(page, "to have it read, add conf/formats/NAME.yaml with this line under matches:");
    more(page, "the files there are examples, and 'faultline conf check' tries it");
  }

  private static String named(String code, CodeRow row) {
    return row.code().equals(CodeRow.DEFAULT)
        ? code + ": unknown code"
        : code + ": " + row.name() + ", catalogue: " + row.immediateAction();
  }

  private static void cause(StringBuilder page, CauseSpec cause, CodeRow row, Codes codes) {
    if (cause == null) {
      row(page, "cause", NONE);
      return;
    }
    row(page, "cause", named(cause.id(), cause.title()));
    // As the report does: a cause that leaves it to the code how bad it is leaves the rest, too.
    boolean isByCode = row != null && cause.severity().isEmpty();
    optional(
        page,
        "meaning",
        isByCode && !row.description().isEmpty() ? row.description() : cause.meaning());
    optional(page, "action", isByCode ? codes.meaning(row.immediateAction()) : cause.action());
  }

  private static void optional(StringBuilder page, String name, String value) {
    if (!value.isEmpty()) {
      row(page, name, value);
    }
  }

  private static String named(String id, String title) {
    return title.isEmpty() ? id : id + ": " + title;
  }

  private static void row(StringBuilder page, String name, String value) {
    String label = String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", name);
    page.append("  ").append(label).append(' ').append(value).append('\n');
  }

  private static void more(StringBuilder page, String text) {
    page.append(INDENT).append(text).append('\n');
  }

  /**
   * Returns a table of counts with their share of all.
   *
   * @param rows a name and its count each; counts add up to all
   */
  public static String shares(List<? extends Map.Entry<String, Long>> rows) {
    long all = rows.stream().mapToLong(Map.Entry::getValue).sum();
    int width = rows.stream().mapToInt(row -> row.getKey().length()).max().orElse(1);
    StringBuilder table = new StringBuilder();
    for (var row : rows) {
      table.append(
          String.format(
              Locale.ROOT,
              "  %-" + width + "s %,8d %5.1f %%\n",
              row.getKey(),
              row.getValue(),
              100.0 * row.getValue() / all));
    }
    return table.toString();
  }
}
