package dev.faultline.cli;

import dev.faultline.udf.format.TimeSpan;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What a run of {@code analyze} is asked for; {@code --help} says what each means.
 *
 * @param inputs files, folders and patterns
 * @param output folder of the results
 * @param date null for the last day in the logs
 * @param zone of times that name none
 * @param times which records count
 * @param format which reports are written
 * @param withRecords whether to write a row per record
 * @param engine cpu, gpu or auto
 * @param settings the values of {@code --set}, by key
 * @param confDir null for the configuration in the jar
 * @param strict whether damage of an input stops the run
 */
record AnalyzeOptions(
    List<String> inputs,
    String output,
    LocalDate date,
    ZoneId zone,
    TimeSpan times,
    ReportFormat format,
    boolean withRecords,
    Engine engine,
    Map<String, String> settings,
    String confDir,
    boolean strict) {}
