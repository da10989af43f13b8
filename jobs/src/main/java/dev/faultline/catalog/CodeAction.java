package dev.faultline.catalog;

/**
 * What a code table says is to be done.
 *
 * @param action the code of the action, such as {@code RESET_GPU}, as its source writes it
 * @param rank how far it goes: of several the highest counts; 0 for nothing
 * @param meaning what to do, a sentence
 */
public record CodeAction(String action, int rank, String meaning) {}
