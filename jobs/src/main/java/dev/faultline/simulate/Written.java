package dev.faultline.simulate;

import java.util.List;

/**
 * A file that was written.
 *
 * @param path below the folder of the night
 * @param lines line ends in it, before compression
 * @param bytes before compression
 * @param labels the faults in it, in the order of lines
 */
record Written(String path, long lines, long bytes, List<Label> labels) {}
