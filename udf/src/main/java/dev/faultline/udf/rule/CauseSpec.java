package dev.faultline.udf.rule;

import java.util.List;

/**
 * A fault that a message announces, whatever the level of its line: an Xid, an OOM kill, a machine
 * check.
 *
 * @param id see {@link ShapeRule#id()}
 * @param title what people call it
 * @param priority see {@link ShapeRule#priority()}
 * @param category id of the error category it counts in
 * @param severity {@code critical}, {@code high} or {@code medium}; empty if its code says it
 * @param when see {@link ShapeRule#when()}
 * @param code see {@link ShapeRule#code()}
 * @param codes the table of codes in which the code is looked up; empty for none
 * @param values see {@link ShapeRule#values()}
 * @param device name of the value that says what of the host is hit, where that is no GPU: a disk,
 *     a port, a server; empty for none
 * @param layer where the fault lies among what breaks and what suffers: a layer of {@code
 *     conf/incidents.yaml}; where it is left out, the one with the name of the file's folder, or
 *     the last one that is no symptom
 * @param meaning what has happened, a sentence
 * @param action what to do first, a sentence
 * @param source where meaning and action come from
 * @param matches see {@link ShapeRule#matches()}
 * @param rejects see {@link ShapeRule#rejects()}
 */
public record CauseSpec(
    String id,
    String title,
    int priority,
    String category,
    String severity,
    Condition when,
    String code,
    String codes,
    List<ValueSpec> values,
    String device,
    String layer,
    String meaning,
    String action,
    String source,
    List<RuleSample> matches,
    List<String> rejects)
    implements ShapeRule {

  /** Fills in what was left out. */
  public CauseSpec {
    id = id == null ? "" : id;
    title = title == null ? "" : title;
    category = category == null ? "" : category;
    severity = severity == null ? "" : severity;
    when = when == null ? new Condition(null, null) : when;
    code = code == null ? "" : code;
    codes = codes == null ? "" : codes;
    values = values == null ? List.of() : List.copyOf(values);
    device = device == null ? "" : device;
    layer = layer == null ? "" : layer;
    meaning = meaning == null ? "" : meaning;
    action = action == null ? "" : action;
    source = source == null ? "" : source;
    matches = matches == null ? List.of() : List.copyOf(matches);
    rejects = rejects == null ? List.of() : List.copyOf(rejects);
  }

  /** Returns the same in a layer. */
  public CauseSpec in(String other) {
    return new CauseSpec(
        id, title, priority, category, severity, when, code, codes, values, device, other, meaning,
        action, source, matches, rejects);
  }
}
