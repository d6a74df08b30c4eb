package dev.pushbench.client.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Latencies by event: the windows are cut by due instant into clusters, one for each event where there are at most {@value #MAX_CLUSTERS}.
 * Deliveries of one event are not independent, so that intervals and tests have to draw clusters, not deliveries. Written by one thread;
 * nothing is allocated for a delivery, but for a cluster whose range grows.
 */
public final class EventLatencies {
    static final int MAX_CLUSTERS = 512;

    /** Two digits: a cluster tells how events differ, not what a percentile is. */
    private static final int SIGNIFICANT_DIGITS = 2;

    private static final long LOWEST_DISCERNIBLE_NANOS = 1_000;

    /** A range of a few kilobytes, which grows with what is recorded. */
    private static final long FIRST_RANGE_NANOS = 10_000_000;

    private final MeasuredWindows windows;
    private final long lengthNanos;
    private final Histogram[] clusters;

    EventLatencies(MeasuredWindows windows) {
        this.windows = windows;
        this.lengthNanos = windows.endNanos() - windows.startNanos();
        this.clusters = new Histogram[(int) Math.min(MAX_CLUSTERS, windows.events())];
        for (int i = 0; i < clusters.length; i++) {
            clusters[i] = new Histogram(LOWEST_DISCERNIBLE_NANOS, FIRST_RANGE_NANOS, SIGNIFICANT_DIGITS);
            clusters[i].setAutoResize(true);
        }
    }

    /**
     * Keeps a latency.
     *
     * @param dueNanos of the event, within the windows
     * @param latencyNanos 0 to an hour
     */
    void record(long dueNanos, long latencyNanos) {
        clusters[indexOf(dueNanos)].recordValue(latencyNanos);
    }

    /** Due instants are cut to whole nanoseconds, so that an event at the start of a cluster may seem to lie before it by one. */
    private int indexOf(long dueNanos) {
        double share = (double) (dueNanos - windows.startNanos() + 1) / lengthNanos;
        return Math.max(0, Math.min(clusters.length - 1, (int) (share * clusters.length)));
    }

    /** Those with a delivery, in the order in which their events are due. */
    List<EventCluster> clusters() {
        List<EventCluster> found = new ArrayList<>();
        for (int i = 0; i < clusters.length; i++) {
            if (clusters[i].getTotalCount() > 0) {
                found.add(new EventCluster(Math.round((double) lengthNanos * i / clusters.length), clusters[i]));
            }
        }
        return found;
    }

    /** Both, of the same events at other users. */
    public static List<EventCluster> sum(List<EventCluster> one, List<EventCluster> other) {
        TreeMap<Long, EventCluster> byDue = new TreeMap<>();
        one.forEach(cluster -> byDue.put(cluster.dueOffsetNanos(), cluster));
        other.forEach(cluster -> byDue.merge(cluster.dueOffsetNanos(), cluster, EventCluster::plus));
        return List.copyOf(byDue.values());
    }
}
