package dev.pushbench.bench.host;

import org.HdrHistogram.Histogram;

/**
 * How late a thread was that asked to be woken every millisecond: time that the JVM, the kernel or the machine took from
 * everyone. Without load all of them are well below a millisecond.
 *
 * @param count of the wake-ups, those that a stall swallowed included; the others are 0 where this is
 */
public record Hiccups(long count, long p50Nanos, long p99Nanos, long maxNanos) {
    static Hiccups of(Histogram lateNanos) {
        return new Hiccups(
                lateNanos.getTotalCount(),
                lateNanos.getValueAtPercentile(50),
                lateNanos.getValueAtPercentile(99),
                lateNanos.getMaxValue());
    }

    /** The higher of each figure, of all wake-ups: percentiles cannot be added. */
    Hiccups worse(Hiccups other) {
        return new Hiccups(
                count + other.count,
                Math.max(p50Nanos, other.p50Nanos),
                Math.max(p99Nanos, other.p99Nanos),
                Math.max(maxNanos, other.maxNanos));
    }
}
