package dev.faultline.udf.format;

/** A part of a {@link TimeLayout}. */
enum TimePart {
  YEAR("yyyy", 4, "time_year"),
  YEAR_OF_CENTURY("yy", 2, "time_year"),
  MONTH_NAME("MMM", 0, "time_month_name"),
  MONTH("MM", 2, "time_month"),
  SHORT_MONTH("M", 0, "time_month"),
  DAY("dd", 2, "time_day"),
  SHORT_DAY("d", 0, "time_day"),
  HOUR("HH", 2, "time_hour"),
  SHORT_HOUR("H", 0, "time_hour"),
  MINUTE("mm", 2, "time_minute"),
  SHORT_MINUTE("m", 0, "time_minute"),
  SECOND("ss", 2, "time_second"),
  SHORT_SECOND("s", 0, "time_second"),
  EPOCH_MILLIS("epochms", 13, "time_epoch"),
  EPOCH("epoch", 10, "time_epoch"),
  DAY_NAME("EEE", 0, null),
  FRACTION("f", 0, "time_fraction"),
  SURE_FRACTION("F", 0, "time_fraction"),
  ZONE("X", 0, "time_zone"),
  ZONE_IF_ANY("x", 0, "time_zone"),
  SEPARATOR("T", 0, null),
  LITERAL("", 0, null);

  private static final String DIGITS = "0123456789";

  /** How it is written in a layout. */
  final String token;

  /** How many digits it has; 0 if it is written otherwise. */
  final int digits;

  /** Name of its group in {@link LogFormat#partsGroups()}; null if it tells nothing. */
  final String group;

  TimePart(String token, int digits, String group) {
    this.token = token;
    this.digits = digits;
    this.group = group;
  }

  /** The part whose token a layout has at an index; a longer token is found before a shorter. */
  static TimePart at(String layout, int index) {
    for (TimePart part : values()) {
      if (part != LITERAL && layout.startsWith(part.token, index)) {
        return part;
      }
    }
    return LITERAL;
  }

  /** Whether it is a number of one or two digits. */
  boolean isShort() {
    return switch (this) {
      case SHORT_MONTH, SHORT_HOUR, SHORT_MINUTE, SHORT_SECOND -> true;
      default -> false;
    };
  }

  /** Whether a stamp may lack it. */
  boolean mayLack() {
    return this == FRACTION || this == ZONE_IF_ANY;
  }

  boolean isFraction() {
    return this == FRACTION || this == SURE_FRACTION;
  }

  /** What it could go on with where it ends; empty for a fixed length. */
  ByteClass endsIn() {
    if (isFraction()) {
      return ByteClass.of(DIGITS + ".,");
    }
    if (this == ZONE_IF_ANY) {
      return first();
    }
    return ByteClass.of(isShort() || this == SHORT_DAY ? DIGITS : "");
  }

  /** What it can begin with; for a {@link #LITERAL} ask the layout. */
  ByteClass first() {
    return switch (this) {
      case MONTH_NAME -> ByteClass.of("JFMASOND");
      case DAY_NAME -> ByteClass.of("MTWFS");
      case SHORT_DAY -> ByteClass.of(DIGITS + " ");
      case ZONE, ZONE_IF_ANY -> ByteClass.of("ZUG+-");
      case SEPARATOR -> ByteClass.of("T ");
      case FRACTION, SURE_FRACTION -> ByteClass.of(".,");
      default -> ByteClass.of(DIGITS);
    };
  }

  /** Its regex; for a {@link #LITERAL} ask the layout. */
  String regex() {
    if (digits > 0) {
      return "[0-9]{" + digits + "}";
    }
    return switch (this) {
      case MONTH_NAME -> "(?:" + String.join("|", TimeBytes.MONTHS) + ")";
      case DAY_NAME -> "(?:" + String.join("|", TimeBytes.DAYS) + ")";
      case SHORT_DAY -> "(?:[ 0-9][0-9]|[0-9])";
      case FRACTION -> "(?:[.,][0-9]{1,9})?";
      case SURE_FRACTION -> "[.,][0-9]{1,9}";
      case ZONE -> "(?:Z|UTC|GMT|[+\\-][0-9]{2}:?[0-9]{2})";
      case ZONE_IF_ANY -> ZONE.regex() + "?";
      case SEPARATOR -> "[T ]";
      default -> "[0-9]{1,2}";
    };
  }
}
