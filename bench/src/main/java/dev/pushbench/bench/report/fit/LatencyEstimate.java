package dev.pushbench.bench.report.fit;

import java.time.Duration;
import java.util.Optional;

/**
 * A 99th percentile of latency, and the range in which it is expected.
 *
 * @param micros the figure
 * @param bounds around the figure; empty if the figure was extrapolated, so that nothing is known about its error
 */
public record LatencyEstimate(double micros, Optional<Bounds> bounds) {
    /**
     * Factor between a figure and the bounds assumed for it if no interval was measured. Two single trials of one cell differ by up to
     * this factor on a shared machine.
     */
    private static final double ASSUMED_FACTOR = 2;

    public LatencyEstimate {
        if (bounds.isPresent()
                && !(bounds.get().lowMicros() <= micros
                        && micros <= bounds.get().highMicros())) {
            throw new IllegalArgumentException(micros + " us is outside its bounds " + bounds.get());
        }
    }

    /**
     * The ends of a range of latency, in microseconds.
     *
     * @param isMeasured whether they come from intervals that were measured, not from an assumption
     */
    public record Bounds(double lowMicros, double highMicros, boolean isMeasured) {
        /** The range that contains both. */
        Bounds and(Bounds other) {
            return new Bounds(
                    Math.min(lowMicros, other.lowMicros),
                    Math.max(highMicros, other.highMicros),
                    isMeasured && other.isMeasured);
        }
    }

    /** A measured figure and its interval. The bounds are extended to contain the figure. */
    public static LatencyEstimate measured(double micros, double lowMicros, double highMicros) {
        return new LatencyEstimate(
                micros, Optional.of(new Bounds(Math.min(micros, lowMicros), Math.max(micros, highMicros), true)));
    }

    /** A measured figure without an interval: bounds of half and twice the figure are assumed. */
    public static LatencyEstimate measured(double micros) {
        return new LatencyEstimate(
                micros, Optional.of(new Bounds(micros / ASSUMED_FACTOR, micros * ASSUMED_FACTOR, false)));
    }

    LatencyEstimate withoutBounds() {
        return new LatencyEstimate(micros, Optional.empty());
    }

    /** {@code YES} only if the upper bound meets the limit, {@code NO} only if the lower bound exceeds it. */
    Fits fits(Duration limit) {
        double limitMicros = limit.toNanos() / 1e3;
        return bounds.map(each -> each.highMicros() <= limitMicros
                        ? Fits.YES
                        : each.lowMicros() > limitMicros ? Fits.NO : Fits.NOT_CERTAIN)
                .orElse(Fits.NOT_CERTAIN);
    }
}
