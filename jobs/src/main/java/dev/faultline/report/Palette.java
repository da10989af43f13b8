package dev.faultline.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The colours of the page's style sheet, so that plots have the same: its variables, as they are
 * for light surroundings.
 */
final class Palette {

  private static final Pattern VARIABLE = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6});");

  private final Map<String, Color> colors = new HashMap<>();

  /** Reads the variables of a style sheet; the first of one name counts. */
  Palette(String styleSheet) {
    Matcher variable = VARIABLE.matcher(styleSheet);
    while (variable.find()) {
      colors.putIfAbsent(variable.group(1), Color.decode(variable.group(2)));
    }
  }

  /**
   * Returns a colour.
   *
   * @throws IllegalArgumentException if the style sheet has no such variable
   */
  Color get(String variable) {
    Color color = colors.get(variable);
    if (color == null) {
      throw new IllegalArgumentException("report.css has no colour --" + variable);
    }
    return color;
  }

  /** Returns the colour of a series: its own if it has one, else the next of those for any. */
  Color series(String name, int place) {
    Color own = colors.get("series-" + name.toLowerCase(Locale.ROOT));
    Color[] any = numbered("series-");
    return own != null ? own : any[place % any.length];
  }

  /** Returns the shades of a heat map, the faintest first. */
  Color[] heat() {
    return numbered("heat-");
  }

  private Color[] numbered(String prefix) {
    List<Color> found = new ArrayList<>();
    while (colors.containsKey(prefix + (found.size() + 1))) {
      found.add(colors.get(prefix + (found.size() + 1)));
    }
    return found.toArray(Color[]::new);
  }
}
