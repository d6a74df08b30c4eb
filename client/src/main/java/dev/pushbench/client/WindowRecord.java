package dev.pushbench.client;

import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.Second;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The window, second by second and in total. Used by the coordinating thread. */
final class WindowRecord {
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Meter meter;
    private final List<Second> seconds = new ArrayList<>();
    private final Histogram latency = new Histogram(SIGNIFICANT_DIGITS);
    private boolean open;
    private long startNanos;
    private long sinceNanos;
    private long requestsBefore;
    private long openedBefore;

    WindowRecord(Meter meter) {
        this.meter = meter;
    }

    void open(long atNanos) {
        open = true;
        startNanos = atNanos;
        sinceNanos = atNanos;
        requestsBefore = meter.requests();
        openedBefore = meter.connections().counts().opened();
    }

    /** Keeps the second that is over, if one is. To be called often. */
    void look() {
        if (open && System.nanoTime() - sinceNanos >= SECOND_NANOS) {
            keep();
        }
    }

    /** Keeps what is left; the last second may be shorter, or holds what came after the last event was sent. */
    void close() {
        if (open) {
            keep();
            open = false;
        }
    }

    private void keep() {
        long nowNanos = System.nanoTime();
        Histogram since = new Histogram(SIGNIFICANT_DIGITS);
        since.add(meter.latencySinceLastCall());
        latency.add(since);
        ConnectionCounts connections = meter.connections().counts();
        seconds.add(new Second(
                sinceNanos - startNanos,
                nowNanos - sinceNanos,
                since,
                meter.requests() - requestsBefore,
                connections.opened() - openedBefore,
                connections.open()));
        sinceNanos = nowNanos;
        requestsBefore = meter.requests();
        openedBefore = connections.opened();
    }

    List<Second> seconds() {
        return seconds;
    }

    /** All latencies so far. */
    Histogram latency() {
        Histogram rest = meter.latencySinceLastCall();
        latency.add(rest);
        return latency;
    }
}
