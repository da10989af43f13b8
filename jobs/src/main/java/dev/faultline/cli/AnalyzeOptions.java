package dev.faultline.cli;

/**
 * What a run of {@code analyze} is asked for; {@code --help} says what each means.
 *
 * @param reading what is read, and how
 * @param output folder of the results
 * @param format which reports are written
 * @param withRecords whether to write a row per record
 */
record AnalyzeOptions(
    InputOptions reading, String output, ReportFormat format, boolean withRecords) {}
