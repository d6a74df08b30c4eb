package dev.pushbench.bench.report;

import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Estimate;
import java.util.Optional;
import java.util.OptionalDouble;

/** Whether a run can tell two cells apart. */
final class Nearness {
    /** Without intervals, a difference below this share is not told. */
    private static final double LEAST_DIFFERENCE = 0.1;

    private Nearness() {}

    /** Whether their intervals overlap; where one has none, whether the figures differ by less than a tenth. */
    static boolean isTied(CellRecord one, CellRecord other, String column) {
        Optional<Estimate.Interval> first = Figures.interval(one, column);
        Optional<Estimate.Interval> second = Figures.interval(other, column);
        if (first.isPresent() && second.isPresent()) {
            return first.get().overlaps(second.get());
        }
        return isNear(Figures.of(one, column), Figures.of(other, column));
    }

    static boolean isNear(OptionalDouble one, OptionalDouble other) {
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        double larger = Math.max(one.getAsDouble(), other.getAsDouble());
        return Math.abs(one.getAsDouble() - other.getAsDouble()) <= LEAST_DIFFERENCE * larger;
    }
}
