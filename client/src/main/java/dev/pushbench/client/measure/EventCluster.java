package dev.pushbench.client.measure;

import org.HdrHistogram.Histogram;

/**
 * The latencies of all deliveries of one event, or of a few events that are due one after the other: one observation of the server, however
 * many users it had.
 *
 * @param dueOffsetNanos from the start of the first window to the first instant at which an event of the cluster may be due
 * @param packed latency of the deliveries, received − due in nanoseconds, at least one
 */
public record EventCluster(long dueOffsetNanos, PackedHistogram packed) {
    public EventCluster(long dueOffsetNanos, Histogram latency) {
        this(dueOffsetNanos, PackedHistogram.of(latency));
    }

    /** Latency of the deliveries, in a histogram that is the caller's. */
    public Histogram latency() {
        return packed.unpacked();
    }

    /** Both, where they are the same events at other users. */
    EventCluster plus(EventCluster other) {
        Histogram both = latency();
        both.add(other.latency());
        return new EventCluster(dueOffsetNanos, both);
    }
}
