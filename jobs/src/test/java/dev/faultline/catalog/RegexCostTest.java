package dev.faultline.catalog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.Header;
import dev.faultline.udf.format.LogFormat;
import dev.faultline.udf.mask.MaskScanner;
import dev.faultline.udf.rule.Interpreter;
import dev.faultline.udf.rule.ShapeRule;
import dev.faultline.udf.rule.ValueReader;
import dev.faultline.udf.rule.ValueSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No text makes what reads it slow: neither a shape its rules, nor a line of a MiB its readers. */
class RegexCostTest {

  private static final Catalog CATALOG = Catalog.load(null, new Configuration());
  private static final int MIB = 1 << 20;
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void noShippedRuleIsSlow() {
    assertThatCode(() -> RegexCost.check(ConfFiles.bundled())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failed (?:a+a+)+!",
        "failed (?:a*a*)*!",
        "failed ((a+)+)+!",
        "failed (?:a{1,9}){1,9}{1,9}!",
        // One more thing to remember for each character: this ends the stack.
        "failed (?:a|aa)+$",
        "(?:.*a){5}!",
        "failed a*a*a*!",
        "failed.*a.*a.*a.*!"
      })
  void whatCanBeSplitInManyWaysIsRefused(String regex) {
    assertThatThrownBy(() -> RegexCost.check("my.yaml", "when.pattern", regex, samples()))
        .isInstanceOf(CatalogException.class)
        .hasMessageStartingWith("my.yaml: when.pattern '" + regex + "': takes more than 20,000,000")
        .hasMessageEndingWith("; let no two repeated parts take the same characters.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failed a+ twice",
        // Java remembers where a group that stands alone has failed.
        "failed (a+)+ twice",
        "failed (?:[a-z]+, )+twice",
        "failed [a-z ]*!",
        "(?:failed|lost).*twice",
        "(?:a{1,3}){1,3} failed",
        "^[^ ]+ [^ ]+ failed"
      })
  void whatTakesItsTimeButEndsIsNot(String regex) {
    assertThatCode(() -> RegexCost.check("my.yaml", "code", regex, samples()))
        .doesNotThrowAnyException();
  }

  private static List<String> samples() {
    return List.of("Failed aaa twice");
  }

  static Stream<LogFormat> formats() {
    return CATALOG.formats().stream().map(LogFormat::compile);
  }

  /** Texts of a MiB that nearly are what they are made of, again and again. */
  private static void eachLongText(List<String> samples, Consumer<byte[]> what) {
    for (String sample : samples) {
      what.accept(filled("", sample));
      int step = sample.length() / 3 + 1;
      for (int i = 1; i <= sample.length(); i += step) {
        what.accept(filled(sample.substring(0, i), sample.substring(i - 1, i)));
      }
    }
  }

  private static byte[] filled(String before, String piece) {
    byte[] text = Arrays.copyOf(before.getBytes(UTF_8), MIB);
    byte[] unit = piece.getBytes(UTF_8);
    for (int i = before.getBytes(UTF_8).length; i < text.length; i++) {
      text[i] = unit[i % unit.length];
    }
    return text;
  }

  private static void assertQuick(String what, Runnable work) {
    long start = System.nanoTime();
    work.run();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(SECOND);
  }

  /** The byte matcher, and the regex that stands for it in SQL. */
  @ParameterizedTest
  @MethodSource("formats")
  void noLineIsSlowToRead(LogFormat format) {
    Header header = new Header();
    Pattern regex = Pattern.compile(format.regex());
    List<String> samples = new ArrayList<>(format.spec().rejects());
    format.spec().matches().stream().map(FormatSpec.Sample::line).forEach(samples::add);
    eachLongText(
        samples,
        line -> {
          assertQuick(format.spec().id(), () -> format.match(line, 0, line.length, header));
          String text = new String(line, UTF_8);
          assertQuick(format.spec().id() + " as regex", () -> regex.matcher(text).find());
        });
  }

  static Stream<ValueSpec> values() {
    return Stream.concat(CATALOG.causes().stream(), CATALOG.signals().stream())
        .map(ShapeRule.class::cast)
        .flatMap(rule -> rule.values().stream());
  }

  @ParameterizedTest
  @MethodSource("values")
  void noValueIsSlowToRead(ValueSpec value) {
    ValueReader reader = new ValueReader(value);
    String after = value.after().replace("…", " 7");
    List<String> texts =
        List.of(
            after,
            after + "9",
            after + "9 ",
            value.after().replace("…", " "),
            value.after().replaceFirst("….*", " "),
            after.substring(0, 1));
    for (String text : texts) {
      byte[] in = filled("", text);
      assertQuick(value.name(), () -> reader.find(in, 0, in.length));
    }
  }

  @Test
  void noMessageIsSlowToMaskOrToUnderstand() {
    MaskScanner mask = new MaskScanner(CATALOG.mask());
    Interpreter interpreter = new Interpreter(CATALOG.knowledge());
    List<String> samples = new ArrayList<>();
    CATALOG.mask().samples().forEach(sample -> samples.add(sample.line()));
    CATALOG.causes().forEach(c -> c.matches().forEach(m -> samples.add(m.message())));
    CATALOG.categories().forEach(c -> samples.addAll(c.matches()));
    eachLongText(
        samples,
        message ->
            assertQuick(
                new String(message, 0, 60, US_ASCII),
                () -> {
                  int length = mask.mask(message, 0, message.length);
                  interpreter.interpret(new String(mask.bytes(), 0, length, UTF_8));
                }));
  }
}
