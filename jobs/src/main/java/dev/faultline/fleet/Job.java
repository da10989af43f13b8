package dev.faultline.fleet;

import java.time.Instant;
import java.util.List;

/**
 * A row of a job table. What it does not say is null.
 *
 * @param id as the scheduler shows it: {@code 481206}, {@code 481206_7}, {@code 481206+1}
 * @param state one word, as {@code CANCELLED}
 * @param exitCode as Slurm writes it: code and signal, {@code 1:0}
 * @param start null if it has not begun
 * @param end null if it goes on
 * @param nodes how many hosts
 * @param gpus how many of all hosts together
 * @param hosts their names
 */
record Job(
    String id,
    String name,
    String user,
    String account,
    String partition,
    String state,
    String exitCode,
    Instant start,
    Instant end,
    Integer nodes,
    Integer gpus,
    List<String> hosts) {}
