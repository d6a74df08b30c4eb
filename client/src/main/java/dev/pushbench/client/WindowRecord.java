package dev.pushbench.client;

import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.PackedHistogram;
import dev.pushbench.client.measure.Second;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** The windows, second by second, each by itself and in total. Used by the coordinating thread. */
final class WindowRecord {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final Meter meter;
    private final List<Second> seconds = new ArrayList<>();
    private final PackedHistogram.Packer packer = new PackedHistogram.Packer();
    private Optional<Load.Recent> recent = Optional.empty();
    private final Histogram latency = new Histogram(Meter.SIGNIFICANT_DIGITS);
    private Histogram current = new Histogram(Meter.SIGNIFICANT_DIGITS);
    private boolean open;
    private boolean opened;
    private long startNanos;
    private long sinceNanos;
    private long requestsBefore;
    private long openedBefore;

    WindowRecord(Meter meter) {
        this.meter = meter;
    }

    /** Opens a window; true where it is the first. */
    boolean open(long atNanos) {
        boolean first = !opened;
        if (first) {
            opened = true;
            startNanos = atNanos;
        }
        open = true;
        recent = Optional.empty();
        current = new Histogram(Meter.SIGNIFICANT_DIGITS);
        sinceNanos = atNanos;
        requestsBefore = meter.requests();
        openedBefore = meter.connections().counts().opened();
        return first;
    }

    /** Keeps the second that is over, if one is. To be called often. */
    void look() {
        if (open && System.nanoTime() - sinceNanos >= SECOND_NANOS) {
            keep();
        }
    }

    /**
     * Keeps what is left; the last second may be shorter, or holds what came after the last event was sent.
     *
     * @return the latencies of the window
     */
    Histogram close() {
        if (open) {
            keep();
            open = false;
        }
        return current;
    }

    private void keep() {
        long nowNanos = System.nanoTime();
        Histogram since = meter.latencySinceLastCall();
        current.add(since);
        latency.add(since);
        recent = since.getTotalCount() == 0
                ? Optional.empty()
                : Optional.of(new Load.Recent(since.getValueAtPercentile(50), since.getValueAtPercentile(99)));
        ConnectionCounts connections = meter.connections().counts();
        seconds.add(new Second(
                sinceNanos - startNanos,
                nowNanos - sinceNanos,
                packer.pack(since),
                meter.requests() - requestsBefore,
                connections.opened() - openedBefore,
                connections.open()));
        sinceNanos = nowNanos;
        requestsBefore = meter.requests();
        openedBefore = connections.opened();
    }

    /** The last second of the open window that is over, if it had deliveries. */
    Optional<Load.Recent> recent() {
        return open ? recent : Optional.empty();
    }

    List<Second> seconds() {
        return List.copyOf(seconds);
    }

    /** All latencies so far. */
    Histogram latency() {
        Histogram rest = meter.latencySinceLastCall();
        latency.add(rest);
        return latency;
    }
}
