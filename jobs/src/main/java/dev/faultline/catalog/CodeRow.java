package dev.faultline.catalog;

import dev.faultline.udf.rule.CodeSeverities;

/**
 * A number that messages of one kind bear, such as an Xid, and what it stands for.
 *
 * @param table name of its table, such as {@code xid}
 * @param code the number as messages write it; {@link #DEFAULT} for all that have no row
 * @param name what its source calls it; empty if it has no name
 * @param description what has happened, in our words; may be empty
 * @param immediateAction what brings the machine back into service, a {@link CodeAction#action()};
 *     empty if the table knows none
 * @param investigatoryAction what finds out why, likewise
 * @param severity {@code critical}, {@code high} or {@code medium}
 */
public record CodeRow(
    String table,
    String code,
    String name,
    String description,
    String immediateAction,
    String investigatoryAction,
    String severity) {

  /** The code of the row that holds for all others, and for what a row leaves blank. */
  public static final String DEFAULT = CodeSeverities.OTHERS;

  /** Returns the same with what it leaves blank. */
  CodeRow filledFrom(CodeRow other) {
    return new CodeRow(
        table,
        code,
        name,
        description,
        immediateAction.isEmpty() ? other.immediateAction : immediateAction,
        investigatoryAction.isEmpty() ? other.investigatoryAction : investigatoryAction,
        severity);
  }
}
