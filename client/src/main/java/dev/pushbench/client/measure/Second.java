package dev.pushbench.client.measure;

import org.HdrHistogram.Histogram;

/**
 * About one second of the window.
 *
 * @param offsetNanos its start, from the start of the window
 * @param lengthNanos how long it was
 * @param packed latency of the deliveries that arrived in it
 * @param requests written in it
 * @param opened connections opened in it
 * @param open connections at its end
 */
public record Second(
        long offsetNanos, long lengthNanos, PackedHistogram packed, long requests, long opened, long open) {
    public Second(long offsetNanos, long lengthNanos, Histogram latency, long requests, long opened, long open) {
        this(offsetNanos, lengthNanos, PackedHistogram.of(latency), requests, opened, open);
    }

    /** Latency of the deliveries that arrived in it, in a histogram that is the caller's. */
    public Histogram latency() {
        return packed.unpacked();
    }
}
