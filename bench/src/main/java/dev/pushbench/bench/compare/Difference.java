package dev.pushbench.bench.compare;

import java.util.Optional;

/**
 * What two samples of a metric say about each other. Nothing is called different without an interval that says so, or trials
 * that all agree.
 *
 * @param ratio the other by the base; empty where a value is not above 0
 * @param interval of the ratio; empty where there is none, or it was not needed
 */
public record Difference(Kind kind, Optional<Double> ratio, Optional<Interval> interval) {
    /** A closed set. */
    public enum Kind {
        /** All trials of both agree on one value. */
        EQUAL,
        LOWER,
        HIGHER,
        /** The interval holds 1: with these trials they cannot be told apart. */
        NOT_TOLD_APART,
        /** There are too few trials for an interval. */
        TOO_FEW,
        /** A value is not above 0, so that there is no ratio, and trials do not agree. */
        NO_RATIO
    }

    /**
     * What the other is beside the base.
     *
     * @param isExact whether trials of an unchanged system give the same value again, as counts of bytes do: then trials that all agree need no interval
     */
    public static Difference of(Sample base, Sample other, boolean isExact) {
        Optional<RatioEstimate> estimate = RatioEstimate.of(base, other);
        Optional<Double> ratio = estimate.map(RatioEstimate::ratio);
        if (isExact && base.agrees() && other.agrees()) {
            int order = Double.compare(other.median(), base.median());
            return new Difference(kind(order), ratio, Optional.empty());
        }
        if (estimate.isEmpty()) {
            return new Difference(Kind.NO_RATIO, ratio, Optional.empty());
        }
        Optional<Interval> interval = estimate.get().interval();
        return new Difference(interval.map(Difference::kind).orElse(Kind.TOO_FEW), ratio, interval);
    }

    private static Kind kind(int order) {
        if (order == 0) {
            return Kind.EQUAL;
        }
        return order < 0 ? Kind.LOWER : Kind.HIGHER;
    }

    private static Kind kind(Interval interval) {
        if (interval.holds(1)) {
            return Kind.NOT_TOLD_APART;
        }
        return interval.low() > 1 ? Kind.HIGHER : Kind.LOWER;
    }
}
