package dev.faultline.udf.rule;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * How bad the faults are whose messages bear a code, for causes that leave that to a table of
 * codes.
 *
 * @param tables name of the table to code to severity; {@link #OTHERS} stands for all codes that
 *     are not listed
 */
public record CodeSeverities(Map<String, Map<String, String>> tables) implements Serializable {

  /** Nothing depends on a code. */
  public static final CodeSeverities NONE = new CodeSeverities(Map.of());

  /** In place of a code: all others. */
  public static final String OTHERS = "default";

  /** Copies and orders the tables. */
  public CodeSeverities {
    Map<String, Map<String, String>> copy = new TreeMap<>();
    tables.forEach((table, severities) -> copy.put(table, new TreeMap<>(severities)));
    tables = copy;
  }

  /**
   * Returns how bad a fault is.
   *
   * @param table a table that is there
   * @param code null if the message has none
   */
  public String of(String table, String code) {
    Map<String, String> severities = tables.get(table);
    String others = severities.get(OTHERS);
    return code == null ? others : severities.getOrDefault(code, others);
  }
}
