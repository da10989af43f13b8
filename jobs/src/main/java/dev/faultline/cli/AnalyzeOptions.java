package dev.faultline.cli;

import dev.faultline.fleet.FleetFiles;

/**
 * What a run of {@code analyze} is asked for; {@code --help} says what each means.
 *
 * @param reading what is read, and how
 * @param output folder of the results
 * @param format which reports are written
 * @param withRecords whether to write a row per record
 * @param fleet tables of jobs and GPUs
 */
record AnalyzeOptions(
    InputOptions reading,
    String output,
    ReportFormat format,
    boolean withRecords,
    FleetFiles fleet) {}
