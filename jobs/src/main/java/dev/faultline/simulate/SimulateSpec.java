package dev.faultline.simulate;

import java.util.SortedMap;

/**
 * All of {@code conf/simulate}. The keys of the maps are what messages call the files.
 *
 * @param place what messages call the folder
 * @param night what a night consists of
 * @param words words to draw from
 * @param logs kinds of log files
 * @param writers who writes in ordinary times
 * @param faults families of faults
 */
public record SimulateSpec(
    String place,
    NightSpec night,
    WordsSpec words,
    SortedMap<String, LogSpec> logs,
    SortedMap<String, WriterSpec> writers,
    SortedMap<String, FaultSpec> faults) {}
