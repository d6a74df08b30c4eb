package dev.pushbench.bench.alternatives;

/**
 * What came of a trial.
 *
 * @param bytesOut that the server wrote for a delivery, answers to the publisher included
 */
record Outcome(Subject subject, int turn, long deliveries, Cost generator, Cost server, double bytesOut) {}
