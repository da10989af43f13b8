package dev.faultline.udf.rule;

import java.util.List;

/**
 * Messages whose numbers or order matter, and that are no fault: requests, responses, epochs.
 *
 * @param id see {@link ShapeRule#id()}
 * @param title what people call it
 * @param priority see {@link ShapeRule#priority()}
 * @param when see {@link ShapeRule#when()}
 * @param code see {@link ShapeRule#code()}
 * @param values see {@link ShapeRule#values()}
 * @param matches see {@link ShapeRule#matches()}
 * @param rejects see {@link ShapeRule#rejects()}
 */
public record SignalSpec(
    String id,
    String title,
    int priority,
    Condition when,
    String code,
    List<ValueSpec> values,
    List<RuleSample> matches,
    List<String> rejects)
    implements ShapeRule {

  /** Fills in what was left out. */
  public SignalSpec {
    id = id == null ? "" : id;
    title = title == null ? "" : title;
    when = when == null ? new Condition(null, null) : when;
    code = code == null ? "" : code;
    values = values == null ? List.of() : List.copyOf(values);
    matches = matches == null ? List.of() : List.copyOf(matches);
    rejects = rejects == null ? List.of() : List.copyOf(rejects);
  }
}
