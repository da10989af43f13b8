package dev.faultline.ingest;

import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.SourceZones;
import dev.faultline.udf.format.TimeSpan;
import dev.faultline.udf.mask.MaskSpec;
import dev.faultline.udf.redact.RedactionKey;
import dev.faultline.udf.redact.RedactionSpec;
import dev.faultline.udf.redact.Redactor;
import dev.faultline.udf.rule.Knowledge;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * How the lines of a scan are read; the same on every executor.
 *
 * @param maxLineBytes cap on the content of a line, in bytes
 * @param unpack how much compressed files may unpack to
 * @param formats the log formats that lines may have
 * @param mask what makes shapes of messages
 * @param knowledge what shapes mean
 * @param sources zones of the times that name none
 * @param zone the same, of files that no source names
 * @param date day near which a line without a year lies; null for that of the file
 * @param times which records are looked at
 * @param redaction what is taken out of lines; all its rules are in force
 * @param redactionKey makes pseudonyms of it
 */
record ReadOptions(
    int maxLineBytes,
    UnpackLimit unpack,
    List<FormatSpec> formats,
    MaskSpec mask,
    Knowledge knowledge,
    SourceZones sources,
    ZoneId zone,
    LocalDate date,
    TimeSpan times,
    RedactionSpec redaction,
    RedactionKey redactionKey)
    implements Serializable {

  /** Returns what tells faults without a header, for one task. */
  FaultLines faults() {
    return new FaultLines(mask, knowledge.causes());
  }

  /** Returns what takes secrets out of lines, for one task. */
  Redactor redactor() {
    return new Redactor(redaction, redactionKey);
  }
}
