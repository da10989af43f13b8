package dev.faultline.shape;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the records of a night come down to. Times are microseconds since 1970 UTC; whichever engine
 * made it, the rows are the same.
 *
 * @param cells {@code shape_hash, stream_id, severity_number} (0 unknown), {@code bucket} (quarter
 *     of an hour since 1970 UTC, null without a time), {@code count, first_time, last_time, offset}
 *     (the smallest)
 * @param brief the same for reports: {@code shape_hash} is null in cells of records whose shape no
 *     report asks for, which are most
 * @param tallies {@code shape_hash, severity_number, bucket, count, first_time, last_time}: the
 *     cells without their streams; equal ones may have several rows, which add up
 * @param shapes {@code shape_hash, shape, count}; the earliest line of the shape: {@code file_id,
 *     offset, sample, sample_path}; what it means, as {@link dev.faultline.udf.rule.Meaning} has
 *     it: {@code signal, cause, code, matched_any, matched_error, category, severity}
 * @param streams {@code stream_id, file_id, log_file_path, format_id, host_name, service_name,
 *     rank}
 * @param events records whose numbers or order matter, in batches, as the scan yields them: {@code
 *     kind} (signal or cause), {@code event_name, stream_id, shape_hash, severity_number}; of each
 *     record {@code times, offsets} and {@code places}, the index of its values in what follows; of
 *     each different values {@code counts, first_times, first_offsets}, and {@code numbers} and
 *     {@code texts}, a column for each value of the rule
 */
public record Cube(
    Dataset<Row> cells,
    Dataset<Row> brief,
    Dataset<Row> tallies,
    Dataset<Row> shapes,
    Dataset<Row> streams,
    Dataset<Row> events) {}
