package dev.faultline.udf.rule;

import java.io.Serializable;
import java.util.List;

/**
 * Something that a shape can be recognised as, decided once per distinct shape and not per line: a
 * {@link SignalSpec} or a {@link CauseSpec}.
 */
public interface ShapeRule extends Serializable {

  /** Short name, unique among its kind: lower-case letters, digits and {@code _}. */
  String id();

  /** Of several rules that hold for a shape, the one with the lowest number is chosen. */
  int priority();

  /** Which shapes it is for. */
  Condition when();

  /**
   * Java regex found in the lower-case shape, whose one group is the literal that tells one such
   * message from another (an Xid, an HTTP status, an exit code); empty for none. The mask must keep
   * it.
   */
  String code();

  /** What to read in the messages of such shapes, in the order of an event's values. */
  List<ValueSpec> values();

  /** Messages that are such, and what they say. */
  List<RuleSample> matches();

  /** Messages that are not such, however similar. */
  List<String> rejects();
}
