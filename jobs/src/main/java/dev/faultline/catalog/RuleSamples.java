package dev.faultline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.udf.cube.ShapeTable;
import dev.faultline.udf.mask.MaskScanner;
import dev.faultline.udf.mask.MaskSpec;
import dev.faultline.udf.rule.CategorySpec;
import dev.faultline.udf.rule.CauseSpec;
import dev.faultline.udf.rule.Condition;
import dev.faultline.udf.rule.RuleSample;
import dev.faultline.udf.rule.RuleSet;
import dev.faultline.udf.rule.SeveritySpec;
import dev.faultline.udf.rule.ShapeRule;
import dev.faultline.udf.rule.SignalSpec;
import dev.faultline.udf.rule.ValueReader;
import dev.faultline.udf.rule.ValueSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks signals, causes, categories and severities, and tries the messages that they bring along
 * as the scan will see them: masked and in lower case.
 */
final class RuleSamples {

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]*");

  private final MaskScanner mask;
  private final RuleRegex regexes;

  /** File of each id, so that a second one can be told where the first is. */
  private final Map<String, String> places = new HashMap<>();

  RuleSamples(MaskSpec mask, RuleRegex regexes) {
    this.mask = new MaskScanner(mask);
    this.regexes = regexes;
  }

  /**
   * Checks the categories.
   *
   * @throws CatalogException naming the file, what is wrong, and what to do
   */
  void checkCategories(List<Located<CategorySpec>> categories) {
    Map<String, String> ids = new HashMap<>();
    for (Located<CategorySpec> located : categories) {
      CategorySpec category = located.spec();
      String place = located.place();
      checkId(ids, category.id(), place);
      require(
          !category.id().equals(CategorySpec.OTHER),
          place,
          "the id 'other' is that of errors no category matches; choose another one");
      checkFilled(place, "title", category.title());
      require(!category.recommendations().isEmpty(), place, "recommendations is missing");
      category.with().forEach(word -> checkLiteral(place, "with", word));
      Pattern pattern = regexes.compile(place, "pattern", category.pattern());
      if (pattern == null) {
        require(
            category.matches().isEmpty() && category.rejects().isEmpty(),
            place,
            "there are samples but no pattern; add one or remove them");
        continue;
      }
      require(!category.matches().isEmpty(), place, "matches is empty; add a message it is for");
      Pattern primary = regexes.compile(place, "primary_pattern", category.primaryPattern());
      for (String message : category.matches()) {
        String shape = lower(message, null);
        require(
            pattern.matcher(shape).find() && (primary == null || primary.matcher(shape).find()),
            place,
            isNot(message, "matched"));
      }
      require(
          primary == null == category.mentions().isEmpty(),
          place,
          "primary_pattern and mentions go together: add the one that is missing");
      for (String message : category.mentions()) {
        String shape = lower(message, null);
        require(pattern.matcher(shape).find(), place, isNot(message, "matched"));
        require(!primary.matcher(shape).find(), place, mustNot(message, "be primary"));
      }
      for (String message : category.rejects()) {
        require(!pattern.matcher(lower(message, null)).find(), place, mustNot(message, "match"));
      }
    }
  }

  /**
   * Checks the severities.
   *
   * @throws CatalogException naming the file, what is wrong, and what to do
   */
  void checkSeverities(SeveritySpec severities, String place) {
    severities.critical().forEach(regex -> regexes.compile(place, "critical", regex));
    severities.high().forEach(regex -> regexes.compile(place, "high", regex));
    Pattern critical = Pattern.compile(SeveritySpec.anyOf(severities.critical()));
    Pattern high = Pattern.compile(SeveritySpec.anyOf(severities.high()));
    for (SeveritySpec.Sample sample : severities.samples()) {
      String lower = lower(sample.message(), null);
      String found = SeveritySpec.MEDIUM;
      if (!severities.critical().isEmpty() && critical.matcher(lower).find()) {
        found = SeveritySpec.CRITICAL;
      } else if (!severities.high().isEmpty() && high.matcher(lower).find()) {
        found = SeveritySpec.HIGH;
      }
      require(
          found.equals(sample.severity()),
          place,
          String.format(
              "the message '%s' is %s, not '%s'; change a pattern or the sample",
              sample.message(), found, sample.severity()));
    }
  }

  /**
   * Checks the signals. Their ids must differ from those of causes, too, as both name events.
   *
   * @throws CatalogException naming the file, what is wrong, and what to do
   */
  void checkSignals(List<Located<SignalSpec>> signals) {
    checkRules(signals);
  }

  /**
   * Checks the causes.
   *
   * @param categories the ids that a cause may name, besides {@link CategorySpec#OTHER}
   * @param tables the tables of codes that a cause may name
   * @throws CatalogException naming the file, what is wrong, and what to do
   */
  void checkCauses(List<Located<CauseSpec>> causes, Set<String> categories, Set<String> tables) {
    for (Located<CauseSpec> located : causes) {
      CauseSpec cause = located.spec();
      String place = located.place();
      require(
          categories.contains(cause.category()) || cause.category().equals(CategorySpec.OTHER),
          place,
          String.format(
              "there is no category '%s'; known are %s and %s",
              cause.category(), categories.stream().sorted().toList(), CategorySpec.OTHER));
      checkCodes(cause, tables, place);
      require(
          SeveritySpec.ALL.contains(cause.severity())
              || cause.severity().isEmpty() && !cause.codes().isEmpty(),
          place,
          String.format(
              "there is no severity '%s'; known are %s", cause.severity(), SeveritySpec.ALL));
      checkFilled(place, "title", cause.title());
      checkFilled(place, "meaning", cause.meaning());
      checkFilled(place, "action", cause.action());
      checkFilled(place, "source", cause.source());
      require(
          !cause.rejects().isEmpty(), place, "rejects is empty; add a harmless message like it");
    }
    checkRules(causes);
  }

  private static void checkCodes(CauseSpec cause, Set<String> tables, String place) {
    if (cause.codes().isEmpty()) {
      return;
    }
    require(
        tables.contains(cause.codes()),
        place,
        String.format(
            "there is no table '%s' in codes; known are %s",
            cause.codes(), tables.stream().sorted().toList()));
    require(
        !cause.code().isEmpty(),
        place,
        "codes says where a code is looked up, but there is no code; add the regex that finds it");
  }

  private <R extends ShapeRule> void checkRules(List<Located<R>> rules) {
    for (Located<R> located : rules) {
      checkRule(located.spec(), located.place());
    }
    RuleSet<R> set = new RuleSet<>(Located.specs(rules));
    for (Located<R> located : rules) {
      R rule = located.spec();
      Set<String> read = new HashSet<>();
      boolean hasCode = false;
      for (RuleSample sample : rule.matches()) {
        checkMatch(set, rule, sample, located.place());
        read.addAll(sample.values().keySet());
        hasCode |= sample.code() != null;
      }
      for (ValueSpec value : rule.values()) {
        require(
            read.remove(value.name()),
            located.place(),
            "no sample reads the value '" + value.name() + "'; add it to one");
      }
      require(read.isEmpty(), located.place(), "samples name unknown values " + read);
      require(
          hasCode || rule.code().isEmpty(), located.place(), "no sample has a code; add it to one");
      for (String message : rule.rejects()) {
        require(
            chosen(set, lower(message, null)) != rule,
            located.place(),
            mustNot(message, "be chosen"));
      }
    }
  }

  private void checkRule(ShapeRule rule, String place) {
    checkId(places, rule.id(), place);
    Condition when = rule.when();
    require(!when.contains().isEmpty(), place, "when.contains is empty; add a literal");
    when.contains().forEach(literal -> checkLiteral(place, "when.contains", literal));
    regexes.compile(place, "when.pattern", when.pattern());
    Pattern code = regexes.compile(place, "code", rule.code());
    require(
        code == null || code.matcher("").groupCount() == 1,
        place,
        "code must have one group; write the others as (?:…)");
    Set<String> names = new HashSet<>();
    for (ValueSpec value : rule.values()) {
      require(names.add(value.name()), place, "there are two values '" + value.name() + "'");
      reader(value, place);
    }
    require(!rule.matches().isEmpty(), place, "matches is empty; add a message it is for");
  }

  private <R extends ShapeRule> void checkMatch(
      RuleSet<R> set, R rule, RuleSample sample, String place) {
    checkFilled(place, "message of a sample", sample.message() == null ? "" : sample.message());
    String lower = lower(sample.message(), sample.detail());
    R chosen = chosen(set, lower);
    require(
        chosen == rule,
        place,
        String.format(
            "the message '%s' (shape '%s') %s; change a pattern, a priority or the sample",
            sample.message(),
            lower,
            chosen == null ? "is not recognised" : "is taken by '" + chosen.id() + "'"));
    String code = set.code(set.rules().indexOf(rule), lower);
    require(
        sample.code() == null || sample.code().equals(code),
        place,
        String.format(
            "the message '%s' has the code %s, not '%s'; change code, keep the number in"
                + " mask.yaml, or change the sample",
            sample.message(), code, sample.code()));
    for (ValueSpec value : rule.values()) {
      String expected = sample.values().get(value.name());
      String found = read(reader(value, place), sample.message());
      require(
          expected == null || expected.equals(found),
          place,
          String.format(
              "the message '%s' has the %s %s, not '%s'; change the value or the sample",
              sample.message(), value.name(), found, expected));
    }
  }

  private static <R extends ShapeRule> R chosen(RuleSet<R> set, String lower) {
    int index = set.choose(lower);
    return index == RuleSet.NONE ? null : set.rules().get(index);
  }

  private static ValueReader reader(ValueSpec value, String place) {
    try {
      return new ValueReader(value);
    } catch (IllegalArgumentException e) {
      throw new CatalogException(place + ": " + e.getMessage() + ".", e);
    }
  }

  private static String read(ValueReader reader, String message) {
    byte[] in = message.getBytes(UTF_8);
    return reader.find(in, 0, in.length)
        ? new String(in, reader.start(), reader.end() - reader.start(), UTF_8)
        : null;
  }

  private String lower(String message, String detail) {
    String shape = shape(message);
    return RuleSet.lower(detail == null ? shape : shape + ShapeTable.JOINT + shape(detail));
  }

  private String shape(String message) {
    byte[] in = message.getBytes(UTF_8);
    int length = mask.mask(in, 0, in.length);
    return new String(mask.bytes(), 0, length, UTF_8);
  }

  private static void checkId(Map<String, String> ids, String id, String place) {
    require(
        ID.matcher(id).matches(),
        place,
        "the id '" + id + "' must start with a letter and have letters a-z, digits and _ only");
    String other = ids.putIfAbsent(id, place);
    require(other == null, place, "the id '" + id + "' is that of " + other + ", too; rename one");
  }

  private static void checkFilled(String place, String key, String text) {
    require(!text.isBlank(), place, key + " is missing");
  }

  private static void checkLiteral(String place, String key, String literal) {
    require(
        !literal.isEmpty() && literal.equals(RuleSet.lower(literal)),
        place,
        key + " '" + literal + "' must be in lower case, as it is compared so");
  }

  private static String isNot(String message, String what) {
    return "the message '" + message + "' is not " + what + "; change the pattern or the sample";
  }

  private static String mustNot(String message, String what) {
    return "the message '" + message + "' must not " + what + "; change the pattern or the sample";
  }

  private static void require(boolean holds, String place, String problem) {
    if (!holds) {
      throw new CatalogException(place + ": " + problem + ".");
    }
  }
}
