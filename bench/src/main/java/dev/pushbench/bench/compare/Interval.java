package dev.pushbench.bench.compare;

/**
 * Where a figure lies with the confidence that was asked for.
 *
 * @param low at most {@code high}; within, like {@code high}
 */
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval must not end before it begins: " + low + " to " + high);
        }
    }

    public boolean holds(double value) {
        return low <= value && value <= high;
    }
}
