package dev.pushbench.client;

import dev.pushbench.client.measure.IntervalRecorder;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.PackedHistogram;
import dev.pushbench.client.measure.Second;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** The windows, second by second, and their latencies in total: takes over what the loop has cut. Used by the coordinating thread. */
final class WindowRecord {
    private final IntervalRecorder intervals;
    private final List<Second> seconds = new ArrayList<>();
    private final List<Histogram> latencyByWindow = new ArrayList<>();
    private final PackedHistogram.Packer packer = new PackedHistogram.Packer();
    private final Histogram latency = histogram();
    private Optional<Load.Recent> recent = Optional.empty();

    WindowRecord(Meter meter) {
        this.intervals = meter.intervals();
    }

    private static Histogram histogram() {
        return new Histogram(Meter.SIGNIFICANT_DIGITS);
    }

    /** Takes over the intervals that are over. To be called often. */
    void look() {
        for (Optional<IntervalRecorder.Cut> cut = intervals.next(); cut.isPresent(); cut = intervals.next()) {
            keep(cut.get());
        }
    }

    private void keep(IntervalRecorder.Cut cut) {
        Histogram since = cut.latency();
        latency.add(since);
        latencyOf(cut.window()).add(since);
        recent = since.getTotalCount() == 0 || cut.part() == Second.Part.DRAIN
                ? Optional.empty()
                : Optional.of(new Load.Recent(since.getValueAtPercentile(50), since.getValueAtPercentile(99)));
        seconds.add(new Second(
                cut.part(), cut.offsetNanos(), cut.lengthNanos(), packer.pack(since), cut.amounts(), cut.open()));
        intervals.recycle(since);
    }

    private Histogram latencyOf(int window) {
        while (latencyByWindow.size() <= window) {
            latencyByWindow.add(histogram());
        }
        return latencyByWindow.get(window);
    }

    /**
     * Latencies of the deliveries that arrived in that window.
     *
     * @param late of those that arrived since the last window, where it is the last
     */
    Histogram closed(int window, Optional<Histogram> late) {
        look();
        Histogram all = latencyOf(window).copy();
        late.ifPresent(all::add);
        return all;
    }

    /** The last second that is over, if it had deliveries. */
    Optional<Load.Recent> recent() {
        return recent;
    }

    List<Second> seconds() {
        return List.copyOf(seconds);
    }

    /** All latencies so far. */
    Histogram latency() {
        return latency.copy();
    }
}
