package dev.pushbench.bench.report;

import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Estimate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Whether a run can tell two cells apart. */
final class Nearness {
    /**
     * Without intervals, times and costs that differ by no more than this share of the larger are not told apart: single trials
     * of one cell on a shared machine do.
     */
    private static final double LEAST_DIFFERENCE = 0.5;

    /** Of what does not depend on time, and comes out the same in every trial. */
    private static final double LEAST_DIFFERENCE_OF_COUNTS = 0.01;

    private static final Set<String> COUNTS = Set.of(
            "overhead_bytes_per_delivery", "requests_per_delivery", "handshake_bytes_per_user", "connections_peak");

    private Nearness() {}

    /** Whether their intervals overlap; where one has none, whether the figures differ by less than trials of one cell do. */
    static boolean isTied(CellRecord one, CellRecord other, String column) {
        Optional<Estimate.Interval> first = Figures.interval(one, column);
        Optional<Estimate.Interval> second = Figures.interval(other, column);
        if (first.isPresent() && second.isPresent()) {
            return first.get().overlaps(second.get());
        }
        double least = COUNTS.contains(column) ? LEAST_DIFFERENCE_OF_COUNTS : LEAST_DIFFERENCE;
        return isNear(Figures.of(one, column), Figures.of(other, column), least);
    }

    private static boolean isNear(OptionalDouble one, OptionalDouble other, double least) {
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        double larger = Math.max(one.getAsDouble(), other.getAsDouble());
        return Math.abs(one.getAsDouble() - other.getAsDouble()) <= least * larger;
    }
}
