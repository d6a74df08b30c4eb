package dev.pushbench.bench;

import dev.pushbench.bench.capacity.Observed;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Second;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** The events of a trial's window with their latencies, in the order in which they were due. */
final class StepEvents {
    private static final long SLOT_NANOS = 50_000_000;
    private static final int DIGITS = 2;

    private StepEvents() {}

    static List<Observed.Event> of(LoadResult load) {
        return eventsFromSeconds(load.seconds());
    }

    /** An estimate: a delivery of a second arrived in the middle of it, and was due its latency before that. To be replaced by what is recorded by event. */
    private static List<Observed.Event> eventsFromSeconds(List<Second> seconds) {
        Map<Long, Histogram> bySlot = new TreeMap<>();
        for (Second second : seconds) {
            long arrivedNanos = second.offsetNanos() + second.lengthNanos() / 2;
            for (HistogramIterationValue value : second.latency().recordedValues()) {
                long dueNanos = Math.max(0, arrivedNanos - value.getValueIteratedTo());
                bySlot.computeIfAbsent(dueNanos / SLOT_NANOS, slot -> new Histogram(DIGITS))
                        .recordValueWithCount(value.getValueIteratedTo(), value.getCountAddedInThisIterationStep());
            }
        }
        List<Observed.Event> events = new ArrayList<>();
        bySlot.forEach((slot, latency) -> events.add(new Observed.Event(slot * SLOT_NANOS, latency)));
        return events;
    }
}
