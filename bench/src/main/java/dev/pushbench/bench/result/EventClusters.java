package dev.pushbench.bench.result;

import dev.pushbench.bench.compare.Cluster;
import dev.pushbench.client.LoadResult;
import java.util.List;

/** The latencies of a trial by event, as statistics take them. */
final class EventClusters {
    private EventClusters() {}

    /** Those of the events due in the trial's windows, in the order in which they were due. */
    static List<Cluster> of(LoadResult load) {
        return load.eventLatencies().stream()
                .map(cluster -> new Cluster(cluster.dueOffsetNanos(), cluster.latency()))
                .toList();
    }
}
