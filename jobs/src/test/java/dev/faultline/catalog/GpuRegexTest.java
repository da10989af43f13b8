package dev.faultline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.udf.rule.PciAddress;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verdicts are those of the transpiler of RAPIDS 26.08.1, asked for each of these in RLIKE. */
class GpuRegexTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "memory|^oom|[^a-z]oom",
        "x: (?:79[^0-9]|79$)",
        "(^a|b)c",
        "(?:^a|^b)",
        "ab$",
        "^a.*b$",
        "^[ ]*$",
        "a(?:b)*$",
        "(?:a$|b)c",
        "a{0,}b",
        "a*?b",
        "(a|b)*c",
        "(a*|b)c",
        "(?: [a-z]*)?",
        "(?:a|b*)?",
        "(ab){3,}",
        "\\ba\\b.*\\b",
        "\\Aa\\Z",
        "\\d\\w\\s\\D\\W\\S\\h\\H\\v\\V\\R",
        "\\p{Alpha}\\P{Alpha}",
        "[\\d.]",
        "[-a]",
        "[a\\-b\\]]",
        "[\\t\\n\\x41]",
        "\\x{41}b",
        "\\t\\n\\r\\f\\a\\e\\0101",
        "\\.\\/\\-\\$\\^",
        "é[é]",
        "]a}"
      })
  void whatRapidsTakesIsNotRefused(String regex) {
    Pattern.compile(regex);
    assertThat(GpuRegex.problem(regex)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "a(?=b); of the groups",
        "a(?!b); of the groups",
        "(?<=a)b; of the groups",
        "(?<!a)b; of the groups",
        "(?i)a; of the groups",
        "(?>a|b)c; of the groups",
        "(?<n>a)b; of the groups",
        "a*+b; possessive",
        "a++b; possessive",
        "a{2}+b; possessive",
        "a{1,3}?b; lazy",
        "(a)\\1; back references",
        "a\\z; \\z is not supported",
        "a\\Gb; \\G is not supported",
        "\\X; \\X is not supported",
        "\\Qa.b\\E; \\Q is not supported",
        "\\u0041; \\u is not supported",
        "\\cA; \\c is not supported",
        "\\p{L}; of the classes",
        "\\p{IsAlphabetic}; of the classes",
        "[a-z&&[^b]]; a bracket expression",
        "[a[bc]]; a bracket expression",
        "[]a]; a bracket expression must not begin",
        "[\\w-]; \\w in a bracket expression",
        "[^\\s]; \\s in a bracket expression",
        "[\\D]; \\D in a bracket expression",
        "(?:^|[^a-z])oom; a branch of only ^",
        "x: 79(?:[^0-9]|$); a branch of only ^",
        "(?:\\b|_)x; a branch of only ^",
        "^|a; a branch of only ^",
        "^$; a branch of only ^",
        "(a|)b; an empty branch",
        "a||b; an empty branch",
        "(); an empty branch",
        "(a*)*; a repeated group",
        "(?: [a-z]+)*; a repeated group",
        "(?:ab?)*; a repeated group",
        "(?:(?:ab)*c)+; a repeated group",
        "a[^b]$; $ behind",
        "^[^a]*$; $ behind",
        "a\\s$; $ behind",
        "a\\n$; $ behind"
      })
  void whatRapidsRefusesIsToldWithAWayOut(String regex, String problem) {
    Pattern.compile(regex);
    assertThat(GpuRegex.problem(regex)).startsWith(problem);
  }

  @Test
  void whatIsBuiltInIsTaken() {
    assertThat(GpuRegex.problem(PciAddress.REGEX)).isNull();
  }
}
