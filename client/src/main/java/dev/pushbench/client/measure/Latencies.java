package dev.pushbench.client.measure;

import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * Durations in nanoseconds. All but {@code connectTime} and {@code rearmGap} are of the window.
 *
 * @param latency received − due, of each delivery
 * @param serviceLatency received − sent, of each delivery
 * @param publishDelay sent − due, of each event
 * @param connectTime from asking for a connection until it stood, of each connection
 * @param rearmGap from the read of a long poll's answer until the next request was written
 * @param worstUserMeanNanos the largest of the users' mean latencies; empty where none received anything
 * @param acknowledgement from a user's request that publishes being written until it was answered; empty where nobody asks by requests
 */
public record Latencies(
        Histogram latency,
        Histogram serviceLatency,
        Histogram publishDelay,
        Histogram connectTime,
        Histogram rearmGap,
        OptionalLong worstUserMeanNanos,
        Histogram acknowledgement) {
    /** Of users that only read. */
    public Latencies(
            Histogram latency,
            Histogram serviceLatency,
            Histogram publishDelay,
            Histogram connectTime,
            Histogram rearmGap,
            OptionalLong worstUserMeanNanos) {
        this(
                latency,
                serviceLatency,
                publishDelay,
                connectTime,
                rearmGap,
                worstUserMeanNanos,
                new Histogram(Meter.SIGNIFICANT_DIGITS));
    }
}
