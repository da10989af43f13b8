package dev.faultline.simulate;

import dev.faultline.simulate.Template.Part;
import dev.faultline.simulate.Template.Placeholder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** All that a placeholder can stand for: words, facts, and {@link Placeholders}. */
final class Vocabulary {

  private final Map<String, List<String>> lists;
  private final Map<String, String> facts;
  private final Map<String, Part> compiled = new HashMap<>();
  private final List<String> open = new ArrayList<>();

  /**
   * Compiles the words.
   *
   * @throws IllegalArgumentException if a list is empty, has the name of something else, or leads
   *     to itself
   */
  Vocabulary(WordsSpec words, Map<String, String> facts) {
    lists = words.lists();
    this.facts = facts;
    for (String name : new TreeSet<>(lists.keySet())) {
      if (Placeholders.known().containsKey(name) || facts.containsKey(name)) {
        throw new IllegalArgumentException(
            "the list '" + name + "' has the name of something else");
      }
      list(name);
    }
  }

  /** Compiles a text without values of an incident. */
  Template compile(String text) {
    return compile(text, List.of());
  }

  /**
   * Compiles a text.
   *
   * @param values names of the values that an incident brings, in their order
   * @throws IllegalArgumentException if a placeholder is not known; the message lists those that
   *     are
   */
  Template compile(String text, List<String> values) {
    return Template.of(text, placeholder -> part(placeholder, values));
  }

  private Part part(Placeholder placeholder, List<String> values) {
    String name = placeholder.name();
    int value = values.indexOf(name);
    if (value >= 0) {
      return (out, s) -> out.add(s.incident.values().get(value));
    }
    if (name.equals("minus")) {
      return minus(placeholder.arguments(), values);
    }
    if (name.equals("few")) {
      return few(placeholder.arguments());
    }
    if (lists.containsKey(name)) {
      return list(name);
    }
    if (facts.containsKey(name)) {
      return Template.literal(facts.get(name));
    }
    Function<String, Part> known = Placeholders.known().get(name);
    if (known == null) {
      throw new IllegalArgumentException(
          String.format(
              "nothing is called {%s}; known are values %s, lists %s, facts %s, and few, minus, %s",
              name,
              values,
              new TreeSet<>(lists.keySet()),
              new TreeSet<>(facts.keySet()),
              String.join(", ", Placeholders.known().keySet())));
    }
    return known.apply(placeholder.arguments());
  }

  /** A value of the incident, less a number: {@code {minus:sequence:1}}. */
  private static Part minus(String arguments, List<String> values) {
    String[] halves = arguments.split(":");
    int value = values.indexOf(halves[0]);
    if (value < 0 || halves.length != 2 || !halves[1].matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "{minus:" + arguments + "} needs one of the values " + values + " and a number");
    }
    long less = Long.parseLong(halves[1]);
    return (out, s) -> {
      long number = 0;
      for (byte digit : s.incident.values().get(value)) {
        number = 10 * number + digit - '0';
      }
      out.add(number - less);
    };
  }

  /**
   * So many outcomes of a list and no more, the first most often: {@code {few:300:call_site}}. What
   * a programme can say is limited, however many words it is made of.
   */
  private Part few(String arguments) {
    String[] halves = arguments.split(":");
    boolean counted = halves.length == 2 && halves[0].matches("[1-9][0-9]{0,3}");
    if (!counted || !lists.containsKey(halves[1])) {
      throw new IllegalArgumentException(
          "{few:" + arguments + "} needs a number up to 9999 and a list, like {few:300:path}");
    }
    Part list = list(halves[1]);
    Choice choice = Choice.longTailed(Integer.parseInt(halves[0]));
    long of = Dice.hash(halves[1]);
    return (out, s) -> {
      Dice outer = s.dice;
      int outcome = choice.draw(outer);
      s.dice = Dice.of(0, of, outcome);
      list.write(out, s);
      s.dice = outer;
    };
  }

  private Part list(String name) {
    Part done = compiled.get(name);
    if (done != null) {
      return done;
    }
    if (open.contains(name)) {
      throw new IllegalArgumentException("the list '" + name + "' leads to itself by " + open);
    }
    List<String> words = lists.get(name);
    if (words == null || words.isEmpty()) {
      throw new IllegalArgumentException("the list '" + name + "' is empty");
    }
    open.add(name);
    Template[] templates = words.stream().map(this::compile).toArray(Template[]::new);
    open.remove(name);
    Choice choice = Choice.longTailed(templates.length);
    Part part = (out, s) -> templates[choice.draw(s.dice)].write(out, s);
    compiled.put(name, part);
    return part;
  }
}
