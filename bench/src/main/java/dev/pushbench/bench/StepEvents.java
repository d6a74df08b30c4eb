package dev.pushbench.bench;

import dev.pushbench.bench.capacity.Observed;
import dev.pushbench.client.LoadResult;
import java.util.List;

/** The events of a trial's windows as the judge of a step takes them. */
final class StepEvents {
    private StepEvents() {}

    /** In the order in which they were due; without those of which nothing was delivered. */
    static List<Observed.Event> of(LoadResult load) {
        return load.eventLatencies().stream()
                .map(cluster -> new Observed.Event(cluster.dueOffsetNanos(), cluster.latency()))
                .toList();
    }
}
