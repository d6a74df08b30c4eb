package dev.pushbench.bench.scale;

/**
 * What the kernel took of a broadcast by itself: one of several measurements, in turn with the trials that are held against it.
 *
 * @param users that it was sent to
 * @param writerMicros CPU for each message of the process that wrote
 * @param readerMicros of the one that read
 * @param wallMillis until the last user had an event, the median over the events
 */
public record Floor(int users, double writerMicros, double readerMicros, double wallMillis) {}
