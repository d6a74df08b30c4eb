package dev.pushbench.bench.result;

import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.LoadResult;
import java.util.List;
import java.util.Optional;

/**
 * What a row is made of: one trial, or all trials of a cell taken together.
 *
 * @param trials that {@code load} is the sum of, at least 1
 * @param intervals of the percentiles of latency
 */
record Figures(
        Cell cell,
        int trials,
        Validity validity,
        Optional<LoadResult> load,
        Evidence evidence,
        LatencyIntervals intervals) {
    Figures {
        if (trials < 1) {
            throw new IllegalArgumentException("figures must be of a trial at least, not of " + trials);
        }
    }

    static Figures of(TrialResult result) {
        return new Figures(
                result.cell(),
                1,
                result.validity(),
                result.load(),
                result.evidence(),
                intervals(result.load().stream().toList()));
    }

    static LatencyIntervals intervals(List<LoadResult> loads) {
        return new LatencyIntervals(loads.stream().map(EventClusters::of).toList());
    }

    /** Users, each as often as it was played. */
    long usersPlayed() {
        return (long) cell.users() * trials;
    }
}
