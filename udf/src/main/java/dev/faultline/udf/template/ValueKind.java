package dev.faultline.udf.template;

import java.util.regex.Pattern;

/**
 * Kinds of values that have a wildcard of their own. A value is of a kind if all of it is written
 * so, and a wildcard has a kind if the values that the samples of all its shapes show are of it.
 */
enum ValueKind {
  /** Anything. */
  ANY("<*>", "(?!)"),
  /** A decimal number without leading zeros, which identifiers have. */
  NUM("<NUM>", "-?(0|[1-9][0-9]*)(\\.[0-9]+)?"),
  /** An IPv4 or IPv6 address, perhaps with a port. */
  IP(
      "<IP>",
      "/?(OCTET\\.){3}OCTET(:[0-9]{1,5})?"
          + "|(GROUP:){7}GROUP|(GROUP:){1,6}(:GROUP){1,6}|(GROUP:){1,7}:|::(GROUP:){0,6}GROUP"),
  /** A number with the prefix of hex digits. */
  HEX("<HEX>", "0x[0-9a-fA-F]+"),
  /** A path from the root of a file system, or a URL. */
  PATH("<PATH>", "(/[^/]+)+/?|[a-z+]+://.+|\\\\.*"),
  UUID("<UUID>", "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
  /** A time of the day, a date, or both as in ISO 8601. */
  TIME("<TIME>", "DATE|(DATE[T-]?)?CLOCK");

  /** How it stands in a template. */
  final String wildcard;

  private static final ValueKind[] ALL = values();

  private final Pattern pattern;

  ValueKind(String wildcard, String pattern) {
    this.wildcard = wildcard;
    this.pattern =
        Pattern.compile(
            pattern
                .replace("OCTET", "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])")
                .replace("GROUP", "[0-9a-fA-F]{1,4}")
                .replace("DATE", "[12][0-9]{3}[-/][01][0-9][-/][0-3][0-9]")
                .replace(
                    "CLOCK",
                    "[0-2]?[0-9]:[0-5][0-9]:[0-5][0-9]([.,:][0-9]+)?(Z|[+-][0-9]{2}:?[0-9]{2})?"));
  }

  /** Returns the kind of a value; {@link #ANY} if there is no other, or nothing is known (null). */
  static ValueKind of(String value) {
    if (value == null || value.isEmpty()) {
      return ANY;
    }
    for (ValueKind kind : ALL) {
      if (kind.pattern.matcher(value).matches()) {
        return kind;
      }
    }
    return ANY;
  }

  /** Returns the kind of a place where values of both kinds occur. */
  ValueKind and(ValueKind other) {
    return this == other ? this : ANY;
  }
}
