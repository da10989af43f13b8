package dev.faultline.udf.format;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/**
 * In which zone the clocks of which files stand, for times that name no zone.
 *
 * @param sources the first that a path matches decides
 */
public record SourceZones(List<Source> sources) implements Serializable {

  /** Knows of no file. */
  public static final SourceZones NONE = new SourceZones(List.of());

  /**
   * Some files and their zone.
   *
   * @param path pattern for whole paths: {@code *} is any run of characters, also of slashes, and
   *     {@code ?} any one
   * @param timezone name of the zone, as Java and the IANA database have it
   */
  public record Source(String path, String timezone) implements Serializable {

    /**
     * Checks the zone.
     *
     * @throws IllegalArgumentException if the path is missing or the zone is not known
     */
    public Source {
      if (path == null || path.isEmpty()) {
        throw new IllegalArgumentException("a source needs a path, such as \"*/rack-7/*\"");
      }
      try {
        ZoneId.of(String.valueOf(timezone));
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "source " + path + ": the zone '" + timezone + "' is not known; write Europe/Berlin",
            e);
      }
    }

    /** Returns the pattern as a regex that is found in matching paths only. */
    public String regex() {
      StringBuilder regex = new StringBuilder("^");
      path.codePoints()
          .forEach(
              c -> {
                switch (c) {
                  case '*' -> regex.append("[^\\n]*");
                  case '?' -> regex.append("[^\\n]");
                  default -> {
                    // The class of one character quotes it, for Java and RAPIDS alike.
                    boolean plain = Character.isLetterOrDigit(c) || "/_-:. ".indexOf(c) >= 0;
                    regex.append(c == '.' ? "\\." : plain ? Character.toString(c) : "\\");
                    regex.append(plain ? "" : Character.toString(c));
                  }
                }
              });
      return regex.append('$').toString();
    }

    /** Returns the zone. */
    public ZoneId zone() {
      return ZoneId.of(timezone);
    }
  }

  /** Copies the list; a missing one is empty. */
  public SourceZones {
    sources = sources == null ? List.of() : List.copyOf(sources);
  }

  /**
   * Returns the zone of a file.
   *
   * @param path its qualified path
   * @param otherwise the zone of files that no source names
   */
  public ZoneId of(String path, ZoneId otherwise) {
    return sources.stream()
        .filter(source -> Pattern.compile(source.regex()).matcher(path).find())
        .findFirst()
        .map(Source::zone)
        .orElse(otherwise);
  }
}
