package dev.faultline.ingest;

import dev.faultline.udf.format.FormatSpec;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * How the lines of a scan are read; the same on every executor.
 *
 * @param mode what the rows are
 * @param maxLineBytes cap on the content of a line, in bytes
 * @param formats the log formats that lines may have
 * @param zone zone of the times that name none
 * @param date day near which a line without a year lies; null for that of the file
 */
record ReadOptions(
    LogSource.Mode mode, int maxLineBytes, List<FormatSpec> formats, ZoneId zone, LocalDate date)
    implements Serializable {}
