package dev.faultline.udf.template;

import java.io.Serializable;
import java.util.List;

/**
 * What the template miner goes by: how many different words make a place in a message a value, and
 * which words are values, units or names whatever stands around them.
 *
 * @param version version of all this; templates of different versions must not be compared, nor
 *     those of different masks
 * @param mostTokens words and separators of a shape that are looked at; what follows is one value
 * @param words so many different words in one place of shapes that are equal otherwise are values
 * @param firstWords so many at the beginning of a short message, where mostly its kind stands
 * @param dottedWords so many if all have a dot inside, as names of packages and hosts do
 * @param besideValue so many, the value counted, if the mask found a value in that place too
 * @param quoted so many different texts in quotes
 * @param values words that are values wherever they stand, in lower case
 * @param absent words that are values where a value is expected: behind {@code =}, {@code :} or an
 *     opening bracket; in lower case
 * @param calendar names of days and months as they are written; values beside a number or another
 *     of them
 * @param units words that belong to the number before them, in lower case
 * @param names words with a digit that are names, no values, in lower case
 * @param numbersIn literals that mark shapes whose numbers, as far as the mask keeps them, tell
 *     kinds of events apart
 * @param samples lines and the template that they must have
 */
public record TemplateSpec(
    String version,
    int mostTokens,
    int words,
    int firstWords,
    int dottedWords,
    int besideValue,
    int quoted,
    List<String> values,
    List<String> absent,
    List<String> calendar,
    List<String> units,
    List<String> names,
    List<String> numbersIn,
    List<Sample> samples)
    implements Serializable {

  private static final int FEWEST_TOKENS = 16;
  private static final int MOST_TOKENS = 1_000;

  /**
   * Messages and the template they must have when they are all there is.
   *
   * @param lines messages, without header
   * @param template template of each of them
   */
  public record Sample(List<String> lines, String template) implements Serializable {

    /**
     * Copies the lines.
     *
     * @throws IllegalArgumentException if there is none, or no template
     */
    public Sample {
      lines = copy(lines);
      require(!lines.isEmpty() && template != null, "templates.samples: give lines and a template");
    }
  }

  /**
   * Copies the lists (a missing one is empty) and checks the numbers.
   *
   * @throws IllegalArgumentException if one makes no sense; the message names its key
   */
  public TemplateSpec {
    require(version != null && !version.isBlank(), "templates.version is missing");
    require(
        mostTokens >= FEWEST_TOKENS && mostTokens <= MOST_TOKENS,
        "templates.most_tokens is "
            + mostTokens
            + ", must be "
            + FEWEST_TOKENS
            + " to "
            + MOST_TOKENS);
    requireTwo(words, "words");
    requireTwo(firstWords, "first_words");
    requireTwo(dottedWords, "dotted_words");
    requireTwo(besideValue, "beside_value");
    requireTwo(quoted, "quoted");
    values = lowerCase(values, "values");
    absent = lowerCase(absent, "absent");
    calendar = copy(calendar);
    units = lowerCase(units, "units");
    names = lowerCase(names, "names");
    numbersIn = copy(numbersIn);
    samples = samples == null ? List.of() : List.copyOf(samples);
  }

  private static void requireTwo(int count, String key) {
    require(count >= 2, "templates." + key + " is " + count + ", must be 2 or more");
  }

  private static List<String> lowerCase(List<String> words, String key) {
    for (String word : copy(words)) {
      require(
          !word.isEmpty() && word.equals(WordForms.lowerCase(word)) && word.indexOf(' ') < 0,
          "templates." + key + " '" + word + "': must be one word in lower case");
    }
    return copy(words);
  }

  private static List<String> copy(List<String> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
