package dev.pushbench.client.pacing;

/**
 * Event {@code i} is due at {@code i / perSecond} seconds, cut to whole nanoseconds.
 *
 * <p>Each offset is computed from its index alone, so that no error adds up. {@code i × 10⁹} is exact in a double up to
 * {@code i} = 4.6 × 10⁹ (10⁹ = 2⁹ × 5⁹, and {@code i} × 5⁹ stays below 2⁵³), and the division is rounded once (IEEE
 * 754): an offset is within one nanosecond up to 2⁵³ ns, that is 104 days. Both steps are monotonic.
 */
record ConstantRate(double perSecond) implements FireTimes {
    private static final double NANOS_PER_SECOND = 1e9;

    ConstantRate {
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException("rate must be above 0 and finite, not " + perSecond);
        }
    }

    @Override
    public long offsetNanos(long index) {
        if (index < 0) {
            throw new IllegalArgumentException("index must be at least 0, not " + index);
        }
        return (long) (index * NANOS_PER_SECOND / perSecond);
    }

    @Override
    public long countBefore(long offsetNanos) {
        if (offsetNanos <= 0) {
            return 0;
        }
        // The estimate is rounded too: step to the index on which offsetNanos() agrees.
        long count = (long) Math.ceil(offsetNanos * perSecond / NANOS_PER_SECOND);
        while (count > 0 && offsetNanos(count - 1) >= offsetNanos) {
            count--;
        }
        while (count < Long.MAX_VALUE && offsetNanos(count) < offsetNanos) {
            count++;
        }
        return count;
    }
}
