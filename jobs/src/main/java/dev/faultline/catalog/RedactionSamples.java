package dev.faultline.catalog;

import dev.faultline.udf.redact.RedactionKey;
import dev.faultline.udf.redact.RedactionRule;
import dev.faultline.udf.redact.RedactionSpec;
import dev.faultline.udf.redact.Redactor;
import java.util.List;
import java.util.Map;

/** Tries the lines that the redaction rules bring along, each rule on its own. */
final class RedactionSamples {

  private RedactionSamples() {}

  /**
   * Checks that each rule takes its own secrets out of its lines, and nothing else, that it leaves
   * alone what it must, and that it finds nothing more in what it has left.
   *
   * @param place the file, for messages
   * @throws CatalogException naming the file, the rule and the line
   */
  static void check(RedactionSpec spec, String place) {
    RedactionKey key = RedactionKey.of(Map.of());
    for (RedactionRule rule : spec.rules()) {
      Redactor redactor;
      try {
        redactor = new Redactor(new RedactionSpec(spec.parts(), List.of(rule)), key);
      } catch (IllegalArgumentException e) {
        throw new CatalogException(place + ": " + e.getMessage(), e);
      }
      for (RedactionRule.Sample sample : rule.matches()) {
        String redacted = redactor.redacted(sample.line());
        String left = Redactor.pseudonyms(rule).matcher(redacted).replaceAll("<" + rule.id() + ">");
        if (!left.equals(sample.left())) {
          throw wrong(place, rule, sample.line(), "leaves '" + left + "', not the stated one");
        }
        if (!redactor.redacted(redacted).equals(redacted)) {
          throw wrong(place, rule, redacted, "is redacted already, and is changed once more");
        }
      }
      for (String line : rule.rejects()) {
        if (!redactor.redacted(line).equals(line)) {
          throw wrong(
              place,
              rule,
              line,
              "must stay as it is but becomes '" + redactor.redacted(line) + "'");
        }
      }
    }
  }

  private static CatalogException wrong(
      String place, RedactionRule rule, String line, String what) {
    return new CatalogException(
        String.format(
            "%s: rule '%s': the line '%s' %s; change the rule or the sample.",
            place, rule.id(), line, what));
  }
}
