package dev.pushbench.bench.compare;

import org.HdrHistogram.Histogram;

/**
 * Latencies that share their causes and are therefore one observation of the server: those of all deliveries of one event, or of a
 * few consecutive events of a trial.
 *
 * @param dueOffsetNanos instant at which the (first) event was due, in nanoseconds from the start of the trial's first window
 * @param latency of each delivery, in nanoseconds; at least one, not copied, only read
 */
public record Cluster(long dueOffsetNanos, Histogram latency) {
    public Cluster {
        if (latency.getTotalCount() == 0) {
            throw new IllegalArgumentException(
                    "a cluster must have a delivery; the one due at " + dueOffsetNanos + " ns has none");
        }
    }

    /** The median latency of its deliveries, in nanoseconds. */
    double medianNanos() {
        return latency.getValueAtPercentile(50);
    }
}
