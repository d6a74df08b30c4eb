package dev.pushbench.bench.capacity;

import java.util.List;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * What was seen in one step.
 *
 * @param latency received − due of the deliveries that came, in nanoseconds
 * @param seconds the window in pieces of about a second
 * @param lateness how far behind the parts were
 * @param busy how much of their cores both sides used
 * @param objections what else speaks for or against the figures
 */
public record Observed(
        long expected,
        long delivered,
        Histogram latency,
        List<Second> seconds,
        Lateness lateness,
        Busy busy,
        Objections objections) {
    /** Later than any service level allows, and what a delivery counts that did not come. */
    static final long NEVER_NANOS = 100 * 3_600_000_000_000L;

    public Observed {
        seconds = List.copyOf(seconds);
    }

    /** A piece of the window, in nanoseconds since it began, and the latency of the deliveries that arrived in it. */
    public record Second(long startNanos, long lengthNanos, Histogram latency) {}

    /**
     * @param windowNanos for which was published
     * @param drainNanos from the end of the window until the last delivery was there, or was waited for no longer
     * @param byDesignNanos how long a delivery may wait without anybody being late: a poller's interval
     * @param publishDelayNanos sent − due of the events, 99th percentile
     */
    public record Lateness(long windowNanos, long drainNanos, long byDesignNanos, long publishDelayNanos) {}

    /**
     * @param generator its share of one core
     * @param server its share of the cores that its IO threads can use; empty where the server is not ours
     */
    public record Busy(OptionalDouble generator, OptionalDouble server) {}

    /**
     * Each in words.
     *
     * @param disturbed by something beside server and generator
     * @param generator what shows that the generator was at its limit
     * @param server what the server did, or failed to do, for which the figures cannot stand
     * @param other why the figures are no result, for which nobody is to blame yet
     */
    public record Objections(List<String> disturbed, List<String> generator, List<String> server, List<String> other) {
        public static final Objections NONE = new Objections(List.of(), List.of(), List.of(), List.of());

        public Objections {
            disturbed = List.copyOf(disturbed);
            generator = List.copyOf(generator);
            server = List.copyOf(server);
            other = List.copyOf(other);
        }
    }

    /** Deliveries that did not come. */
    long lost() {
        return Math.max(0, expected - delivered);
    }

    /** With those that did not come as later than any that did: who leaves out what is late would look quick. */
    Histogram latencyOfAllExpected() {
        Histogram all = new Histogram(3);
        all.setAutoResize(true);
        all.add(latency);
        if (lost() > 0) {
            all.recordValueWithCount(NEVER_NANOS, lost());
        }
        return all;
    }
}
