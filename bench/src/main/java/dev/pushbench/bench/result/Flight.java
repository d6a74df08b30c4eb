package dev.pushbench.bench.result;

/**
 * One event of the window on its way to one user: a row of {@code timeline.csv}.
 *
 * @param fork of the cell
 * @param dueMicros since the window began, like the others
 * @param sentMicros when it was written by the publisher
 * @param receivedMicros when that user read it
 */
public record Flight(int fork, long seq, double dueMicros, double sentMicros, double receivedMicros) {}
