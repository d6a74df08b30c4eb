package dev.pushbench.client.measure;

/**
 * One event on its way to one user. Instants are nanoseconds since the first window began.
 *
 * @param dueNanos when it was to be published
 * @param sentNanos when it was
 * @param receivedNanos when the user read it
 */
public record Flight(long seq, long dueNanos, long sentNanos, long receivedNanos) {}
