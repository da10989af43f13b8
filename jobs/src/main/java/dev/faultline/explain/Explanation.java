package dev.faultline.explain;

import dev.faultline.udf.format.FormatProbe;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.rule.CauseSpec;
import dev.faultline.udf.rule.SignalSpec;
import java.util.List;
import java.util.Map;

/**
 * What Faultline sees in one record: the line that begins it and the lines that belong to it.
 *
 * @param line the line
 * @param format the format that takes the line; null for none
 * @param alsoFit the other formats that would take it
 * @param nearest the format that got farthest; null if one takes the line, or none got anywhere
 * @param fields what the header says, by name: time (UTC), level, host, ...
 * @param attributes what the line says beside, by the names of columns
 * @param body the message; the whole line if no format takes it
 * @param detail the last line of a stack trace behind the line; null for none
 * @param shape the masked message, with the masked detail
 * @param shapeHash XXH64 of the shape, as in the tables
 * @param signal what the message reports; null for nothing that matters
 * @param cause the fault that it announces; null for none
 * @param category id of the category that counts it as its own; null if it is no error
 * @param severity critical, high or medium; null if it is no error
 * @param matched ids of all categories whose rule counts it, errors or not
 * @param code the literal that tells one such message from another; null for none
 * @param values the values read in the message, by name
 */
public record Explanation(
    String line,
    FormatSpec format,
    List<FormatSpec> alsoFit,
    FormatProbe.Reach nearest,
    Map<String, String> fields,
    Map<String, String> attributes,
    String body,
    String detail,
    String shape,
    long shapeHash,
    SignalSpec signal,
    CauseSpec cause,
    String category,
    String severity,
    List<String> matched,
    String code,
    Map<String, String> values) {}
