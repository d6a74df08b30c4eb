package dev.pushbench.bench.capacity;

import dev.pushbench.client.pacing.FireTimes;
import java.util.List;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * What was seen in one step.
 *
 * @param latency received − due of the deliveries that came, in nanoseconds
 * @param window the events, by the instants at which they were due
 * @param byDesign how long deliveries wait without anybody being late
 * @param publishDelayNanos sent − due of the events, 99th percentile
 * @param busy how much of their cores both sides used
 * @param objections what else speaks for or against the figures
 */
public record Observed(
        long expected,
        long delivered,
        Histogram latency,
        Window window,
        DesignWait byDesign,
        long publishDelayNanos,
        Busy busy,
        Objections objections) {
    /** Later than any service level allows, and what a delivery counts that did not come. */
    static final long NEVER_NANOS = 100 * 3_600_000_000_000L;

    /**
     * The measured window.
     *
     * @param nanos its length, above 0
     * @param schedule when events are due, from its beginning
     * @param events in the order in which they were due; those of which nothing was delivered may be left out
     */
    public record Window(long nanos, FireTimes schedule, List<Event> events) {
        public Window {
            events = List.copyOf(events);
            if (nanos <= 0) {
                throw new IllegalArgumentException("a window must be longer than 0 ns, not " + nanos);
            }
        }
    }

    /**
     * An event, or several that were due one right after the other.
     *
     * @param dueOffsetNanos when, from the beginning of the window; of several, the first
     * @param latency received − due of its deliveries that came, in nanoseconds
     */
    public record Event(long dueOffsetNanos, Histogram latency) {}

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

    /**
     * The median latency of each event that was due in a part of the window, as often as it was delivered; in addition what did not come of them, as
     * later than any.
     *
     * @param fromNanos from the beginning of the window
     * @param toNanos at least {@code fromNanos}; events that were due then are not among them
     */
    Histogram mediansOfDue(long fromNanos, long toNanos) {
        Histogram medians = new Histogram(3);
        medians.setAutoResize(true);
        window.events.stream()
                .filter(event -> event.dueOffsetNanos >= fromNanos && event.dueOffsetNanos < toNanos)
                .forEach(event -> medians.recordValueWithCount(
                        event.latency.getValueAtPercentile(50), event.latency.getTotalCount()));
        long never = Math.min(lost(), expectedOfDue(fromNanos, toNanos) - medians.getTotalCount());
        if (never > 0) {
            medians.recordValueWithCount(NEVER_NANOS, never);
        }
        return medians;
    }

    /** Each event has as many deliveries as any other. */
    private long expectedOfDue(long fromNanos, long toNanos) {
        long events = window.schedule.countBefore(window.nanos);
        long due = window.schedule.countBefore(toNanos) - window.schedule.countBefore(fromNanos);
        return events == 0 ? 0 : Math.round((double) expected / events * due);
    }
}
