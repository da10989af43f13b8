package dev.faultline.fleet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A column of a table by the names that it may have.
 *
 * @param title the one that people are told
 * @param keys all of them, as {@link #key} spells them; of several that a table has, the first one
 *     with a value counts
 */
record Column(String title, List<String> keys) {

  static Column of(String title, String... others) {
    return new Column(
        title, Stream.concat(Stream.of(title), Arrays.stream(others)).map(Column::key).toList());
  }

  /** Returns what {@code JobID}, {@code job_id} and {@code job.id} have in common. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[._ ]", "");
  }
}
