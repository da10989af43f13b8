package dev.faultline.udf.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Templates depend on the set of shapes, and on nothing else. */
class TemplateMinerProperty {

  @Property(tries = 500)
  void orderAndRepetitionChangeNothing(
      @ForAll("messages") List<String> messages, @ForAll long seed) {
    List<Shape> shapes = messages.stream().map(TemplateFiles::shape).toList();
    Map<String, Template> expected = mined(shapes);
    List<Shape> shuffled = new ArrayList<>(shapes);
    Random random = new Random(seed);
    for (int i = random.nextInt(3); i > 0; i--) {
      shuffled.add(shapes.get(random.nextInt(shapes.size())));
    }
    Collections.shuffle(shuffled, random);
    assertThat(mined(shuffled)).isEqualTo(expected);
  }

  @Property(tries = 500)
  void equalTextsHaveEqualIdsAndNoNumberOfTheMaskIsLeft(@ForAll("messages") List<String> messages) {
    List<Shape> shapes = messages.stream().map(TemplateFiles::shape).toList();
    Map<String, String> idOf = new HashMap<>();
    for (Template template : TemplateFiles.MINER.mine(shapes)) {
      assertThat(template.id()).matches("[0-9a-f]{16}");
      assertThat(idOf.merge(template.text(), template.id(), (a, b) -> b)).isEqualTo(template.id());
      assertThat(template.text()).doesNotContainPattern("(^|[^#])#($|[^#])");
    }
  }

  private static Map<String, Template> mined(List<Shape> shapes) {
    List<Template> templates = TemplateFiles.MINER.mine(shapes);
    Map<String, Template> byText = new HashMap<>();
    for (int i = 0; i < shapes.size(); i++) {
      Template before = byText.put(shapes.get(i).text(), templates.get(i));
      assertThat(before == null || before.equals(templates.get(i))).isTrue();
    }
    return byText;
  }

  /** Messages of few words, so that many are alike. */
  @Provide
  Arbitrary<List<String>> messages() {
    Arbitrary<String> word =
        Arbitraries.of(
            "link",
            "up",
            "down",
            "user",
            "ann",
            "bob",
            "cat",
            "dan",
            "eve",
            "7",
            "42",
            "0x1f",
            "gpu3",
            "ssh2",
            "10.0.0.1",
            "/a/b",
            "a=1",
            "a=x",
            "a=y",
            "(3)",
            "LOCAL(0)",
            "12 bytes",
            "\"x\"",
            "b.c.d",
            "h.i:80",
            "true",
            "none",
            "ed:1",
            "##",
            "1##2",
            "<1 sec",
            "-5",
            ".");
    Arbitrary<String> message = word.list().ofMinSize(1).ofMaxSize(6).map(w -> String.join(" ", w));
    Arbitrary<String> alike =
        Combinators.combine(Arbitraries.of("login", "stop", "a b"), word, word)
            .as((start, one, two) -> start + " of " + one + " on " + two);
    return Arbitraries.oneOf(message, alike).list().ofMinSize(1).ofMaxSize(40);
  }
}
