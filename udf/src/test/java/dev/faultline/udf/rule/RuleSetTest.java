package dev.faultline.udf.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

class RuleSetTest {

  private static SignalSpec rule(String id, int priority, String pattern, String... contains) {
    Condition when = new Condition(List.of(contains), pattern);
    return new SignalSpec(id, id, priority, when, "code ([0-9]+)", null, null, null);
  }

  private static String chosen(RuleSet<SignalSpec> rules, String shape) {
    int index = rules.choose(RuleSet.lower(shape));
    return index == RuleSet.NONE ? null : rules.rules().get(index).id();
  }

  @Test
  void theLowestPriorityIsChosenAndThenTheFirstId() {
    RuleSet<SignalSpec> rules =
        new RuleSet<>(List.of(rule("c", 1, "", "x"), rule("b", 2, "", "x"), rule("a", 2, "", "y")));
    assertThat(chosen(rules, "x y")).isEqualTo("c");
    assertThat(chosen(rules, "Y")).isEqualTo("a");
    assertThat(chosen(rules, "z")).isNull();
  }

  @Test
  void anyLiteralWillDoButThePatternMustHoldToo() {
    RuleSet<SignalSpec> rules = new RuleSet<>(List.of(rule("a", 1, "x[0-9]", "one", "two")));
    assertThat(chosen(rules, "one x1")).isEqualTo("a");
    assertThat(chosen(rules, "two x1")).isEqualTo("a");
    assertThat(chosen(rules, "two x")).isNull();
    assertThat(chosen(rules, "three x1")).isNull();
  }

  @Test
  void aRuleWithoutLiteralsIsNeverChosen() {
    assertThat(chosen(new RuleSet<>(List.of(rule("a", 1, "x"))), "x")).isNull();
  }

  @Test
  void theCodeIsTheGroupOrNull() {
    RuleSet<SignalSpec> rules = new RuleSet<>(List.of(rule("a", 1, "", "code")));
    assertThat(rules.code(0, "code 79 code 80")).isEqualTo("79");
    assertThat(rules.code(0, "code")).isNull();
    SignalSpec plain = new SignalSpec("b", "b", 1, null, null, null, null, null);
    assertThat(new RuleSet<>(List.of(plain)).code(0, "code 79")).isNull();
  }

  @Test
  void aMalformedPatternIsRefused() {
    assertThatThrownBy(() -> new RuleSet<>(List.of(rule("a", 1, "(", "x"))))
        .isInstanceOf(PatternSyntaxException.class);
  }

  @Test
  void severitiesOfSeveralRegexesBecomeOne() {
    assertThat(SeveritySpec.anyOf(List.of())).isEmpty();
    assertThat("b").matches(SeveritySpec.anyOf(List.of("a|b", "c")));
    assertThat("ac").doesNotMatch(SeveritySpec.anyOf(List.of("a|b", "c")));
  }
}
