package dev.faultline.schema;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a column of a result holds. A cell is null when its value is not known. */
public enum ColumnType {
  /** A string. */
  @JsonProperty("text")
  TEXT,
  /**
   * A string that is a file's path; people are shown it without the folder that all files are in.
   */
  @JsonProperty("path")
  PATH,
  /** A whole number of up to 64 bits. */
  @JsonProperty("integer")
  INTEGER,
  /** A number with a fixed count of digits behind the point. */
  @JsonProperty("decimal")
  DECIMAL,
  /** A floating-point number as a log has it; it may be NaN or infinite. */
  @JsonProperty("number")
  NUMBER,
  /** A point in time, UTC. */
  @JsonProperty("timestamp")
  TIMESTAMP,
  /** A list of strings. */
  @JsonProperty("list")
  LIST;

  /** Whether people want the cells aligned to the right. */
  public boolean isNumeric() {
    return this == INTEGER || this == DECIMAL || this == NUMBER;
  }

  /** Whether a cell is one string. */
  public boolean isText() {
    return this == TEXT || this == PATH;
  }
}
