package dev.faultline.simulate;

/**
 * Where a message of a fault stands.
 *
 * @param path of the file, below the folder of the night
 * @param line number of the message's first line in it, from 1, before compression
 * @param fault which message
 */
record Label(String path, long line, FaultLine fault) {}
